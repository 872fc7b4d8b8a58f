# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require 'open3'
require_relative 'fixture'

# Build lists and staged trees.
class StageTest < LadderTest
  CODE = "a\n#if SPRINT >= S_TWO\nb\n#endif\n"

  def setup
    super
    write('tools/build.mk' => "# SPDX-License-Identifier: MIT\n# rules of the build\n", 'kernel/x.c' => CODE, 'kernel/y.h' => "y\n",
          'arch/s.S' => "s\n", 'user/u.c' => "u\n", 'sprints/two/build.mk' => "# rules of two\n", 'sprints/two/replace/kernel/y.h' => "Y\n")
    @tree = three({}, 'one' => { 'add' => %w[kernel/x.c kernel/y.h arch/s.S] },
                      'two' => { 'add' => ['user/u.c'], 'replace' => { 'kernel/y.h' => 'sprints/two/replace/kernel/y.h' } })
  end

  def staged(slug) = Ladder::Stage.new(@tree, slug).files

  def test_the_build_list_names_compiled_files_and_the_fragments_so_far
    assert_equal [0, "build/02-two/list.mk\n", ''], ladder('configure', 'two')
    list = File.read(File.join(@root, 'build/02-two/list.mk'))
    assert_includes list, "SOURCES := \\\n\tarch/s.S \\\n\tkernel/x.c\nUSER_SOURCES := \\\n\tuser/u.c\nDEMO := sprints/two/demo\n"
    assert_includes list, 'DEFINES := -DSPRINT=2 -DS_ONE=1 -DS_TWO=2 -DS_THREE=3'
    assert_includes list, "include tools/build.mk\ninclude sprints/two/build.mk\n"
    ladder('configure', 'one')
    refute_includes File.read(File.join(@root, 'build/01-one/list.mk')), 'sprints/two/build.mk'
  end

  def test_replacements_and_joined_files_are_generated_and_leftovers_removed
    write('build/02-two/gen/kernel/old.h' => 'x')
    ladder('configure', 'two')
    assert_equal "Y\n", File.read(File.join(@root, 'build/02-two/gen/kernel/y.h'))
    assert_path_exists File.join(@root, 'build/02-two/gen/kernel/panics.inc')
    refute_path_exists File.join(@root, 'build/02-two/gen/kernel/old.h')
    assert_includes File.read(File.join(@root, 'build/02-two/gen/checkpoint.h')), "CHECKPOINT_NEXT \"three\"\n#define CHECKPOINT_NUMBER \"02\"\n"
  end

  def test_what_did_not_change_is_not_written_again
    ladder('configure', 'two')
    files = Dir.glob("#{@root}/build/02-two/**/*").select { |f| File.file?(f) }
    files.each { |f| File.utime(0, 0, f) }
    ladder('configure', 'two')
    assert(files.size > 3 && files.all? { |f| File.mtime(f).to_i.zero? })
  end

  def test_a_staged_tree_is_clean
    assert_equal "a\n", staged('one')['kernel/x.c']
    assert_equal "a\nb\n", staged('two')['kernel/x.c']
    assert_equal "Y\n", staged('three')['kernel/y.h']
    refute_includes staged('one').keys, 'user/u.c'
    assert(staged('three').none? { |path, text| path.include?('sprints') || text.match?(/SPRINT\s*[<>]|\bS_[A-Z]/) })
  end

  def test_its_makefile_holds_the_rules_themselves
    makefile = staged('two')['Makefile']
    ['# rules of the build', '# rules of two', "\tkernel/x.c\n", 'check:', 'run:', 'exercise:'].each { |part| assert_includes makefile, part }
    refute_match(/ruby|^include|tools\//, makefile)
    refute_includes staged('one')['Makefile'], '# rules of two'
  end

  def test_its_readme_names_the_next_sprint_but_no_later_one
    assert_includes staged('one')['README.md'], 'The next sprint is 02-two: Two.'
    refute_includes staged('one')['README.md'].downcase, 'three'
    assert_includes staged('three')['README.md'], 'last sprint so far'
  end

  def test_the_expected_lines_are_the_transcript_without_what_is_not_output
    write('sprints/one/transcripts/boot.t' => "#: sprint one\n#: machine tcg-1\n$ make run SPRINT=one\nhello\n#= middle\n#: kept\n#= /middle\nbye\n[exit 0]\n")
    assert_equal "hello\n#: kept\nbye\n", staged('one')['expected.txt']
  end

  def test_masks_become_a_script_for_sed
    refute_includes staged('one').keys, 'masks.sed'
    write('tests/machine/masks.yml' => [{ 'name' => 'size', 'pattern' => '\d+/s', 'when' => 'always' }].to_yaml)
    assert_equal "s/[0-9]+[/]s/<size>/g\n", staged('one')['masks.sed']
    write('tests/machine/masks.yml' => [{ 'name' => 'size', 'pattern' => '(?:x)', 'when' => 'always' }].to_yaml)
    assert_match(/sed -E does not know/, refusal { staged('one') })
  end

  def test_exercises_come_without_solution
    write('sprints/one/exercises/1-say/task.md' => 'say', 'sprints/one/exercises/1-say/solution.patch' => 'secret',
          'sprints/one/exercises/1-say/demo.c' => 'd', 'sprints/one/exercises/1-say/test.yml' => "expect: [x, /y+/]\nmemory: 64M\nappend: a b\n")
    names = staged('one').keys.grep(/exercises/)
    assert_equal %w[exercises/1-say/demo.c exercises/1-say/expect.txt exercises/1-say/task.md], names
    assert_equal "x\n/y+/\n", staged('one')['exercises/1-say/expect.txt']
    refute(staged('one').values.any? { |text| text.include?('secret') })
    assert_includes staged('one')['Makefile'], "EXERCISES := \\\n\t1-say\nSETTINGS_1-say := APPEND='a b' MEM='64M'\n"
    write('sprints/one/exercises/1-say/test.yml' => "expect: []\n")
    assert_match(/cannot fail/, refusal { staged('one') })
  end

  # A clone of the ladder: the tag of each sprint, and work that starts from the first.
  def clone_of_the_ladder
    clone = File.join(@root, 'clone')
    FileUtils.mkdir_p(clone)
    git(clone, 'init', '-q')
    %w[one two].each do |slug|
      FileUtils.rm_rf(Dir.glob("#{clone}/*"))
      Ladder::Stage.new(@tree, slug).files.each { |path, text| write("clone/#{path}" => text) }
      git(clone, 'add', '-A')
      git(clone, 'commit', '-qm', slug)
      git(clone, 'tag', "sprint-#{@tree.name(slug)}")
    end
    git(clone, 'checkout', '-q', 'sprint-01-one')
    clone
  end

  def git(folder, *words)
    out, status = Open3.capture2e('git', '-c', 'user.name=a', '-c', 'user.email=a@b.c', *words, chdir: folder)
    assert status.success?, out
    out
  end

  def begin_sprint(folder, *words) = Open3.capture2e('make', '--no-print-directory', *words, chdir: folder)

  def test_a_reader_takes_from_the_next_tag_what_its_chapter_does_not_teach
    write('sprints/one/demo/demo_old.S' => "# old\n", 'sprints/two/demo/demo.c' => "int two;\n")
    clone = clone_of_the_ladder
    File.write(File.join(clone, 'kernel/panics.inc'), "mine\n")
    git(clone, 'commit', '-qam', 'mine')
    out, status = begin_sprint(clone, 'begin', 'TAG=sprint-02-two')
    assert status.success?, out
    text = ->(path) { File.read(File.join(clone, path)) }
    assert_equal ["int two;\n", "a\n", "u\n", "y\n"], %w[demo/demo.c kernel/x.c user/u.c kernel/y.h].map(&text)
    refute_path_exists File.join(clone, 'demo/demo_old.S')
    refute_equal "mine\n", text.call('kernel/panics.inc')
    assert_includes text.call('Makefile'), 'Postern, sprint 02-two.'
    assert_equal %w[kernel/x.c kernel/y.h], git(clone, 'diff', '--name-only', 'sprint-02-two').split
  end

  def test_nothing_is_taken_when_work_could_be_lost_or_the_tag_is_not_there
    clone = clone_of_the_ladder
    { 'begin' => /which sprint\?.*make begin TAG=/, 'begin TAG=sprint-09-nine' => /no tag 'sprint-09-nine'.*git tag -l/ }.each do |words, message|
      out, status = begin_sprint(clone, *words.split)
      refute status.success?
      assert_match message, out
    end
    File.write(File.join(clone, 'demo/demo.c'), "mine\n")
    out, = begin_sprint(clone, 'begin', 'TAG=sprint-02-two')
    assert_match(/commit your work first/, out)
    assert_equal "mine\n", File.read(File.join(clone, 'demo/demo.c'))
    inner = File.join(clone, 'inner')
    Ladder::Stage.new(@tree, 'one').write(inner)
    assert_match(/not a clone of its own/, begin_sprint(inner, 'begin', 'TAG=sprint-02-two').first)
  end

  def test_staging_again_removes_what_left_but_keeps_what_was_built
    assert_equal "build/stage/01-one\n", ladder('stage', '1')[1]
    write('build/stage/01-one/kernel/old.c' => '', 'build/stage/01-one/build/x.o' => 'o')
    ladder('stage', '1')
    refute_path_exists File.join(@root, 'build/stage/01-one/kernel/old.c')
    assert_path_exists File.join(@root, 'build/stage/01-one/build/x.o')
  end

  def test_all_sprints_are_staged_into_a_folder_each
    assert_equal 0, ladder('stage', 'all', '--into', File.join(@root, 'out')).first
    assert_equal %w[01-one 02-two 03-three], Dir.children(File.join(@root, 'out')).sort
  end

  def test_a_diff_shows_what_a_sprint_changes
    status, out, = ladder('diff', 'two')
    assert_equal 0, status
    assert_match(/^--- a\/kernel\/x.c\n\+\+\+ b\/kernel\/x.c\n@@ -1 \+1,2 @@\n a\n\+b\n/, out)
    assert_equal out, ladder('diff', 'one', 'two')[1]
    assert_match(/^\+a$/, ladder('diff', 'one')[1])
  end
end
