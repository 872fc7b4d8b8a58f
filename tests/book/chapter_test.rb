# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Chapters: directives, slices, numbers, links, pages.
require_relative 'helper'

class ChapterTest < BookTest
  def test_a_good_chapter_has_no_problems
    assert_empty chapter.problems
    assert_empty chapter('two').problems
  end

  def test_a_slice_shows_its_lines_only
    assert_equal ['hello, world'], chapter.slice(chapter.document.blocks.find { |b| b.directive&.kind == 'run' })
    assert_match(%r{<samp><span class="line output">hello, world</span>}, chapter.to_markdown)
  end

  def test_an_unknown_slice_suggests_the_nearest
    edit('sprints/one/chapter.md', 'boot.t#hello', 'boot.t#helo')
    assert_match(/boot.t has no slice helo. Nearest: hello/, chapter.problems.join)
  end

  def test_a_missing_transcript_says_how_to_record_it
    edit('sprints/one/chapter.md', 'boot.t#hello', 'boots.t')
    assert_match(/no transcript boots.t at sprint one; record it with make record/, chapter.problems.join)
  end

  def test_two_excerpts_need_prose_between_them
    edit('sprints/one/chapter.md', "Then data.\n\n", '')
    assert_match(%r{no prose before \[src\]\(/arch}, chapter.problems.join)
  end

  def test_a_directive_inside_a_paragraph_is_refused
    edit('sprints/one/chapter.md', "Then data.\n\n", "Then data.\n")
    assert_match(/stands inside a paragraph/, assert_raises(Book::Error) { chapter }.message)
  end

  def test_links_inside_sentences_go_to_the_source_page
    edit('sprints/one/chapter.md', 'Then data.', 'Then [src](/kernel/a.c#add) and [this](/kernel/a.h).')
    assert_includes chapter.to_markdown, 'Then [`add`](/src/one/kernel/a.c#L19) and [this](/src/one/kernel/a.h).'
  end

  def test_links_to_nothing_are_problems
    edit('sprints/one/chapter.md', 'Then data.', 'Then [this](/kernel/a.c#adds).')
    assert_match(/has no #adds/, chapter.problems.join)
  end

  def test_numbers_come_from_the_source_and_from_data
    write('docs/figures/bench.yml', "now:\n  'null': 1234\n")
    edit('sprints/one/chapter.md', 'Then data.', '[num](lines:total) [num](const:LIMIT) [num](bench:now.null)')
    assert_includes chapter.to_markdown, "\n34 16 1,234\n"
  end

  def test_an_unknown_number_is_a_problem
    edit('sprints/one/chapter.md', 'Then data.', '[num](const:LIMITS)')
    assert_match(/names no number. Nearest: const:LIMIT/, chapter.problems.join)
  end

  def test_code_in_fences_is_left_alone
    edit('sprints/one/chapter.md', 'Then data.', "Then data.\n\n```\n[num](nothing) [src](/kernel/a.c#none)\n```")
    assert_empty chapter.problems
  end

  def test_a_long_chapter_is_divided_at_second_level_headings
    part = "## Part\n\n#{'word ' * 3000}\n\n"
    write('sprints/one/chapter.md', "# One\n\n#{part * 3}")
    assert_equal [16, 16, 16], chapter.pages.map(&:minutes)
    assert_empty chapter.problems
  end

  def test_a_short_part_at_the_end_gets_no_page_of_its_own_while_there_is_room
    write('sprints/one/chapter.md', "# One\n\n#{[3980, 4580, 240].map { |words| "## Part\n\n#{'word ' * words}\n\n" }.join}")
    assert_equal [20, 25], chapter.pages.map(&:minutes)
  end

  def test_what_opens_a_chapter_stays_with_its_first_section
    write('sprints/one/chapter.md', "word\n\n#{"## Part\n\n#{'word ' * 4980}\n\n" * 2}")
    assert_equal [25, 25], chapter.pages.map(&:minutes)
  end

  def test_a_part_that_takes_too_long_is_a_problem
    write('sprints/one/chapter.md', "# One\n\n#{'word ' * 5200}\n")
    assert_match(/takes 27 minutes to read, the limit is 25/, chapter.problems.join)
  end

  def test_a_missing_figure_is_a_problem
    edit('sprints/one/chapter.md', 'Then data.', "Then data:\n\n[fig](map)\n\nSo.")
    assert_match(%r{no figure map: draw it as sprints/one/figures/map.svg}, chapter.problems.join)
    write('sprints/one/figures/map.svg', '<svg></svg>')
    assert_includes chapter.to_markdown, '<svg></svg>'
    write('docs/figures/registers.yml', "flags:\n  title: The flags\n")
    edit('sprints/one/chapter.md', '[fig](map)', '[fig](register-flags)')
    assert_includes chapter.to_markdown, '<p>The flags</p>'
    write('docs/figures/some-map.yml', "one:\n- title: The map of one\n- title: Another\n")
    edit('sprints/one/chapter.md', '[fig](register-flags)', '[fig](some-map-one)')
    assert_includes chapter.to_markdown, '<p>The map of one</p>'
  end
end
