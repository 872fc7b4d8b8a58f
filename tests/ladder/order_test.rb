# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require_relative 'fixture'

# The order of the sprints, what SPRINT= accepts, and manifests.
class OrderTest < LadderTest
  def test_a_number_a_padded_number_a_slug_and_both_name_the_same_sprint
    write('sprints/order' => (1..9).map { |i| "s#{i}\n" }.join)
    (1..9).each { |i| write("sprints/s#{i}/manifest.yml" => '') }
    order = Ladder::Order.new(@root)
    assert_equal(['s8'] * 4, %w[8 08 s8 08-s8].map { |text| order.resolve(text) })
    assert_equal '08-s8', order.name('s8')
  end

  def test_a_wrong_sprint_is_one_line_with_the_slugs_and_status_two
    three
    ['4', '0', 'four', '02-one', '1x', '', 'one two'].each do |text|
      status, out, err = ladder('resolve', text)
      assert_equal [2, '', "no sprint '#{text}'; there are: one two three\n"], [status, out, err]
    end
  end

  def test_a_sprint_without_manifest_keeps_its_number_but_is_not_there
    three
    File.delete(File.join(@root, 'sprints/two/manifest.yml'))
    tree = Ladder::Tree.new(@root)
    assert_equal %w[one three], tree.order
    assert_equal 3, tree.number('three')
    assert_equal 'three', tree.sprints.following('one')
    assert_equal 2, ladder('resolve', '2').first
  end

  def test_a_slug_that_stands_twice_or_is_malformed_is_refused
    write('sprints/order' => "one\ntwo\none\n")
    assert_match(/one stands twice/, refusal { Ladder::Order.new(@root) })
    write('sprints/order' => "one\n\n")
    assert_match(/is no slug/, refusal { Ladder::Order.new(@root) })
  end

  def test_manifests_say_what_is_wrong
    { { 'colour' => 'red' } => /unknown key 'colour'/, { 'part' => 'Somewhere' } => /part is 'Somewhere'/,
      { 'goal' => '' } => /title and goal/, { 'add' => 'x' } => /lists of paths/, { 'replace' => ['x'] } => /replace maps/ }
      .each { |change, wanted| assert_match(wanted, refusal { three({}, 'two' => change) }) }
    write('sprints/two/manifest.yml' => "title: [\n")
    assert_match(/no valid YAML/, refusal { Ladder::Tree.new(@root) })
  end

  def test_a_file_belongs_to_one_sprint
    add = { 'add' => ['kernel/a.c'] }
    assert_match(%r{kernel/a.c entered in one already}, refusal { three({}, 'one' => add, 'three' => add) })
    assert_match(/nothing to replace or drop/, refusal { three({}, 'two' => { 'drop' => ['kernel/b.c'] }) })
  end

  def test_wrong_commands_have_status_two
    three
    [[], ['nonsense'], ['resolve'], %w[resolve 1 2], ['diff'], %w[diff 1 2 3]].each do |words|
      assert_equal 2, ladder(*words).first, words.inspect
    end
    assert_equal 0, ladder('help').first
  end
end
