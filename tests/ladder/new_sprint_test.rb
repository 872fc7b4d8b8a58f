# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require_relative 'fixture'

# Laying out a new sprint.
class NewSprintTest < LadderTest
  def setup
    super
    write('tools/build.mk' => '')
    three('kernel/x.c' => "x;\n" * 100 + "#if SPRINT >= S_THREE\ny\n#endif\n") # no manifest names it yet
  end

  def everything
    Dir.glob("#{@root}/**/*").select { |f| File.file?(f) }.to_h { |f| [f.delete_prefix("#{@root}/"), File.read(f)] }
  end

  def test_it_takes_its_place_and_edits_nothing_else
    before = everything
    status, out, = ladder('new-sprint', 'half', '--after', 'two', '--title', 'Half: way', '--goal', 'To be "there".')
    assert_equal 0, status
    after = everything
    assert_equal "one\ntwo\nhalf\nthree\n", after['sprints/order']
    new = %w[sprints/half/chapter.md sprints/half/demo/demo.c sprints/half/manifest.yml]
    assert_equal new, (after.keys - before.keys).sort
    assert_equal ['sprints/order'], (before.keys & after.keys).reject { |path| before[path] == after[path] }
    assert_includes out, 'sprints/half/manifest.yml'
  end

  def test_the_tree_is_sound_and_the_numbers_follow
    write('sprints/one/manifest.yml' => File.read(File.join(@root, 'sprints/one/manifest.yml')).sub('add: []', 'add: [kernel/x.c]'))
    ladder('new-sprint', 'half', '--after', 'two', '--title', 'Half: way', '--goal', 'To be "there".')
    tree = Ladder::Tree.new(@root)
    assert_equal ['Half: way', 'To be "there".', 'The machine'], [:title, :goal, :part].map { |m| tree.manifest('half').send(m) }
    assert_equal '04-three', tree.name('three')
    assert_empty Ladder::Lint.new(tree).problems
    assert_equal 100, tree.lines('kernel/x.c', 'half').size
    assert_equal 101, tree.lines('kernel/x.c', 'three').size
  end

  def test_a_bad_request_changes_nothing
    before = everything
    [%w[two --after one], %w[Half --after one], %w[half], %w[half --after four], %w[half --after], ['half', '--after', 'one', '--part', 'x']]
      .each { |words| refute_equal 0, ladder('new-sprint', *words).first, words.inspect }
    assert_equal before, everything
  end
end
