# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require_relative 'fixture'

# Each rule: a tree that breaks it is refused with a message that names the place.
class LintTest < LadderTest
  PLENTY = ("x = 1;\n" * 100).freeze

  def setup
    super
    write('tools/build.mk' => '')
  end

  # Messages about a tree with kernel/x.c from sprint one on.
  def problems(text, more = {}, changes = {})
    changes = { 'one' => { 'add' => ['kernel/x.c'] } }.merge(changes)
    Ladder::Lint.new(three({ 'kernel/x.c' => text }.merge(more), changes)).problems
  end

  def assert_problem(wanted, found)
    assert(found.any? { |line| line.match?(wanted) }, "wanted #{wanted.inspect}, found:\n#{found.join("\n")}")
  end

  def test_a_sound_tree_has_no_problems
    text = "#{PLENTY}#if SPRINT >= S_TWO\nint f(void) {\n}\n#else\nint g(void) {\n}\n#endif\n"
    assert_empty problems(text, 'kernel/README.md' => 'About.')
    assert_equal [0, "   1 conditionals in   107 lines: kernel/x.c\n"], ladder('lint').then { |s, out, _| [s, out.lines.first] }
  end

  def test_every_source_file_is_named_by_a_manifest
    assert_problem %r{\Akernel/y.c: no manifest names it}, problems('', 'kernel/y.c' => '')
    assert_problem %r{\Asprints/two/replace/kernel/x.c: no manifest}, problems('', 'sprints/two/replace/kernel/x.c' => '')
    assert_problem %r{kernel/z.c is named by sprints/two/manifest.yml but missing}, problems('', {}, 'two' => { 'add' => ['kernel/z.c'] })
    assert_problem %r{docs/z.c is not under}, problems('', { 'docs/z.c' => '' }, 'two' => { 'add' => ['docs/z.c'] })
  end

  def test_fragments_are_named_after_their_sprint_and_joined_files_are_not_listed
    found = problems('', { 'kernel/panics/one.def' => '', 'kernel/panics.inc' => '' },
                     'two' => { 'add' => %w[kernel/panics/one.def kernel/panics.inc] })
    assert_problem(/name it two.def/, found)
    assert_problem(/panics.inc is a joined file/, found)
  end

  def test_a_replacement_has_one_place
    found = problems('', { 'kernel/new.c' => 'n' }, 'two' => { 'replace' => { 'kernel/x.c' => 'kernel/new.c' } })
    assert_problem %r{belongs in sprints/two/replace/kernel/x.c}, found
  end

  def test_a_checkpoint_needs_a_demonstration
    tree = three
    File.delete(File.join(@root, 'sprints/two/demo/demo.c'))
    assert_problem %r{sprints/two/demo/demo.c is missing}, Ladder::Lint.new(tree).problems
  end

  def test_parts_do_not_go_back
    assert_problem(/'The machine' comes after 'The door' of two/, problems('', {}, 'two' => { 'part' => 'The door' }))
  end

  def test_a_conditional_stands_alone_at_column_0
    { "  #if SPRINT >= S_TWO\n" => /x.c:1: SPRINT stands/, "#if SPRINT > S_TWO\n#endif\n" => /x.c:1: SPRINT stands/,
      "#if SPRINT >= S_TWO && X\n#endif\n" => /x.c:1: SPRINT stands/, "int s = SPRINT;\n" => /x.c:1: SPRINT stands/,
      "// since S_TWO\n" => /x.c:1: S_TWO stands in conditional lines only/,
      "/*\n#if SPRINT >= S_TWO\n*/\n#endif\n" => /x.c:2: a conditional inside a comment/,
      "#define M \\\n#if SPRINT >= S_TWO\n#endif\n" => /x.c:2: a conditional in a macro body/,
      "#if SPRINT >= S_TWO\nf(\\\n#endif\n" => /x.c:3: a conditional in a macro body/,
      "if (a)\n#if SPRINT >= S_TWO\n{\n#else\n#endif\n" => /x.c:2: braces do not balance/,
      "#if SPRINT >= S_TWO\n{}\n#else\n)(\n#endif\n" => /x.c:3: braces do not balance/,
      "#if SPRINT >= S_TWO\n#if SPRINT >= S_THREE\n" => /x.c:2: a conditional inside another/,
      "#if SPRINT >= S_NONE\n#endif\n" => /x.c:1: S_NONE names no sprint/ }.each { |text, wanted| assert_problem wanted, problems(text) }
  end

  def test_braces_in_strings_and_comments_do_not_count
    assert_empty problems("#{PLENTY}#if SPRINT >= S_TWO\nf('{', \"(\\\"[\"); // }\n/* ) */\n#endif\n")
  end

  def test_demonstrations_hold_no_conditionals
    three
    write('sprints/one/demo/demo.c' => "#if SPRINT >= S_TWO\n#endif\n")
    assert_problem(/S_TWO is never reached/, Ladder::Lint.new(Ladder::Tree.new(@root)).problems)
  end

  def test_words_that_differ_between_the_trees_are_forbidden
    %w[__LINE__ __FILE__ __DATE__ __TIME__ __COUNTER__].each { |word| assert_problem(/x.c:2: #{word}/, problems("a\nf(#{word});\n")) }
    assert_empty problems("f(__func__);\n")
  end

  def test_the_budget_is_four_conditionals_in_a_hundred_lines
    block = "#if SPRINT >= S_TWO\nf();\n#endif\n"
    demos = 12 # lines of code in the three demonstrations
    assert_problem(/5 conditionals in \d+ lines are .* per 100/, problems((block * 5) + ("x;\n" * 60)))
    assert_empty problems((block * 4) + ("x;\n" * (100 - demos - 12)))
    assert_problem(/per 100/, problems((block * 4) + ("// x\n\n" * 100)))
  end

  def test_an_include_must_exist_at_each_sprint
    found = problems("#include \"kernel/late.h\"\n", { 'kernel/late.h' => '' }, 'three' => { 'add' => ['kernel/late.h'] })
    assert_problem %r{kernel/x.c:1: kernel/late.h does not exist at one: it enters in three}, found
  end

  def test_a_symbol_of_a_later_sprint_may_not_even_stand_in_a_comment
    late = { 'kernel/late.c' => "int late_start(void)\n{\n}\n#define LATE_MAX 3\nenum { LATE_ONE };\nstruct late_thing { int member_of_it; };\n" }
    changes = { 'two' => { 'add' => ['kernel/late.c'] } }
    %w[late_start LATE_MAX LATE_ONE late_thing].each do |name|
      assert_problem(/\Aone: kernel\/x.c:2: #{name} is born later, in two/, problems("a;\n// #{name}\n", late, changes))
    end
    assert_empty problems("late_started; member_of_it; // LATE_MAXIMUM\n", late, changes)
  end

  def test_a_later_symbol_that_is_an_ordinary_word_is_refused_in_code_only
    late = { 'kernel/late.c' => "int print(void)\n{\n}\nstruct thread { int x; };\n" }
    changes = { 'two' => { 'add' => ['kernel/late.c'] } }
    assert_empty problems("// a thread may print\nx = \"print(it)\";\nthread = a->print(3);\n", late, changes)
    assert_problem(/x.c:1: print is born later/, problems("print(3);\n", late, changes))
    assert_problem(/x.c:1: thread is born later/, problems("struct thread;\n", late, changes))
  end

  def test_a_name_that_was_a_members_or_a_locals_before_is_no_trace_of_the_later_symbol
    late = { 'kernel/late.c' => "static int tick_count;\nint tick_rate(void)\n{\n}\n", 'kernel/l.S' => "entry_label:\n\tnop\n" }
    changes = { 'two' => { 'add' => %w[kernel/late.c kernel/l.S] } }
    assert_empty problems("struct s { int tick_count; };\nint f(int tick_rate)\n{\n    return tick_rate;\n}\n", late, changes)
    assert_problem(/x.c:1: tick_rate is born later/, problems("// tick_rate\n", late, changes))
    assert_problem(/x.c:1: entry_label is born later/, problems("// entry_label\n", late, changes))
  end

  def test_a_symbol_that_enters_by_a_conditional_is_born_with_it
    assert_empty problems("#{PLENTY}#if SPRINT >= S_TWO\nint later_one(void)\n{\n}\n#endif\n")
    assert_problem(/one: demo\/demo.c:1: later_one is born later/,
                   problems("#{PLENTY}#if SPRINT >= S_TWO\nint later_one(void)\n{\n}\n#endif\n",
                            'sprints/one/demo/demo.c' => "// later_one\nvoid demo(void)\n{\n}\n"))
  end

  def test_later_paths_and_slugs_are_refused
    changes = { 'two' => { 'add' => ['kernel/late.c'] } }
    late = { 'kernel/late.c' => "\n" }
    assert_empty problems("// one and two and three; next: 02-two\n", late, changes)
    assert_problem %r{x.c:1: kernel/late.c is born later}, problems("// see kernel/late.c\n", late, changes)
    assert_problem(/x.c:1: late.c is born later, in two/, problems("// see late.c\n", late, changes))
    assert_problem %r{x.c:1: sprints/two is born later}, problems("// see sprints/two/demo\n", late, changes)
    assert_problem(/x.c:1: SPRINT=three is born later/, problems("// make run SPRINT=three\n", late, changes))
    assert_problem(/x.c:1: 03-three is born later/, problems("// sprint-03-three\n", late, changes))
    assert_problem %r{one: kernel/two.c is named after the later sprint two},
                   problems('', late.merge('kernel/two.c' => ''),
                            changes.merge('one' => { 'add' => %w[kernel/x.c kernel/two.c] }))
  end
end
