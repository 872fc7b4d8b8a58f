# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The checks: coverage, prose lock, names, numbers. Each says what to do.
require_relative 'helper'

class ChecksTest < BookTest
  def setup
    super
    Book::Lock.new(tree, 'one').refresh
    Book::Lock.new(tree, 'two').refresh
  end

  def assert_red(pattern, *arguments)
    status, output = command(*arguments)
    assert_equal 1, status, output
    assert_match(pattern, output)
  end

  def test_a_good_book_passes
    assert_equal [0, ''], command('check')
    data = JSON.parse(File.read(File.join(@root, 'build/book/coverage.json')))
    assert_equal %w[one two], data['sprints'].map { |sprint| sprint['slug'] }
    assert_equal 0, data['sprints'].sum { |sprint| sprint['files'].sum { |file| file['missing'] } }
  end

  def test_a_line_that_no_excerpt_shows
    edit('sprints/one/chapter.md', "More of it.\n\n[src](/kernel/a.c#counter)\n", '')
    assert_red(%r{does not show 1 of the \d+ lines that it adds to kernel/a.c: \[src\]\(/kernel/a.c#counter\)}, 'coverage')
  end

  def test_neighbours_of_one_line_are_offered_as_a_range
    edit('kernel/a.c', '#define OTHER 17', "#define OTHER 17\n#define THIRD 18")
    edit('sprints/one/chapter.md', "[src](/kernel/a.c#LIMIT..OTHER)\n", '')
    assert_red(%r{^  \[src\]\(/kernel/a.c#LIMIT..THIRD\)}, 'coverage')
  end

  def test_a_line_that_two_excerpts_show
    edit('sprints/one/chapter.md', 'sum "again")', 'sum)')
    assert_red(/a.c#add is shown as new by .* give the later one the title "again"/, 'coverage')
  end

  def test_a_changed_line_belongs_to_the_chapter_of_its_sprint
    write('sprints/two/chapter.md', "# Two\n")
    assert_red(/chapter two does not show 1 of the 1 lines/, 'coverage')
  end

  def test_a_waiver_needs_a_reason_and_counts
    edit('kernel/a.c', '#define OTHER 17', "#{(1..20).map { |i| "#define N#{i} #{i}\n" }.join}#define OTHER 17")
    edit('sprints/one/chapter.md', "More of it.\n\n[src](/kernel/a.c#counter)\n", '')
    write('sprints/one/waivers.yml', "- region: kernel/a.c#counter\n")
    assert_red(/has no reason/, 'coverage')
    write('sprints/one/waivers.yml', "- region: kernel/a.c#counter\n  reason: Dull.\n")
    assert_equal ["kernel/a.c#counter"], Book::Coverage.new(tree).waivers.map(&:region_name)
    assert_match(/Dull\.\n\n\{::nomarkdown\}\n<pre class="code language-c"/, Book::WaivedPage.new(Book::Coverage.new(tree)).to_markdown)
    status, output = command('coverage')
    assert_equal 0, status, output
  end

  def test_more_waivers_than_three_percent
    edit('sprints/one/chapter.md', "A pair and a counter.\n\n[src](/kernel/a.c#pair)\n", '')
    write('sprints/one/waivers.yml', "- region: kernel/a.c#pair\n  reason: Dull.\n")
    assert_red(/11.5 % of the code is waived, the limit is 3 %/, 'coverage')
  end

  def test_a_waiver_of_something_shown
    write('sprints/one/waivers.yml', "- region: kernel/a.c#counter\n  reason: Dull.\n")
    assert_red(/counter is shown by .* drop the waiver/, 'coverage')
  end

  def test_a_region_that_nobody_names
    edit('kernel/a.c', '    counter++;', "    // [count]\n    counter++;\n    // [/count]")
    assert_red(/no chapter names the region \[count\]/, 'coverage')
  end

  def test_a_sprint_without_a_chapter
    File.delete(File.join(@root, 'sprints/two/chapter.md'))
    assert_red(%r{sprint two has no chapter: write sprints/two/chapter.md}, 'coverage')
  end

  def test_code_that_changed_under_its_section
    edit('kernel/a.c', 'counter++;', 'counter += 2;')
    assert_red(%r{section "Adding" explains kernel/a.c#add, which has changed since.*make accept ID="one:kernel/a.c#add"}, 'locks')
  end

  def test_changes_of_comment_and_format_pass
    edit('kernel/a.c', 'counter++;', "counter++; /* once more */")
    edit('kernel/a.c', 'int sum = a + b;', 'int  sum = a + b;')
    assert_equal [0, ''], command('locks')
  end

  def test_a_transcript_that_changed_under_its_section
    edit('sprints/one/transcripts/boot.t', 'hello, world', 'hello, moon')
    assert_red(/explains boot.t#hello, which has changed/, 'locks')
  end

  def test_a_section_that_changed_with_its_code_is_recorded_by_lock
    edit('kernel/a.c', 'counter++;', 'counter += 2;')
    edit('sprints/one/chapter.md', 'Two numbers become one.', 'Two numbers become one, and are counted twice.')
    assert_red(/chapter.lock is behind .* run make lock SPRINT=one/, 'locks', 'one')
    assert_equal [0, ''], command('lock', 'one')
    assert_equal [0, ''], command('locks', 'one')
  end

  def test_lock_does_not_accept_what_was_not_reread
    edit('kernel/a.c', 'counter++;', 'counter += 2;')
    assert_red(/reread it, then: make accept ID="one:kernel\/a.c#add"/, 'lock')
    assert_red(/has changed since/, 'locks')
  end

  def test_accepting_without_new_prose_needs_a_reason_that_is_published
    edit('kernel/a.c', 'counter++;', 'counter += 2;')
    assert_red(/did not change. If it is still right, say why/, 'accept', 'one:kernel/a.c#add')
    ENV['REASON'] = 'The section speaks of the sum only.'
    status, output = command('accept', 'one:kernel/a.c#add')
    assert_equal 0, status, output
    assert_match(/as it is\n.*counter \+= 2;.*section "Adding"/m, output)
    assert_equal [0, ''], command('locks', 'one')
    assert_match(/The section speaks of the sum only/, Book::CoveragePage.new(Book::Coverage.new(tree)).to_markdown)
  ensure
    ENV.delete('REASON')
  end

  def test_accept_shows_the_code_that_the_section_was_written_for
    %w[init add\ . commit\ -qm\ start].each do |arguments|
      system('git', '-C', @root, '-c', 'user.name=test', '-c', 'user.email=test@localhost', *arguments.split, out: File::NULL, err: File::NULL)
    end
    edit('kernel/a.c', 'counter++;', 'counter += 2;')
    edit('sprints/one/chapter.md', 'Two numbers become one.', 'Two numbers become one, slowly.')
    assert_match(/as it was\n.*counter\+\+;.*as it is\n.*counter \+= 2;/m, command('accept', 'one:kernel/a.c#add')[1])
  end

  def test_accept_takes_named_ids_only
    assert_red(/name what you have reread/, 'accept')
    assert_red(%r{has no excerpt kernel/a.c#ad. Nearest}, 'accept', 'one:kernel/a.c#ad')
  end

  def test_names_that_do_not_exist
    edit('sprints/one/chapter.md', 'Then data.', 'Then `add_all()`, `kernel/b.c` and `sum`.')
    assert_red(/`add_all\(\)` does not exist at sprint one/, 'names')
    assert_red(%r{`kernel/b.c` is no file of sprint one}, 'names')
  end

  def test_names_that_come_later_are_marked_and_must_come
    edit('kernel/a.c', 'return sum < LIMIT', 'return sum < late_limit')
    edit('sprints/one/chapter.md', 'Then data.', 'Then `late_limit`.')
    assert_red(/`late_limit` does not exist before sprint two: mark it \{:.later\}/, 'names')
    edit('sprints/one/chapter.md', '`late_limit`', '`late_limit`{:.later}')
    assert_equal [0, ''], command('names')
    edit('sprints/one/chapter.md', '`late_limit`{:.later}', '`never_limit`{:.later} and `LIMIT`{:.later}')
    assert_red(/no later sprint has never_limit/, 'names')
  end

  def test_foreign_names_are_marked
    edit('sprints/one/chapter.md', 'Then data.', 'Then `copy_from_user()`{:.foreign}, `rax`, `IA32_EFER` and `make run`.')
    assert_equal [0, ''], command('names')
  end

  def test_numbers_that_could_be_measured
    edit('sprints/one/chapter.md', 'Then data.', 'It takes 58 instructions, and *16 bytes*{:.spec} in 64-bit mode.')
    assert_red(/chapter.md:\d+: "58 instructions" is typed/, 'numbers')
    refute_match(/16 bytes/, command('numbers')[1])
  end

  def test_pasted_code_and_output
    edit('sprints/one/chapter.md', 'Then data.', "Then data.\n\n```c\nint sum = a + b;\n```\n\nAnd:\n\n```\nsprint one: done\n```\n\n```sh\nmake run SPRINT=one\n```")
    assert_red(%r{"int sum = a \+ b;" is pasted from kernel/a.c: name it with \[src\]}, 'pages')
    assert_red(%r{"sprint one: done" is pasted from sprints/one/transcripts/boot.t: name it with \[run\]}, 'pages')
    refute_match(/make run/, command('pages')[1])
  end

  def test_wrong_commands
    assert_equal 2, command('chekc')[0]
    assert_equal 1, command('coverage', 'three')[0]
  end
end
