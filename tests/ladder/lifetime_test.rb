# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require_relative 'fixture'

# Which lines are there at which sprint, and since when.
class LifetimeTest < LadderTest
  CONDITIONAL = <<~C
    a
    #if SPRINT >= S_TWO
    b
    #else
    c
    #endif
    #if SPRINT < S_THREE
    d
    #endif
    e
  C

  def test_conditionals_give_each_line_its_birth_and_death
    tree = three({ 'kernel/x.c' => CONDITIONAL }, 'one' => { 'add' => ['kernel/x.c'] })
    assert_equal %w[a c d e], texts(tree, 'kernel/x.c', 'one')
    assert_equal %w[a b d e], texts(tree, 'kernel/x.c', 'two')
    assert_equal %w[a b e], texts(tree, 'kernel/x.c', 'three')
    lives = %w[one two].flat_map { |s| tree.lines('kernel/x.c', s) }.uniq.to_h { |l| [l.text, [l.authored_lineno, l.birth_slug, l.death_slug]] }
    assert_equal({ 'a' => [1, 'one', nil], 'b' => [3, 'two', nil], 'c' => [5, 'one', 'two'], 'd' => [8, 'one', 'three'], 'e' => [10, 'one', nil] }, lives)
  end

  def test_the_else_of_a_less_than_is_the_later_branch
    tree = three({ 'kernel/x.c' => "#if SPRINT < S_TWO\nold\n#else\nnew\n#endif\n" }, 'one' => { 'add' => ['kernel/x.c'] })
    assert_equal [%w[old], %w[new]], [texts(tree, 'kernel/x.c', 'one'), texts(tree, 'kernel/x.c', 'two')]
    assert_equal 'two', tree.lines('kernel/x.c', 'three').first.birth_slug
  end

  def test_the_compilers_own_conditionals_stay
    text = "#ifndef X\n#if SPRINT >= S_TWO\n#ifdef DEBUG\nb\n#else\nc\n#endif\n#endif\n#endif\n"
    tree = three({ 'kernel/x.h' => text }, 'one' => { 'add' => ['kernel/x.h'] })
    assert_equal ['#ifndef X', '#endif'], texts(tree, 'kernel/x.h', 'one')
    assert_equal ['#ifndef X', '#ifdef DEBUG', 'b', '#else', 'c', '#endif', '#endif'], texts(tree, 'kernel/x.h', 'two')
  end

  def test_a_broken_conditional_names_its_line
    { "#if SPRINT >= S_TWO\n" => /x.c:1: .*no #endif/,
      "#if SPRINT >= S_FOUR\n#endif\n" => /x.c:1: S_FOUR names no sprint/,
      "a\n#if SPRINT >= S_ONE\n#endif\n" => /x.c:2: S_ONE is not later than the file/,
      "#if SPRINT >= S_TWO\n#if SPRINT >= S_THREE\n#endif\n#endif\n" => /x.c:2: a conditional inside another/,
      "#if SPRINT >= S_TWO\n#else\n#else\n#endif\n" => /x.c:3: a second #else/,
      "#if SPRINT >= S_TWO\n#endif // two\n" => /x.c:2: .*the whole line/,
      "#if SPRINT >= S_TWO\n #else\n#endif\n" => /x.c:2: .*the whole line/,
      "#if SPRINT >= S_TWO\n#elif X\n#endif\n" => /x.c:2: .*the whole line/ }.each do |text, wanted|
      tree = three({ 'kernel/x.c' => text }, 'one' => { 'add' => ['kernel/x.c'] })
      assert_match wanted, refusal { tree.lines('kernel/x.c', 'one') }
    end
  end

  def test_a_replacement_keeps_the_birth_of_lines_that_it_keeps
    tree = three({ 'kernel/d.h' => "head\nold\ntail\n", 'sprints/two/replace/kernel/d.h' => "head\nnew\nmore\ntail\n" },
                 'one' => { 'add' => ['kernel/d.h'] }, 'two' => { 'replace' => { 'kernel/d.h' => 'sprints/two/replace/kernel/d.h' } })
    assert_equal([['head', nil], %w[old two], ['tail', nil]], tree.lines('kernel/d.h', 'one').map { |l| [l.text, l.death_slug] })
    after = tree.lines('kernel/d.h', 'three')
    assert_equal [%w[head one], %w[new two], %w[more two], %w[tail one]], after.map { |l| [l.text, l.birth_slug] }
    assert_equal 'sprints/two/replace/kernel/d.h', after.first.authored_path
    assert_equal 'one', tree.path_birth('kernel/d.h')
  end

  def test_a_line_that_lives_through_two_replacements_dies_where_the_last_one_drops_it
    tree = three({ 'kernel/d.h' => "a\nb\n", 'sprints/two/replace/kernel/d.h' => "a\nc\n", 'sprints/three/replace/kernel/d.h' => "c\n" },
                 'one' => { 'add' => ['kernel/d.h'] }, 'two' => { 'replace' => { 'kernel/d.h' => 'sprints/two/replace/kernel/d.h' } },
                 'three' => { 'replace' => { 'kernel/d.h' => 'sprints/three/replace/kernel/d.h' } })
    assert_equal([%w[a three], %w[b two]], tree.lines('kernel/d.h', 'one').map { |l| [l.text, l.death_slug] })
    assert_equal [%w[c two]], tree.lines('kernel/d.h', 'three').map { |l| [l.text, l.birth_slug] }
  end

  def test_a_dropped_file_is_gone
    tree = three({ 'kernel/x.c' => "a\n" }, 'one' => { 'add' => ['kernel/x.c'] }, 'three' => { 'drop' => ['kernel/x.c'] })
    assert_equal [true, true, false], tree.order.map { |slug| tree.paths(slug).include?('kernel/x.c') }
    assert_equal 'three', tree.lines('kernel/x.c', 'two').first.death_slug
    assert_match(/does not exist at three/, refusal { tree.lines('kernel/x.c', 'three') })
  end

  def test_joined_files_include_the_fragments_in_the_order_of_the_sprints
    files = { 'kernel/panics/two.def' => '', 'kernel/panics/one.def' => '', 'kernel/machine/three.h' => '' }
    tree = three(files, 'one' => { 'add' => ['kernel/panics/one.def'] }, 'two' => { 'add' => ['kernel/panics/two.def'] },
                        'three' => { 'add' => ['kernel/machine/three.h'] })
    assert_equal ['#include "kernel/panics/one.def"', '#include "kernel/panics/two.def"'], texts(tree, 'kernel/panics.inc', 'two').grep(/include/)
    assert_equal %w[one two], tree.lines('kernel/panics.inc', 'three').select { |l| l.text.include?('include') }.map(&:birth_slug)
    assert_empty texts(tree, 'kernel/machine.h', 'two').grep(/include/)
    assert_includes texts(tree, 'kernel/machine.h', 'one'), '#ifndef KERNEL_MACHINE_H'
    assert_includes tree.paths('one'), 'kernel/abi/calls.inc'
  end

  def test_the_demonstration_takes_its_predecessors_place
    tree = three('sprints/two/demo/user.S' => "nop\n")
    assert_equal %w[demo/demo.c demo/user.S], tree.paths('two').grep(/demo/)
    assert_equal %w[demo/demo.c], tree.paths('three').grep(/demo/)
    line = tree.lines('demo/user.S', 'two').first
    assert_equal %w[two three sprints/two/demo/user.S], [line.birth_slug, line.death_slug, line.authored_path]
  end

  def test_the_common_lines_are_a_longest_common_subsequence
    random = Random.new(Integer(ENV.fetch('SEED', '7')))
    100.times do
      old, new = Array.new(2) { Array.new(random.rand(12)) { %w[x y z].sample(random: random) } }
      pairs = Ladder::Common.pairs(old, new)
      assert(pairs.all? { |a, b| old[a] == new[b] })
      assert_equal pairs, pairs.sort.uniq(&:first).uniq(&:last)
      assert_equal pairs.map(&:last), pairs.map(&:last).sort
      assert_equal longest(old, new), pairs.size, [old, new].inspect
    end
  end

  private

  # All subsequences, tried one by one: slow, and plainly right.
  def longest(old, new)
    old.size.downto(0).find { |size| old.combination(size).any? { |part| within?(part, new) } }
  end

  def within?(part, list)
    rest = list.each
    part.all? { |item| loop { break true if rest.next == item } == true }
  end
end
