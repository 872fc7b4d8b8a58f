# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require_relative 'fixture'

# The git history of the ladder.
class TagsTest < LadderTest
  def setup
    super
    write('tools/build.mk' => '', 'EDITION' => "1\n")
    three
    @repository = File.join(@root, 'repository')
    git('init', '-q', '--bare', @repository, at: @root)
  end

  def git(*words, at: @repository)
    out, status = Open3.capture2e({ 'GIT_CONFIG_GLOBAL' => '/dev/null', 'GIT_CONFIG_NOSYSTEM' => '1' }, 'git', '-C', at,
                                  '-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.invalid', *words)
    assert status.success?, out
    out
  end

  def make_tags = ladder('tags', '--into', @repository)
  def tags = git('for-each-ref', '--format=%(refname:short) %(objectname)', 'refs/tags').lines(chomp: true).to_h(&:split)

  def test_there_are_two_tags_for_each_sprint_and_one_linear_history
    status, out, = make_tags
    assert_equal 0, status
    assert_equal %w[01-one 02-two 03-three].flat_map { |n| ["sprint-#{n}", "v1/sprint-#{n}"] }.sort, tags.keys.sort
    assert_equal 6, out.lines.size
    assert_equal %w[03-three 02-two 01-one], git('log', '--format=%s', 'sprint-03-three').scan(/\d\d-\w+/)
    assert_equal git('rev-parse', 'sprint-02-two^{commit}'), git('rev-parse', 'v1/sprint-03-three~1')
    assert_equal "Postern <ladder@postern.invalid> 2000-01-03T00:00:00+00:00\n", git('log', '-1', '--format=%an <%ae> %cI', 'sprint-02-two')
    assert_equal out.lines.map { |line| line.split.first }.uniq.size, 3
    assert_empty git('for-each-ref', 'refs/heads', 'refs/postern')
  end

  def test_the_commit_holds_the_staged_tree
    make_tags
    names = git('ls-tree', '-r', '--name-only', 'sprint-02-two').split("\n")
    files = Ladder::Stage.new(Ladder::Tree.new(@root), 'two').files
    assert_equal files.keys.sort, names.sort
    assert(names.all? { |name| git('show', "sprint-02-two:#{name}") == files[name] })
  end

  def test_making_them_again_changes_nothing
    make_tags
    before = tags
    assert_equal 0, make_tags.first
    assert_equal before, tags
  end

  def test_a_published_edition_does_not_move
    make_tags
    before = tags
    write('sprints/two/demo/demo.c' => "void demo(void);\nvoid demo(void) { }\n")
    status, _, err = make_tags
    assert_equal 1, status
    assert_match(/edition 1 is published .* write 2 into EDITION; nothing was touched/, err)
    assert_equal before, tags
    write('EDITION' => "2\n")
    assert_equal 0, make_tags.first
    assert_equal before['v1/sprint-02-two'], tags['v1/sprint-02-two']
    refute_equal before['sprint-02-two'], tags['sprint-02-two']
    assert_equal git('rev-parse', 'sprint-02-two^{}'), git('rev-parse', 'v2/sprint-02-two^{}')
    assert_equal before['sprint-01-one'], tags['sprint-01-one']
  end

  def test_a_plain_name_that_is_no_longer_a_sprint_goes_but_only_if_it_is_ours
    make_tags
    git('tag', '-a', '-m', 'mine', 'sprint-99-mine', 'sprint-01-one')
    git('tag', 'sprint-98-light', 'sprint-01-one')
    write('sprints/order' => "one\nthree\n", 'EDITION' => "2\n")
    assert_equal 0, make_tags.first
    plain = tags.keys.grep(/\Asprint/)
    assert_equal %w[sprint-01-one sprint-02-three sprint-98-light sprint-99-mine], plain.sort
    assert_includes tags.keys, 'v1/sprint-02-two'
  end

  def test_somebody_elses_tag_in_the_way_stops_everything
    commit = git('commit-tree', '-m', 'other', git('hash-object', '-w', '-t', 'tree', '/dev/null').strip).strip
    git('tag', 'sprint-02-two', commit)
    status, _, err = make_tags
    assert_equal 1, status
    assert_match(%r{refs/tags/sprint-02-two was not made by make tags}, err)
    assert_equal({ 'sprint-02-two' => commit }, tags)
  end

  def test_an_edition_is_a_number_and_a_repository_a_repository
    write('EDITION' => "one\n")
    assert_match(/write the number of the edition/, make_tags[2])
    write('EDITION' => "1\n")
    assert_match(/git rev-parse in .*nowhere/, ladder('tags', '--into', File.join(@root, 'nowhere'))[2])
  end
end
