# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The Makefile and what stands in the root: what a newcomer meets first.

require 'json'
require 'minitest/autorun'
require 'open3'

class CommandsTest < Minitest::Test
  ROOT = File.expand_path('../..', __dir__)
  MAKEFILE = File.read(File.join(ROOT, 'Makefile'))

  def make(*words, **environment)
    outer = %w[MAKEFLAGS MAKELEVEL MFLAGS].to_h { |name| [name, nil] } # the tests themselves may run under make
    Open3.capture3(outer.merge(environment.transform_keys(&:to_s)), 'make', *words, chdir: ROOT, stdin_data: '')
  end

  def file(name) = File.read(File.join(ROOT, name))

  def targets = MAKEFILE[/^\.PHONY: (.*)$/, 1].split

  def test_help_lists_every_target_with_a_line
    out, _, status = make('help')
    assert status.success?
    assert_operator targets.size, :>, 10
    listed = out.scan(/^  make (\S+) +\S/).flatten
    assert_equal targets.sort, listed.sort
    assert_equal targets.sort, MAKEFILE.scan(/^([a-z-]+):/).flatten.sort, 'a target that .PHONY does not name'
  end

  def test_make_alone_prints_the_help
    assert_equal make('help').first, make.first
  end

  def test_help_explains_the_variables
    out, = make('help')
    %w[SPRINT SMP MEM UEFI KVM APPEND DEBUG DEPS ONLY].each { |name| assert_match(/\b#{name}=/, out) }
  end

  def test_a_wrong_sprint_is_one_line_that_names_the_sprints
    out, err, status = make('run', SPRINT: 'nowhere')
    refute status.success?
    said = (out + err).lines.grep_v(/^make: /)
    assert_equal 1, said.size, said.join
    assert_match(/no sprint .nowhere.*boot/, said.first)
  end

  { 'MEM' => 'much', 'SMP' => 'two', 'APPEND' => "it's" }.each do |name, value|
    define_method("test_a_wrong_#{name}_is_one_line") do
      out, err, status = make('run', 'SPRINT' => 'boot', name => value)
      refute status.success?
      said = (out + err).lines.grep_v(/^make: |^Sprint /)
      assert_equal 1, said.size, said.join
      assert_match(/^#{name} takes/, said.first)
    end
  end

  def test_deps_check_does_nothing_but_report
    out, err, = make('run', DEPS: 'check', SPRINT: 'nowhere')
    refute_match(/nowhere/, out + err)
    assert_match(/^deps: /, err)
  end

  def test_knobs_reach_the_tools_if_they_are_set_and_only_then
    knobs = MAKEFILE[/^knobs = (.*)$/, 1].split
    show = ['-f', 'Makefile', '--eval', 'show-environment: ; @env']
    out, = make(*show, 'show-environment', "DEBUG=1", "APPEND=a b")
    assert_includes out.lines(chomp: true), 'APPEND=a b'
    assert_includes out.lines(chomp: true), 'DEBUG=1'
    out, = make(*show, 'show-environment', **knobs.to_h { |name| [name.to_sym, nil] })
    assert_empty(knobs.select { |name| out.match?(/^#{name}=/) })
  end

  def test_lock_files_name_public_registries_only
    remotes = file('Gemfile.lock').scan(/^  remote: (.*)$/).flatten
    assert_equal ['https://rubygems.org/'], remotes
    packages = JSON.parse(file('package-lock.json')).fetch('packages')
    assert_operator packages.size, :>, 1
    sources = packages.values.map { |package| package['resolved'] }.compact
    assert_empty(sources.reject { |url| url.start_with?('https://registry.npmjs.org/') })
    missing = packages.reject { |name, package| name.empty? || package['integrity'] || elsewhere?(package) }
    assert_empty missing.keys, 'npm packages without a checksum'
  end

  # A package for another system is named, so that npm finds its lock complete, but never fetched.
  def elsewhere?(package)
    package['optional'] && package['os'] && !package['os'].include?('linux')
  end

  def test_each_package_has_groups_a_proof_and_a_reason
    rows = file('tools/setup/packages.list').lines(chomp: true).grep_v(/^(#|$)/).map { |line| line.split(/\s+/, 4) }
    assert_operator rows.size, :>, 10
    rows.each { |row| assert_equal 4, row.reject { |cell| cell.to_s.empty? }.size, row.inspect }
    assert_equal rows.map(&:first).uniq, rows.map(&:first)
    known = %w[run uefi debug test site book bare]
    rows.each { |row| assert_empty row[1].split(',') - known, row.first }
  end

  def test_each_folder_says_in_a_readme_what_it_is_for
    %w[kernel kernel/abi kernel/lib arch arch/x86_64 user sprints site docs tests tools].each do |folder|
      assert_path_exists File.join(ROOT, folder, 'README.md')
    end
  end

  def test_each_source_file_names_its_licence
    files, = Open3.capture2('git', 'ls-files', chdir: ROOT)
    sources = files.lines(chomp: true).grep(/\.(c|h|S|rb|sh|mk|js|ld|def|gdb|scss|inc)\z|(Makefile|Containerfile)\z/)
    assert_operator sources.size, :>, 100
    missing = sources.select { |path| File.file?(File.join(ROOT, path)) }
                     .reject { |path| File.foreach(File.join(ROOT, path)).first(5).join.include?('SPDX-License-Identifier: MIT') }
    assert_empty missing, 'add the line SPDX-License-Identifier: MIT to'
  end

  def test_ci_runs_what_the_readme_says
    assert_includes file('README.md'), 'make test '
    assert_match(/exec make test$/, file('.ci/run'))
    assert File.executable?(File.join(ROOT, '.ci/run'))
  end
end
