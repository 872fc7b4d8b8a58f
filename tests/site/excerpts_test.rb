# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Excerpts and transcripts in the finished site: where their names lead, what the cards say, what the player gets, what all that weighs.
require_relative 'helper'
require 'cgi'
require 'nokogiri'
require 'json'
require 'zlib'
require_relative '../../tools/site/casts'
require_relative '../../tools/site/html'

class ExcerptsTest < Minitest::Test
  NAME = /<a class="name"(?: tabindex="-1")? href="([^"]+)">([^<]+)</.freeze
  # After gzip -9, in bytes.
  SCRIPTS = 5_500
  CARDS = 14_000
  CAST = 4_000
  PLAYER = 80_000

  attr_writer :site # the test of these tests gives them one with a defect

  def site = @site ||= FinishedSite.path
  def read(path) = File.read(File.join(site, path))
  def chapters = Dir.glob('chapters/**/*.html', base: site).sort
  def weight(*paths) = paths.sum { |path| Zlib.gzip(read(path), level: 9).bytesize }

  def ids
    @ids ||= Hash.new { |all, path| all[path] = File.file?(File.join(site, path)) ? read(path).scan(/\sid="([^"]+)"/).flatten.to_h { |id| [id, true] } : {} }
  end

  def cards(file) = JSON.parse(read(file)[/\]=(\{.*\});\n\z/m, 1])

  def test_every_name_in_an_excerpt_leads_to_a_line_that_holds_it_and_has_a_card
    lost = []
    count = 0
    lines = Hash.new { |all, path| all[path] = Nokogiri::HTML(read(path)).css('.source .line').map(&:text) }
    chapters.each do |page|
      read(page).scan(NAME).uniq.each do |href, name|
        count += 1
        path, number = File.expand_path(CGI.unescapeHTML(href), File.join('/', File.dirname(page)))[1..].split('#L')
        lost << "#{page}: #{name}: #{href}" unless File.file?(File.join(site, path)) && named?(lines[path][number.to_i - 1].to_s, name)
        slug = path[%r{\Asrc/([^/]+)/}, 1]
        key = "#{path.delete_prefix("src/#{slug}/").delete_suffix('.html')}#L#{number}"
        lost << "#{page}: no card for #{name} (#{key})" unless (@cards ||= Hash.new { |all, s| all[s] = cards("assets/names/#{s}.js") })[slug].key?(key)
      end
    end
    assert_operator count, :>, 500
    assert_empty lost
  end

  # EXCEPTION in a definition file is PANIC_EXCEPTION in the code.
  def named?(line, name) = line.match?(/\b#{name}\b/) || (line.match?(/\A\s*[A-Z]+\d?\(/) && line.match?(/\b#{name.sub(/\A(?:PANIC|CALL|call)_/, '')}\b/))

  def test_every_link_of_a_card_leads_somewhere
    lost = []
    explained = 0
    Dir.glob('assets/names/*.js', base: site).each do |file|
      cards(file).each do |key, (declaration, _, there, api)|
        lost << "#{file}: #{key} has no declaration" if declaration.to_s.empty?
        [there&.first, api].compact.each do |address|
          path, id = address.split('#')
          lost << "#{file}: #{key}: #{address}" unless File.file?(File.join(site, path)) && (id.nil? || ids[path][id])
        end
        explained += 1 if there
      end
    end
    assert_operator explained, :>, 300, 'hardly a card knows the excerpt that explains its name'
    assert_empty lost
  end

  def test_every_transcript_has_a_session_to_replay_that_ends_as_the_text_does
    pages = Dir.glob('**/*.html', base: site).grep_v(%r{\A(?:src|files|api)/})
    paths = pages.flat_map { |page| read(page).scan(Site::Casts::FIGURE).flatten }.uniq
    refute_empty paths
    paths.each do |path|
      session = cards("assets/casts/#{Site::Casts.name(path)}")
      recorded = File.readlines(File.join(ROOT, path), chomp: true).reject { |line| line.start_with?('#: ', '#= ', '[exit ') }
      assert_equal recorded, session['parts'].flat_map { |_, text| text.lines(chomp: true) }, path
      assert_equal ['type', recorded[0]], session['parts'][0], path
    end
  end

  def test_typed_lines_of_a_session_are_told_apart
    session = Site::Casts.new(nil, nil).session("#: sprint x\n$ make run\na\n#= s\nb\n> yes\nc\n[exit 0]\n")
    assert_equal [['type', '$ make run'], ['print', "a\nb\n"], ['type', '> yes'], ['print', "c\n"]], session[:parts]
    assert_equal [72, 8], session.values_at(:columns, :rows)
  end

  def test_assembly_in_a_header_is_highlighted_as_assembly
    html = Site::Html.highlight("#ifdef __ASSEMBLER__\n.macro SAVE\n    movq %rax, 8(%rsp)\n.endm\n#endif\nint a;\n", 'c').lines
    assert_equal 6, html.size
    assert_includes html[1], '<span class="kd">.macro</span>'
    assert_includes html[2], '<span class="vg">%rax</span>'
    assert_includes html[5], '<span class="kt">int</span>'
  end

  def test_no_excerpt_has_a_token_that_the_lexers_do_not_know
    found = chapters.flat_map { |page| read(page).scan(/<figure class="excerpt.*?<\/figure>/m).grep(/class="err"/).map { |figure| "#{page}: #{figure[/id="([^"]+)"/, 1]}" } }
    assert_empty found
  end

  def test_what_excerpts_and_transcripts_weigh
    assert_operator weight('assets/js/excerpts.js', 'assets/js/player.js'), :<=, SCRIPTS, 'what every page loads'
    Dir.glob('assets/names/*.js', base: site).each { |file| assert_operator weight(file), :<=, CARDS, file }
    Dir.glob('assets/casts/**/*.js', base: site).each { |file| assert_operator weight(file), :<=, CAST, file }
    assert_operator weight('assets/player/asciinema-player.js', 'assets/player/asciinema-player.css'), :<=, PLAYER, 'the player'
  end
end
