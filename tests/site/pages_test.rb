# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The finished site: what can be seen in its files without a browser. SITE_TEST=name runs one of the tests (see the suite).
require_relative 'helper'
require 'cgi'
require 'html-proofer'
require 'json'
require 'nokogiri'
require 'tmpdir'
require 'zlib'

# For each fragment, html-proofer asks Ruby about each element of the page that it leads to. One look at all identifiers says the same.
module OneLook
  private

  def hash_exists_in_html?(fragment, html)
    @page, @ids = html, html.xpath('//@id | //@name').to_h { |attribute| [attribute.value, true] } unless @page.equal?(html)
    [fragment, CGI.unescape(fragment)].any? { |name| @ids[name] }
  end
end
HTMLProofer::UrlValidator::Internal.prepend(OneLook)

class PagesTest < Minitest::Test
  attr_writer :site, :pages # the test of these tests gives them a page with a defect

  def site = @site ||= FinishedSite.path
  def pages = @pages ||= FinishedSite.pages
  def api = @pages ? [] : Dir.glob('api/*.html', base: site).sort
  def read(page) = File.read(File.join(site, page))

  # Listings are made by one template, and what can break in them is simple: see the next test, which reads all of them.
  LISTINGS = %r{\A(?:src|files)/}.freeze

  def test_every_link_and_every_fragment_leads_somewhere
    wanted = pages.grep_v(LISTINGS).grep_v(%r{\Abook/}).map { |page| File.join(site, page) }
    proofer = HTMLProofer.check_directory(site, disable_external: true, checks: %w[Links Images Scripts], allow_missing_href: true, log_level: :error,
                                                ignore_urls: [/\Ahttps?:/], enforce_https: false)
    # With Debian's Ruby, its own concurrency loses every file without a word; so the files are read one by one.
    proofer.define_singleton_method(:process_files) { files.select { |file| wanted.include?(file[:path]) }.map { |file| load_file(file[:path], file[:source]) } }
    failed = false
    out, err = capture_io do
      proofer.run
    rescue SystemExit
      failed = true
    end
    assert_operator proofer.internal_urls.size, :>, 500, 'the link checker has looked at next to nothing' unless @pages
    refute failed, (out + err).gsub("#{site}/", '')[0, 8000]
  end

  # html-proofer takes minutes for the API's pages, for all listings and for the whole book on one page.
  def test_every_link_of_listings_and_of_the_api_leads_somewhere
    ids = Hash.new { |all, file| all[file] = File.read(file).scan(/\s(?:id|name)="([^"]+)"/).flatten.to_h { |id| [id, true] } }
    there = Hash.new { |all, file| all[file] = File.file?(file) }
    lost = (pages.grep(LISTINGS) + pages.grep(%r{\Abook/}) + api).flat_map do |page|
      file = File.join(site, page)
      read(page).scan(/\s(?:href|src)="([^"]+)"/).flatten.uniq.filter_map do |link|
        next if link.match?(/\A(?:https?:|javascript:|mailto:|data:)/)

        path, fragment = CGI.unescapeHTML(link).split('#', 2)
        target = path.empty? ? file : File.expand_path(path, File.dirname(file))
        next if there[target] && (fragment.nil? || fragment.empty? || ids[target][fragment])

        "#{page}: #{link} leads nowhere: mend the link, or what it names"
      end
    end
    assert_empty lost.first(50)
  end

  def test_every_page_is_of_a_kind_that_the_tests_know
    out, status = Open3.capture2e('node', File.join(ROOT, 'tests/site/templates.js'), site)
    assert status.success?, out
    puts "note: #{out.lines.size} pages stand for all others in the browser"
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
    sheets = @pages ? [] : Dir.glob('**/*.css', base: site)
    found = (pages + api + sheets).flat_map do |file|
      text = read(file)
      loads = text.scan(/<(?:script|img|iframe|source|video|audio|embed|object|track|input)\b[^>]*\s(?:src|data|poster)="((?:https?:)?\/\/[^"]+)"/) +
              text.scan(/\ssrcset="[^"]*?((?:https?:)?\/\/[^",\s]+)/) +
              text.scan(/<link\b(?=[^>]*rel="(?:stylesheet|icon|preload|modulepreload|prefetch|preconnect|dns-prefetch|manifest)")[^>]*\shref="((?:https?:)?\/\/[^"]+)"/) +
              text.scan(/(?:@import\s+|url\()["']?((?:https?:)?\/\/[^"')]+)/)
      loads.flatten.map { |address| "#{file} loads #{address}: put a copy into the site" }
    end
    assert_empty found
  end

  def test_no_address_is_absolute
    found = (pages + api).flat_map do |page|
      read(page).scan(/\s(?:href|src|action)="(\/[^"]*)"/).flatten.map { |address| "#{page}: #{address} holds at the root of a server only: write it as the builder's others" }
    end
    assert_empty found
  end

  def test_every_page_names_its_edition_and_its_source
    project = Site::Project.new(ROOT)
    without = (pages + api.grep(/group__|index/)).reject do |page|
      text = read(page)
      text.include?(project.edition) && text.match?(/source [0-9a-f]{12}\+?|source unversioned/)
    end
    assert_empty without, 'these pages do not name their edition and their source'

  end

  def test_every_page_is_valid_html
    wrapped = Dir.glob('assets/**/*.{css,js}', base: site).select { |file| read(file).match?(/\A\s*<!DOCTYPE/i) }
    assert_empty wrapped, 'these are pages: give them no layout in site/_config.yml'
    alike = pages.grep(%r{\A(?:src|files|diffs)/}) # listings of one language are made by one template
    list = pages - alike + alike.group_by { |page| [page[/\Adiffs/], File.extname(page.delete_suffix('.html'))] }.flat_map { |_, all| [all.first, all.last].uniq }
    out, status = Open3.capture2e('node_modules/.bin/html-validate', '--config', 'tests/site/htmlvalidate.cjs', '--formatter', 'text',
                                  *list.map { |page| File.join(site, page) }, chdir: ROOT)
    assert status.success?, out.gsub("#{site}/", '')[0, 6000]
  end

  # The second is built from another folder, on another date, in another time zone and under another home.
  def test_two_builds_give_the_same_bytes
    site
    Dir.mktmpdir do |folder|
      env = { 'LD_PRELOAD' => another_date(folder), 'TZ' => 'Pacific/Auckland', 'HOME' => folder }
      second = File.join(folder, 'out')
      said = FinishedSite.build(second, root: FinishedSite.copy(File.join(folder, 'some where/else')), env: env)
      assert_empty different(site, second), 'these files differ between two builds of the same source: take the date, the folder or the order out of them'
      puts "note: the site was built: #{[FinishedSite.said, said].join[/\d+ pages, .*?(?= Open)/].sub(').', '.')}"
    end
  end

  # A library that puts the calendar ahead; says that it does.
  def another_date(folder)
    library = File.join(folder, 'another_date.so')
    text, status = Open3.capture2e('gcc', '-shared', '-fPIC', '-O1', '-o', library, File.join(ROOT, 'tests/site/another_date.c'))
    assert status.success?, text
    ['date +%s', 'ruby -e "puts Time.now.to_i"', 'node -e "console.log(Math.floor(Date.now() / 1000))"'].each do |command|
      shown, = Open3.capture2({ 'LD_PRELOAD' => library }, command)
      assert_operator shown.to_i, :>, Time.now.to_i + (400 * 86_400), "#{command} has the date of today"
    end
    library
  end

  # Names of files that two folders do not have alike, with the first line that differs.
  def different(one, two)
    names = [one, two].map { |folder| Dir.glob('**/*', File::FNM_DOTMATCH, base: folder).select { |f| File.file?(File.join(folder, f)) } }
    lone = (names[0] - names[1]) + (names[1] - names[0])
    unlike = (names[0] & names[1]).reject { |f| FileUtils.identical?(File.join(one, f), File.join(two, f)) }
    lone.map { |f| "#{f} is in one of them only" } + unlike.map { |f| "#{f}: #{first_difference(File.join(one, f), File.join(two, f))}" }
  end

  def first_difference(one, two)
    lines = [one, two].map { |file| File.binread(file).lines }
    at = (0..).find { |i| lines[0][i] != lines[1][i] }
    "line #{at + 1}: #{lines.map { |all| all[at].to_s.scrub('?').strip[0, 200] }.join(' | ')}"
  end

  def test_the_index_of_the_search_covers_the_book_and_nothing_outside
    wanted = (Dir.glob('{*,{about,chapters,parts,reference}/**/*}.html', base: site) - ['404.html']).map { |page| "/#{page.sub(/(?:\A|(?<=\/))index\.html\z/, '')}" }
    found = Dir.glob(File.join(site, 'pagefind/fragment/*')).map { |file| JSON.parse(Zlib.gunzip(File.binread(file)).delete_prefix('pagefind_dcd').force_encoding('UTF-8'))['url'] }
    assert_operator found.size, :>, 50, 'hardly anything can be found'
    assert_equal wanted.sort, found.sort, 'the search knows other pages than those of the book: see the glob in tools/site/builder.rb'
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
