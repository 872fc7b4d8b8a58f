# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Excerpts: what is new, what is context, what went away; and their HTML.
require_relative 'helper'

class ExcerptTest < BookTest
  def test_everything_is_new_at_birth
    found = excerpt('[src](/kernel/a.c#add)')
    assert_equal 'new function', found.what
    assert found.all_new?
  end

  def test_later_only_the_changed_line_is_new_and_the_old_one_is_removed
    found = excerpt('[src](/kernel/a.c#add)', 'two')
    assert_equal({ context: 6, removed: 1, new: 1 }, found.rows.map(&:state).tally)
    assert_equal '    return sum;', found.rows.find { |row| row.state == :removed }.text
    assert_equal 'replaces 1 line', found.what
  end

  def test_a_definition_claims_its_contract_in_the_header
    assert_equal ['kernel/a.c', 'kernel/a.h'], excerpt('[src](/kernel/a.c#add)').claims.map(&:first).uniq
  end

  def test_again_claims_nothing
    assert_empty excerpt('[src](/kernel/a.c#add "again")').claims
  end

  def test_a_part_shows_two_lines_around_it
    assert_equal %i[context context new context context], excerpt('[src](/kernel/a.c#add "part:sum")').rows.map(&:state)
  end

  def test_a_part_must_lie_inside
    error = assert_raises(Book::Error) { excerpt('[src](/kernel/a.c#pair "part:sum")') }
    assert_match(/lies outside pair/, error.message)
  end

  def test_without_leaves_a_gap_that_is_not_claimed
    found = excerpt('[src](/kernel/a.c#add "without:sum")')
    assert_equal 1, found.rows.count { |row| row.state == :gap }
    refute_includes found.claims, ['kernel/a.c', file('kernel/a.c').texts.index('    int sum = a + b;')]
  end

  def test_more_than_forty_new_lines_are_refused
    edit('kernel/a.c', '    counter++;', (['    counter++;'] * 40).join("\n"))
    error = assert_raises(Book::Error) { excerpt('[src](/kernel/a.c#add)').check }
    assert_match(/new lines, the limit is 40/, error.message)
  end

  def test_options_that_do_not_exist_are_refused
    assert_match(/unknown option "agian"/, assert_raises(Book::Error) { excerpt('[src](/kernel/a.c#add "agian")') }.message)
  end

  def test_the_markdown_has_raw_html_without_empty_lines
    html = chapter.to_markdown[%r{\{::nomarkdown\}.*?\{:/nomarkdown\}}m]
    refute_match(/\n\n/, html)
    assert_match(/<span class="line new" data-line="7">#define LIMIT 16/, html)
  end

  def test_removed_lines_can_be_folded_away
    assert_match(%r{<details class="removed"><summary>1 line removed</summary>}, chapter('two').to_markdown)
  end

  def test_a_contract_is_folded
    assert_match(%r{<details class="contract"><summary>Contract in kernel/a.h</summary>}, chapter.to_markdown)
  end

  # Highlights like the site does, more or less.
  class Colours < Book::Hooks
    def highlight(text, _language)
      text.lines(chomp: true).map { |line| CGI.escapeHTML(line).sub(%r{/\*.*}) { |c| "<span class=\"cm\">#{c}</span>" }.sub(/\A#.*/) { |c| "<span class=\"cp\">#{c}</span>" } }
    end
  end

  def test_names_are_linked_in_code_but_not_in_comments
    edit('kernel/a.c', 'counter++;', 'counter++; /* add */')
    html = chapter.to_markdown(Colours.new(@root))
    assert_includes html, '<span class="cm">/* add */</span>'
    assert_includes html, '    <a class="name" href="/src/one/kernel/a.c#L16">counter</a>++;'
  end

  def test_code_is_escaped
    assert_match(/sum &lt; <a class="name" href="[^"]*#L7">LIMIT/, chapter('two').to_markdown)
  end

  def test_what_the_reader_sees_defined_is_not_linked
    refute_match(/<a class="name"[^>]*>(?:LIMIT|OTHER)</, chapter.to_markdown)
  end

  def test_only_the_first_link_to_a_place_is_a_stop_for_the_keyboard
    stops = chapter('two').to_markdown.scan(/<a class="name"([^>]*)>LIMIT/).flatten.map { |rest| rest.include?('tabindex="-1"') }
    assert_equal [false, true], stops
  end

  def test_typed_input_is_told_apart_from_output
    write('sprints/one/transcripts/boot.t', "#: machine tcg-1\n#: recorded-with qemu 7.2.22; gcc 12\n$ make run SPRINT=one\nhello & goodbye\n> yes\n[exit 0]\n")
    edit('sprints/one/chapter.md', 'boot.t#hello', 'boot.t')
    html = chapter.to_markdown
    assert_includes html, '<span class="line command"><span class="prompt">$ </span><kbd>make run SPRINT=one</kbd></span>'
    assert_includes html, '<span class="line typed"><span class="prompt">&gt; </span><kbd>yes</kbd></span>'
    assert_includes html, '<span class="line output">hello &amp; goodbye</span>'
    assert_includes html, 'machine tcg-1, QEMU 7.2.22'
    assert_includes html, '<code class="command">make run SPRINT=one</code>'
  end

  # Below the words of a comment, of one beside the code, deeper than a plain line; nothing for what fits everywhere.
  def test_a_long_line_says_at_which_column_it_goes_on
    {
      '    if (short) {' => nil,
      '     * Everything that a comment says in more words than fit.' => 7,
      '/** What a function promises, in more words than there is room. */' => 4,
      'uint64_t count; /**< How many there are, including the one that asks. */' => 21,
      "uint64_t #{'x' * 60}; /* far out */" => 8,
      '        call(with, more, arguments, than, there, is, room, for);' => 16
    }.each { |line, column| assert_equal column ? " style=\"--hang:#{column}\"" : "", Book::Hang.attribute(line).to_s, line }
    assert_equal ' style="--hang:8"', Book::Hang.attribute('+     * Everything that a comment says in more words than fit.', 1)
    assert_nil Book::Hang.columns(['x' * 81])
    assert_equal ' style="--columns:88"', Book::Hang.columns(['x', 'x' * 82])
  end
end
