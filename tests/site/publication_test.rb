# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# What makes the site publishable: addresses, map, preview, the page for lost addresses, the workflow, errata, citation.
require_relative 'helper'
require 'rexml/document'
require 'tmpdir'
require_relative '../../tools/site/publication'
require_relative '../../tools/site/pages/about'

class PublicationTest < Minitest::Test
  PAGE = '<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><a href="../about/errata.html#report" class="report">r</a></body></html>'

  def published(page = 'chapters/boot.html', **settings) = Site::Publication.new('/nowhere', **settings).rewrite(PAGE, page)

  def test_without_an_address_nothing_is_canonical
    assert_equal PAGE, published
    refute_includes Site::Publication.new('/nowhere').robots, 'Sitemap'
  end

  def test_pages_name_their_canonical_address_and_their_picture
    ['https://host.example/book', 'https://host.example/book/'].each do |address|
      text = published(address: address)
      assert_includes text, '<link rel="canonical" href="https://host.example/book/chapters/boot.html">'
      assert_includes text, '<meta property="og:image" content="https://host.example/book/assets/pictures/card.png">'
    end
    assert_includes published('index.html', address: 'https://host.example'), '<link rel="canonical" href="https://host.example/">'
    assert_includes published('src/boot/index.html', address: 'https://host.example'), 'href="https://host.example/src/boot/">'
    refute_includes published('404.html', address: 'https://host.example'), 'canonical'
  end

  def test_what_is_no_address_is_refused
    ['host.example', 'ftp://host.example/', 'https://host.example/?a', 'https://a b/'].each do |bad|
      assert_raises(Site::Error, bad) { Site::Publication.address(bad) }
    end
  end

  def test_readers_report_errors_where_the_site_says
    assert_includes published(report: 'https://t.example/new?title={page}'), 'href="https://t.example/new?title=chapters%2Fboot.html" class="report"'
    assert_includes published, 'href="../about/errata.html#report" class="report"'
  end

  def test_the_map_lists_the_pages_of_the_book_and_no_others
    Dir.mktmpdir do |folder|
      pages = %w[index.html 404.html chapters/boot.html src/boot/a.c.html files/x.html api/index.html reference/index.html]
      pages.each { |page| FileUtils.mkdir_p(File.dirname(File.join(folder, page))) && File.write(File.join(folder, page), PAGE) }
      Site::Publication.new(folder, address: 'https://host.example/book').apply
      listed = REXML::Document.new(File.read(File.join(folder, 'sitemap.xml'))).get_elements('//loc').map(&:text)
      assert_equal %w[https://host.example/book/ https://host.example/book/chapters/boot.html https://host.example/book/reference/], listed.sort
      assert_includes File.read(File.join(folder, 'robots.txt')), "Sitemap: https://host.example/book/sitemap.xml\n"
      assert_equal PAGE, File.read(File.join(folder, 'api/index.html'))
    end
  end

  def test_a_lost_page_knows_its_base
    assert_match(%r{<head>\n<base href="/book/">}, published('404.html', address: 'https://host.example/book'))
    assert_includes published('404.html'), '<script>if(location.protocol!=="file:")'
  end

  # Every folder that the finished site has, or a lost page below it would not find its way.
  def test_a_lost_page_knows_every_folder
    folders = Dir.glob('*/', base: FinishedSite.path).map { |name| name.chomp('/') } - %w[pagefind]
    assert_empty folders - Site::Publication::FOLDERS
  end

  def test_pictures_are_made_from_the_drawings_as_they_are
    lines = File.readlines(File.join(ROOT, 'site/_pictures/made-from.txt')).map(&:split)
    refute_empty lines
    lines.each { |digest, file| assert_equal Digest::SHA256.file(File.join(ROOT, file)).hexdigest, digest, "#{file} has changed: run node tools/site/pictures.js" }
    { 'assets/pictures/card.png' => [1200, 630], 'assets/pictures/icon-180.png' => [180, 180] }.each do |file, size|
      assert_equal size, File.binread(File.join(ROOT, 'site', file), 8, 16).unpack('NN'), file
    end
    assert_equal [0, 1, 1], File.binread(File.join(ROOT, 'site/favicon.ico'), 6).unpack('vvv')
  end

  def test_the_workflow_uses_the_commands_of_the_project
    workflow = YAML.safe_load(File.read(File.join(ROOT, '.github/workflows/publish.yml')))
    steps = workflow['jobs'].values.flat_map { |job| job['steps'] }
    targets = steps.filter_map { |step| step['run'] && step['run'][/\Amake (\S+)/, 1] }
    assert_equal %w[deps test site], targets
    known = File.read(File.join(ROOT, 'Makefile')).scan(/^([a-z-]+):.*## /).flatten
    assert_empty targets - known
    assert_empty steps.filter_map { |step| step['uses'] }.grep_v(%r{\Aactions/[a-z-]+@v\d+\z}), 'nothing but what GitHub itself provides'
    assert_equal({ 'contents' => 'read' }, workflow['permissions'])
    assert_equal '_site', steps.find { |step| step['uses'].to_s.include?('upload-pages') }['with']['path']
  end

  def test_the_citation_names_this_edition
    citation = YAML.safe_load(File.read(File.join(ROOT, 'CITATION.cff')))
    assert_equal "v#{File.read(File.join(ROOT, 'EDITION')).strip}", citation['version']
    assert_equal Site::Project.new(ROOT).edition, citation['version']
    assert_empty %w[cff-version message title authors] - citation.keys
  end

  def test_errata_are_complete
    text = Site::About::Errata.new([{ 'edition' => 'v1', 'page' => 'chapters/boot.html', 'wrong' => 'ring 0', 'right' => 'ring 3' }]).text
    assert_includes text, '[chapters/boot.html](/chapters/boot.html): “ring 0” should be “ring 3”'
    assert_raises(Site::Error) { Site::About::Errata.new([{ 'edition' => 'v1', 'page' => 'a', 'wrong' => 'b' }]) }
  end
end
