# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Regions: which lines a name stands for.
require_relative 'helper'

class RegionTest < BookTest
  def lines(name, path = 'kernel/a.c', slug = 'one')
    found = file(path, slug)
    found.region(name).range.map { |i| found.texts[i] }
  end

  def test_a_function_brings_its_comment_and_its_registration
    found = lines('add')
    assert_equal '/* Adds. */', found.first
    assert_equal 'STEP(10, add);', found.last
  end

  def test_conditionals_and_marks_are_gone
    assert_includes lines('add'), '    return sum;'
    refute(lines('add').any? { |line| line.match?(/SPRINT|\[sum\]/) })
    assert_includes lines('add', 'kernel/a.c', 'two'), '    return sum < LIMIT ? sum : LIMIT;'
  end

  def test_a_marked_region_is_what_lies_between_its_marks
    assert_equal ['    int sum = a + b;'], lines('sum')
  end

  def test_structures_variables_macros_and_ranges
    assert_equal '};', lines('pair').last
    assert_equal ['static int counter;'], lines('counter')
    assert_equal ['#define LIMIT 16', '#define OTHER 17'], lines('LIMIT..OTHER')
  end

  def test_a_macro_on_both_sides_of_a_condition_is_one_region
    assert_equal ['#ifdef DEBUG', '#define check(x) test(x)', '#else', '#define check(x) ((void)0)', '#endif'], lines('check', 'kernel/a.h')
  end

  def test_top_and_all
    assert_equal '#include "kernel/a.h"', lines('@top').reject(&:empty?).last
    assert_equal lines('@all').size, file('kernel/a.c').texts.size
  end

  def test_assembly_goes_from_its_label_to_its_end
    assert_equal '    .text', lines('enter', 'arch/x86_64/in.S')[1]
    assert_equal 'END(enter)', lines('enter', 'arch/x86_64/in.S').last
    assert_equal ['    .balign 8', 'table:', '    .quad 0', 'table_end:'], lines('table..table_end', 'arch/x86_64/in.S')
  end

  def test_a_label_without_end_cannot_be_shown_alone
    error = assert_raises(Book::Error) { lines('table', 'arch/x86_64/in.S') }
    assert_match(/label without END\(table\)/, error.message)
  end

  def test_an_unknown_name_suggests_the_nearest
    error = assert_raises(Book::Error) { lines('ad') }
    assert_match(/has no #ad at sprint one\. Nearest: add/, error.message)
  end

  def test_an_ambiguous_name_asks_for_its_kind
    edit('kernel/a.c', 'static int counter;', "static int counter;\nstruct counter {\n    int n;\n};")
    error = assert_raises(Book::Error) { lines('counter') }
    assert_match(/ambiguous: write one of variable:counter, struct:counter/, error.message)
    assert_equal ['static int counter;'], lines('variable:counter')
  end

  def test_an_empty_region_and_broken_marks_are_errors
    edit('kernel/a.c', "    int sum = a + b;\n", "\n")
    assert_match(/empty/, assert_raises(Book::Error) { lines('sum') }.message)
    edit('kernel/a.c', '// [/sum]', '')
    assert_match(/never closed/, assert_raises(Book::Error) { lines('sum') }.message)
  end

  def test_an_attribute_macro_is_not_the_name_of_a_variable
    edit('kernel/a.h', '#ifdef DEBUG', "#define QUIET __attribute__((unused))\n\n#ifdef DEBUG")
    edit('kernel/a.c', 'static int counter;', 'static int counter QUIET;')
    assert_equal ['static int counter QUIET;'], lines('counter')
  end

  def test_a_variable_of_a_structure_without_a_name
    edit('kernel/a.c', 'static int counter;', "static struct {\n    int n;\n} counter;")
    assert_equal ['static struct {', '    int n;', '} counter;'], lines('counter')
  end

  def test_return_types_on_their_own_line_and_anonymous_enumerations
    edit('kernel/a.c', 'int add(int a, int b)', "__attribute__((noinline))\nint add(int a,\n        int b)")
    edit('kernel/a.c', 'static int counter;', "enum { RED = 1, GREEN = 2 };\nstatic int counter;")
    assert_equal '__attribute__((noinline))', lines('add')[1]
    assert_equal ['enum { RED = 1, GREEN = 2 };'], lines('GREEN')
  end
end
