# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The tests of the finished site can fail: a copy of it is given one defect after the other, and the test that looks for it has to say so.
require_relative 'pages_test'
require_relative 'excerpts_test'
[PagesTest, ExcerptsTest].each { |tests| Minitest::Runnable.runnables.delete(tests) }

class DefectsTest < Minitest::Test
  PAGE = 'work-along.html'

  WITHIN = ->(html) { ->(text) { text.sub('</main>') { "#{html}</main>" } } }

  # what is wrong, the test that has to see it, what it has to say, the page and how it is changed
  DEFECTS = [
    ['links to a page, a section and a picture that are not there', 'every_link_and_every_fragment_leads_somewhere', [/work-along.*lost\.html|lost\.html.*work-along/m, /no-such-section/, /lost\.png/], PAGE,
     WITHIN['<a href="lost.html">a</a> <a href="index.html#no-such-section">b</a> <img src="lost.png" alt="c">']],
    ['links of a listing to a line and a file that are not there', 'every_link_of_listings_and_of_the_api_leads_somewhere', [/src\/.*: #L99999 leads nowhere/, /src\/.*: lost\.html leads nowhere/], nil,
     WITHIN['<a href="#L99999">a</a><a href="lost.html">b</a>']],
    ['pictures, sheets and scripts of another host', 'nothing_is_loaded_from_elsewhere', [/work-along\.html loads https:\/\/a\.example/, %r{loads //b\.example}, /loads https:\/\/c\.example/, /loads https:\/\/d\.example/], PAGE,
     WITHIN['<img src="https://a.example/x.png"><script src="//b.example/x.js"></script><link rel="stylesheet" href="https://c.example/x.css"><img srcset="https://d.example/x.png 2x">']],
    ['an absolute address', 'no_address_is_absolute', [%r{work-along\.html: /index\.html holds at the root}], PAGE, WITHIN['<a href="/index.html">a</a>']],
    ['no edition', 'every_page_names_its_edition_and_its_source', [/work-along\.html/], PAGE, ->(text) { text.gsub(/source [0-9a-f]{12}|source unversioned/, 'source') }],
    ['HTML that is not valid', 'every_page_is_valid_html', [/element-permitted-content/, /no-dup-id/, /wcag\/h37/, /close-order|unclosed/], PAGE,
     WITHIN['<p><b><div>a</div></p><i id="twice"></i><i id="twice"></i><img src="favicon.svg">']],
    ['a chapter that the navigation does not have', 'every_chapter_stands_in_the_navigation_under_its_part', [/is not in the navigation/], 'index.html', ->(text) { text.gsub('chapters/boot.html', 'chapters/x.html') }],
    ['a name in an excerpt that leads to another line', 'every_name_in_an_excerpt_leads_to_a_line_that_holds_it_and_has_a_card', [/chapters\/boot\.html: \w+: .*#L2$|chapters\/boot\.html: \w+: /], 'chapters/boot.html',
     ->(text) { text.sub(/(<a class="name"(?: tabindex="-1")? href="[^"]+#L)\d+"/) { "#{Regexp.last_match(1)}2\"" } }],
    ['a card that leads nowhere', 'every_link_of_a_card_leads_somewhere', [%r{assets/names/boot\.js: .*chapters/lost\.html}], 'assets/names/boot.js', ->(text) { text.sub('chapters/boot.html#', 'chapters/lost.html#') }],
    ['a session that is not the recorded one', 'every_transcript_has_a_session_to_replay_that_ends_as_the_text_does', [%r{sprints/boot/\S+\.t}], 'assets/casts/boot/transcripts/boot.js', ->(text) { text.sub('sprint boot: done', 'sprint boot: gone') }],
    ['a token that no lexer knows', 'no_excerpt_has_a_token_that_the_lexers_do_not_know', [/chapters\/boot\.html: /], 'chapters/boot.html', ->(text) { text.sub(/(<pre class="[^"]*code[^"]*".*?<span class=")\w+"/m) { "#{Regexp.last_match(1)}err\"" } }],
    ['a heavy script', 'what_excerpts_and_transcripts_weigh', [/what every page loads/], 'assets/js/player.js', ->(text) { "#{text}// #{Random.bytes(6000).unpack1('H*')}" }]
  ].freeze

  def setup
    site = FinishedSite.path
    @copy = File.join(FinishedSite::FOLDER, "defects-#{Process.pid}")
    FileUtils.mkdir_p(FinishedSite::FOLDER)
    system('cp', '-al', site, @copy, err: File::NULL) || (FileUtils.rm_rf(@copy) && system('cp', '-a', site, @copy, exception: true))
  end

  def teardown = FileUtils.rm_rf(@copy)

  # What a test of PagesTest says about the copy.
  def said(test, pages = nil)
    one = [PagesTest, ExcerptsTest].find { |tests| tests.method_defined?("test_#{test}") }.new("test_#{test}")
    one.site = @copy
    one.pages = pages if pages && one.respond_to?(:pages=)
    one.run.failures.map(&:message).join("\n").gsub("#{@copy}/", '')
  end

  # The same, while a page of the copy is changed.
  def change(test, page)
    place = File.join(@copy, page)
    before = File.read(place)
    after = yield before
    refute_equal before, after, "#{page} has changed: mend the defect"
    File.unlink(place) # the copy may share it with the site
    File.write(place, after)
    said(test, [page]).tap { File.write(place, before) }
  end

  def test_defects_of_files_are_seen
    DEFECTS.each do |defect, test, says, page, edit|
      text = change(test, page || Dir.glob('src/boot/**/*.S.html', base: @copy).min, &edit)
      says.each { |pattern| assert_match(pattern, text, "“#{defect}”: the test #{test} does not say so") }
    end
  end

  def test_a_lonely_page_and_a_page_of_no_kind_are_seen
    FileUtils.cp(File.join(@copy, 'about/cite.html'), File.join(@copy, 'about/lonely.html'))
    assert_match(/about\/lonely\.html/, said('every_page_can_be_reached_from_the_first', ['about/lonely.html']))
    FileUtils.mkdir_p(File.join(@copy, 'news'))
    FileUtils.cp(File.join(@copy, PAGE), File.join(@copy, 'news/first.html'))
    assert_match(%r{news/first\.html is of no kind of page that the tests know: add}, said('every_page_is_of_a_kind_that_the_tests_know'))
    FileUtils.rm_rf(File.join(@copy, 'news'))
  end

  def test_a_difference_of_two_builds_is_seen
    Dir.mktmpdir do |folder|
      one, two = %w[one two].map { |name| File.join(folder, name).tap { |f| FileUtils.mkdir_p(f) } }
      File.write(File.join(one, 'a.html'), "same\nbuilt on Monday\n")
      File.write(File.join(two, 'a.html'), "same\nbuilt on Tuesday\n")
      File.write(File.join(two, 'b.html'), '')
      assert_equal ['b.html is in one of them only', 'a.html: line 2: built on Monday | built on Tuesday'], PagesTest.new('x').different(one, two)
    end
  end

  def test_defects_in_the_browser_are_seen
    out, status = Open3.capture2e('node', File.join(ROOT, 'tests/site/defects.js'), @copy)
    assert status.success?, out
    puts out if ENV['DURATIONS']
  end
end
