# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Proofs about the tree as it is, each too slow for a unit test. Used by tests/suites/ladder.rb:
#   ruby tests/ladder/real_tree.rb same-hashes | tag SLUG | insert SLUG
# They end with status 0, or with a message that says what went wrong.

require 'fileutils'
require 'open3'
require 'tmpdir'
require_relative '../../tools/ladder/command'

# Runs one proof in a folder of its own.
class RealTree
  ROOT = File.expand_path('../..', __dir__)
  # What a staged tree may need: compiler, image and machine, and the plain tools of a POSIX system. No Ruby.
  TOOLS = %w[sh gcc cc1 as ld objcopy objdump nm strip ar make grub-mkrescue xorriso mformat mcopy mmd mdir qemu-system-x86_64 sed awk
             tr cut cat cmp cp mv rm mkdir rmdir ls ln touch echo printf test expr sort uniq head tail wc grep diff tee env basename
             dirname mktemp od dd stat tar sha256sum chmod date uname timeout true false find xargs id getconf which readelf truncate].freeze

  def initialize(work)
    @work = work
    @tree = Ladder::Tree.new(ROOT)
  end

  # The same source gives the same hashes: in another time zone and locale, with an empty home and hostile settings of git.
  def same_hashes
    hostile = File.join(@work, 'home')
    FileUtils.mkdir_p(hostile)
    File.write(File.join(hostile, '.gitconfig'),
               "[user]\n\tname = Other\n\temail = o@example.invalid\n[core]\n\tautocrlf = true\n[i18n]\n\tcommitEncoding = latin1\n[commit]\n\tgpgSign = true\n")
    first = tags('one', {})
    check(first.lines.size == 2 * @tree.order.size, 'not every sprint has its two tags', first)
    other = { 'TZ' => 'Asia/Kathmandu', 'LC_ALL' => other_locale, 'HOME' => hostile,
              'GIT_AUTHOR_NAME' => 'Other', 'GIT_COMMITTER_DATE' => '2001-01-01T00:00:00Z', 'GIT_CONFIG_GLOBAL' => File.join(hostile, '.gitconfig') }
    second = tags('two', other)
    empty = Dir.mkdir(File.join(@work, 'empty')) && { 'HOME' => File.join(@work, 'empty'), 'TZ' => nil, 'LC_ALL' => nil, 'LANG' => nil }
    third = tags('three', empty)
    check(first == second && first == third, 'the hashes depend on who makes the tags', first + second + third)
  end

  # A tag, exported into an empty folder, builds, runs and passes its own check without Ruby.
  def tag(slug)
    check(!Ladder::Stage.new(@tree, slug).expected.empty?, "#{slug} has no recorded transcript: make record SPRINT=#{slug}")
    repository = all_tags
    folder = File.join(@work, 'export')
    Dir.mkdir(folder)
    name = "v#{File.read(File.join(ROOT, 'EDITION')).strip}/sprint-#{@tree.name(slug)}"
    run('sh', '-c', 'git -C "$1" archive "$2" | tar -x -C "$3"', 'sh', repository, name, folder)
    bare = bare_environment
    _, status = Open3.capture2e(bare, 'sh', '-c', 'command -v ruby', unsetenv_others: true)
    check(!status.success?, 'ruby is still in the PATH of this test')
    run('make', env: bare, chdir: folder, unsetenv_others: true)
    out = run('timeout', '300', 'make', 'run', env: bare, chdir: folder, unsetenv_others: true)
    check(out.include?("sprint #{slug}: done"), 'make run did not end well', out)
    run('make', 'check', env: bare, chdir: folder, unsetenv_others: true)
    exercise(folder, bare) unless Dir.empty?(folder) || Dir.glob('exercises/1-*', base: folder).empty?
  end

  # A sprint in the middle of a copy: nothing but the order is edited, the tree is sound, the neighbours are as they were.
  def insert(slug)
    copy
    before = texts
    neighbours = [slug, @tree.sprints.following(slug)].compact
    ladder('new-sprint', 'inserted', '--after', slug, '--title', 'Inserted')
    changed = texts.reject { |path, text| before[path] == text }.keys
    check(changed.all? { |path| path == 'sprints/order' || path.start_with?('sprints/inserted/') }, 'other files were edited', changed.join("\n"))
    ladder('lint')
    after = Ladder::Tree.new(@work)
    neighbours.each do |neighbour|
      check(kernel(@tree, neighbour) == kernel(after, neighbour), "the staged kernel of #{neighbour} changed")
    end
    [*neighbours, 'inserted'].each { |each| ladder('equal', each) }
  end

  private

  def tags(name, env, folder = @work)
    repository = File.join(folder, name)
    run('git', 'init', '-q', '--bare', repository)
    run('ruby', 'tools/ladder.rb', 'tags', '--into', repository, env: env)
  end

  # A repository with the tags of all sprints, made once in a run of the suite.
  def all_tags
    folder = Machine::Project.path('build', 'tags')
    Machine::Once.in_a_run(folder) do
      FileUtils.rm_rf(folder)
      tags('repository', {}, folder)
    end
    File.join(folder, 'repository')
  end

  def exercise(folder, bare)
    out, status = Open3.capture2e(bare, 'make', 'exercise', 'N=1', chdir: folder, unsetenv_others: true)
    # Red is a line that is not seen, or a function that the demonstration calls and nobody has written.
    check(!status.success? && out.match?(/is not solved yet| error: |undefined reference/), 'exercise 1 is not red before it is solved', out)
  end

  # An empty home, another time zone and locale, and a PATH that holds links to the tools and nothing else.
  def bare_environment
    bin = File.join(@work, 'bin')
    Dir.mkdir(bin)
    TOOLS.each do |tool|
      found = ENV.fetch('PATH').split(':').map { |folder| File.join(folder, tool) }.find { |file| File.executable?(file) }
      File.symlink(found, File.join(bin, tool)) if found
    end
    home = File.join(@work, 'empty-home')
    Dir.mkdir(home)
    { 'PATH' => bin, 'HOME' => home, 'TZ' => 'Asia/Kathmandu', 'LC_ALL' => other_locale }
  end

  # A locale that is installed and not the one in use.
  def other_locale
    installed = run('locale', '-a').split
    (installed - ['C', 'POSIX', ENV['LC_ALL'], ENV['LANG']]).max_by { |name| name.start_with?('C.') ? 0 : 1 } || 'C'
  end

  def copy
    names = run('git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard').split("\0")
    names.select { |path| File.file?(File.join(ROOT, path)) }.each do |path|
      FileUtils.mkdir_p(File.dirname(File.join(@work, path)))
      FileUtils.cp(File.join(ROOT, path), File.join(@work, path))
    end
  end

  def texts
    Dir.glob('**/*', base: @work).reject { |path| path.start_with?('build/') || File.directory?(File.join(@work, path)) }
       .to_h { |path| [path, File.binread(File.join(@work, path))] }
  end

  def kernel(tree, slug)
    Ladder::Stage.new(tree, slug).files.select { |path, _| path.match?(%r{\A(?:kernel|arch|user|demo)/}) }
  end

  def ladder(*words)
    run('ruby', 'tools/ladder.rb', *words, chdir: @work)
  end

  def run(*command, env: {}, chdir: ROOT, **options)
    out, status = Open3.capture2e(env, *command, chdir: chdir, **options)
    check(status.success?, "failed in #{chdir}: #{command.join(' ')}", out)
    out
  end

  def check(fine, message, output = '')
    abort "#{output.lines.last(25).join}\n#{message}" unless fine
  end
end

Dir.mktmpdir('postern-ladder') do |work|
  proof, slug = ARGV
  proofs = RealTree.new(work)
  case proof
  when 'same-hashes' then proofs.same_hashes
  when 'tag' then proofs.tag(slug)
  when 'insert' then proofs.insert(slug)
  else abort 'which proof? same-hashes, tag SLUG or insert SLUG'
  end
end
