# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The finished site: what can be seen in its files without a browser. SITE_TEST=name runs one of the tests (see the suite).
require_relative 'helper'
require 'html-proofer'
require 'nokogiri'

class PagesTest < Minitest::Test
  def site = @site ||= FinishedSite.path
  def pages = @pages ||= FinishedSite.pages
  def read(page) = File.read(File.join(site, page))

  def test_every_link_and_every_fragment_leads_somewhere
    proofer = HTMLProofer.check_directory(site, disable_external: true, checks: %w[Links Images Scripts], allow_missing_href: true, log_level: :error,
                                                ignore_urls: [/\Ahttps?:/], ignore_files: [%r{/(?:api|book)/}, *similar_sources], enforce_https: false)
    # With Debian's Ruby, its own concurrency loses every file without a word; so the files are read one by one.
    proofer.define_singleton_method(:process_files) { files.map { |file| load_file(file[:path], file[:source]) } }
    failed = false
    out, err = capture_io do
      proofer.run
    rescue SystemExit
      failed = true
    end
    assert_operator proofer.internal_urls.size, :>, 500, 'the link checker has looked at next to nothing'
    refute failed, (out + err).gsub("#{site}/", '')[0, 8000]
  end

  # Pages of sources are all made by one template. Those of the last sprint stand for the others.
  def similar_sources
    last = Site::Project.new(ROOT).last.slug
    [%r{/src/(?!#{last}/)[^/]+/.*[^/]+/}]
  end

  # html-proofer takes minutes for the API's pages and for the whole book on one page, and what can break in them is simple: a file, and an id in it.
  def test_every_link_of_the_api_leads_somewhere
    ids = Hash.new { |all, file| all[file] = File.read(file).scan(/\s(?:id|name)="([^"]+)"/).flatten }
    lost = Dir.glob(File.join(site, '{api,book}/**/*.html')).flat_map do |file|
      File.read(file).scan(/\shref="([^"]+)"/).flatten.uniq.filter_map do |link|
        next if link.match?(/\A(?:https?:|javascript:|mailto:)/)

        path, fragment = CGI.unescapeHTML(link).split('#', 2)
        target = path.empty? ? file : File.expand_path(path, File.dirname(file))
        next if File.file?(target) && (fragment.nil? || fragment.empty? || ids[target].include?(fragment))

        "#{File.basename(file)}: #{link}"
      end
    end
    assert_empty lost
  end

  def test_every_page_can_be_reached_from_the_first
    seen = { 'index.html' => true }
    queue = ['index.html']
    while (page = queue.shift)
      read(page).scan(/\shref="([^"#?]+)/).flatten.uniq.each do |link|
        next if link.match?(/\A[a-z]+:/)

        target = File.expand_path(link, File.join('/', File.dirname(page)))[1..]
        next if seen[target] || !target.end_with?('.html') || target.start_with?('api/') || !File.file?(File.join(site, target))

        seen[target] = true
        queue << target
      end
    end
    assert_empty pages - seen.keys - ['404.html'], 'no link leads to these pages'
  end

  def test_nothing_is_loaded_from_elsewhere
    found = Dir.glob(File.join(site, '**/*.{html,css}')).flat_map do |file|
      text = File.read(file)
      loads = text.scan(/<(?:script|img|iframe|source|video|audio|embed)\b[^>]*\s(?:src|data)="((?:https?:)?\/\/[^"]+)"/) +
              text.scan(/<link\b(?=[^>]*rel="(?:stylesheet|icon|preload|preconnect|dns-prefetch)")[^>]*\shref="((?:https?:)?\/\/[^"]+)"/) +
              text.scan(/(?:@import\s+|url\()["']?((?:https?:)?\/\/[^"')]+)/)
      loads.flatten.map { |address| "#{file.delete_prefix("#{site}/")}: #{address}" }
    end
    assert_empty found
  end

  def test_no_address_is_absolute
    found = Dir.glob(File.join(site, '**/*.html')).flat_map do |file|
      File.read(file).scan(/\s(?:href|src|action)="(\/[^"]*)"/).flatten.map { |address| "#{file.delete_prefix("#{site}/")}: #{address}" }
    end
    assert_empty found
  end

  def test_every_page_names_its_edition_and_its_source
    project = Site::Project.new(ROOT)
    (pages + Dir.glob('api/*.html', base: site).grep(/group__|index/)).each do |page|
      text = read(page)
      assert_includes text, project.edition, page
      assert_match(/source [0-9a-f]{12}\+?|source unversioned/, text, page)
    end
  end

  def test_every_page_is_valid_html
    sources = pages.grep(%r{\Asrc/|\Afiles/}).group_by { |page| File.extname(page.delete_suffix('.html')) }.map { |_, list| list.first }
    list = pages.grep_v(%r{\A(?:src|files)/}) + sources
    out, status = Open3.capture2e('node_modules/.bin/html-validate', '--config', 'tests/site/htmlvalidate.cjs', '--formatter', 'text',
                                  *list.map { |page| File.join(site, page) }, chdir: ROOT)
    assert status.success?, out.gsub("#{site}/", '')[0, 6000]
  end

  def test_two_builds_give_the_same_bytes
    second = "#{File.dirname(site)}/again"
    FileUtils.rm_rf(second)
    FinishedSite.build(second)
    digests = [site, second].map do |folder|
      Dir.glob('**/*', base: folder).select { |f| File.file?(File.join(folder, f)) }.sort.to_h { |f| [f, Digest::SHA256.file(File.join(folder, f)).hexdigest] }
    end
    different = (digests[0].keys | digests[1].keys).reject { |f| digests[0][f] == digests[1][f] }
    assert_empty different, 'these files differ between two builds of the same source'
  ensure
    FileUtils.rm_rf(second) if second
  end

  def test_the_index_of_the_search_covers_the_book_and_nothing_outside
    pages = FinishedSite.pages.grep(%r{\A[^/]+\.html\z|\A(?:about|chapters|parts|reference)/})
    fragments = Dir.glob(File.join(site, 'pagefind/fragment/*')).size
    assert_operator fragments, :>, 10
    assert_operator fragments, :<=, pages.size
  end

  def test_every_chapter_stands_in_the_navigation_under_its_part
    project = Site::Project.new(ROOT)
    home = Nokogiri::HTML(read('index.html'))
    project.sprints.reject { |s| project.chapter_files(s.slug).empty? }.each do |sprint|
      link = home.at_css("#site-nav a[href=\"#{sprint.address.delete_prefix('/')}\"]")
      refute_nil link, "#{sprint.heading} is not in the navigation"
      assert_equal sprint.heading, link.text
      assert_includes link.ancestors('li').map { |item| item.at_css('> a')&.text }, sprint.part
    end
  end
end
