# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# tools/setup/deps.sh, with an apt-get and a dpkg-query that only pretend, in a folder of its own.

require 'fileutils'
require 'minitest/autorun'
require 'open3'
require 'pty'
require 'tmpdir'

class DepsTest < Minitest::Test
  SCRIPT = File.expand_path('../../tools/setup/deps.sh', __dir__)

  def setup
    @root = Dir.mktmpdir('deps')
    FileUtils.mkdir_p([path('tools/setup'), path('bin')])
    FileUtils.cp(SCRIPT, path('tools/setup/deps.sh'))
    list("there run sh the shell\nthing run thing-command it is needed\nother test /no/such/file it is needed later")
    tool('id', 'echo 0')
    tool('apt-cache', '[ "$3" != unknown ]')
    tool('dpkg', 'exit 0')
    tool('dpkg-query', 'exit 1')
    apt('install) touch installed; printf "#!/bin/sh\n" > bin/thing-command; chmod +x bin/thing-command ;;')
  end

  def teardown
    FileUtils.chmod_R('u+w', @root)
    FileUtils.rm_rf(@root)
  end

  def path(name) = File.join(@root, name)

  def list(text) = File.write(path('tools/setup/packages.list'), "# comment\n\n#{text}\n")

  def tool(name, body)
    File.write(path("bin/#{name}"), "#!/bin/sh\n#{body}\n")
    FileUtils.chmod(0o755, path("bin/#{name}"))
  end

  # An apt-get of which only some words do something.
  def apt(cases)
    tool('apt-get', "for word; do case $word in\n#{cases}\nesac; done")
  end

  # Runs the script; returns its standard error (one string) and its status.
  def deps(*groups, **environment)
    variables = { 'PATH' => "#{path('bin')}:/usr/bin:/bin", 'DEPS' => nil, 'CI' => nil }.merge(environment.transform_keys(&:to_s))
    _, err, status = Open3.capture3(variables, path('tools/setup/deps.sh'), *groups, stdin_data: '')
    [err, status.exitstatus]
  end

  # A PATH without this machine's apt-get and sudo.
  def bare_path
    %w[sh dirname cat tr mkdir].each do |name|
      FileUtils.ln_s(["/bin/#{name}", "/usr/bin/#{name}"].find { |file| File.exist?(file) }, path("bin/#{name}"))
    end
    path('bin')
  end

  def lines_without_report(text)
    text.lines.grep_v(/missing: |installing with apt-get/)
  end

  def test_it_is_quiet_when_nothing_is_missing
    list('there run sh the shell')
    assert_equal ['', 0], deps('run')
  end

  def test_check_reports_the_reason_and_installs_nothing
    text, status = deps('run', DEPS: 'check')
    assert_includes text, 'missing: thing (it is needed)'
    refute_includes text, 'other'
    assert_equal 1, status
    refute_path_exists path('installed')
  end

  def test_check_of_a_complete_machine_succeeds
    list('there run sh the shell')
    text, status = deps('run', DEPS: 'check')
    assert_equal "deps: nothing is missing for: run\n", text
    assert_equal 0, status
  end

  def test_it_installs_what_is_missing
    text, status = deps('run')
    assert_equal 0, status, text
    assert_path_exists path('installed')
    refute_path_exists path('.deps/installing')
  end

  # The same at a terminal, where a person answers. Returns what stood on the terminal.
  def at_terminal(answer, environment = {})
    said = +''
    variables = { 'PATH' => "#{path('bin')}:/usr/bin:/bin", 'DEPS' => nil, 'CI' => nil }.merge(environment)
    PTY.spawn(variables, path('tools/setup/deps.sh'), 'run') do |output, input, pid|
      input.puts(answer)
      loop { said << output.readpartial(4096) }
    rescue Errno::EIO, EOFError
      Process.wait(pid)
    end
    said
  end

  def test_at_a_terminal_it_asks_once
    assert_equal 1, at_terminal('y').scan('Go ahead?').size
    assert_path_exists path('installed')
  end

  def test_no_is_an_answer
    assert_match(/nothing was installed; to do it yourself: apt-get install thing/, at_terminal('n'))
    refute_path_exists path('installed')
  end

  def test_ci_is_never_asked
    refute_match(/Go ahead/, at_terminal('', 'CI' => 'true'))
    assert_path_exists path('installed')
  end

  def test_an_installation_that_brings_nothing_is_a_failure
    apt('install) exit 0 ;;')
    text, status = deps('run')
    assert_equal 1, status
    assert_match(/still not found: thing/, text)
  end

  { 'network' => ['E: Failed to fetch http://x/ Could not resolve host', /the network cannot be reached/],
    'disk' => ['dpkg: error: No space left on device', /the disk is full; make room/],
    'lock' => ['E: Could not get lock /var/lib/dpkg/lock-frontend', /another package manager is at work/],
    'interrupted' => ['E: dpkg was interrupted, you must manually run', /dpkg --configure -a/],
    'anything else' => ['E: something new', /try it by hand as root: apt-get install thing/] }.each do |name, (message, expected)|
    define_method("test_a_failure_is_one_line_that_says_what_to_do_#{name.tr(' ', '_')}") do
      apt("install) echo '#{message}' >&2; exit 100 ;;")
      text, status = deps('run')
      assert_equal 1, status
      assert_equal 1, lines_without_report(text).size, text
      assert_match expected, text
    end
  end

  def test_an_update_that_fails_quietly_is_still_named
    list('unknown run thing-command it is needed')
    apt("update) echo 'W: Failed to fetch http://x/' ;;")
    text, status = deps('run')
    assert_equal 1, status
    assert_match(/the network cannot be reached/, text)
  end

  def test_after_a_cut_short_installation_only_dpkg_is_believed
    apt('install) printf "#!/bin/sh\n" > bin/thing-command; chmod +x bin/thing-command; exit 100 ;;')
    assert_equal 1, deps('run').last
    text, status = deps('run', DEPS: 'check')
    assert_equal 1, status, 'a command that an unfinished installation left was taken for good'
    assert_includes text, 'missing: thing'
    tool('dpkg-query', 'echo installed')
    assert_equal 0, deps('run').last
  end

  def test_of_a_choice_the_first_known_package_is_taken
    list('unknown|thing run thing-command it is needed')
    apt('unknown) exit 100 ;; thing) printf "#!/bin/sh\n" > bin/thing-command; chmod +x bin/thing-command ;;')
    text, status = deps('run')
    assert_equal 0, status, text
  end

  def test_without_root_and_sudo_it_names_the_command
    tool('id', 'echo 1000')
    text, status = deps('run', PATH: bare_path)
    assert_equal 1, status
    assert_match(/run as root: apt-get install thing/, text)
  end

  def test_sudo_that_would_ask_without_a_terminal_is_refused
    tool('id', 'echo 1000')
    tool('sudo', '[ "$1" = -n ] && exit 1; exit 0')
    text, status = deps('run')
    assert_equal 1, status
    assert_match(/sudo refused; run as root: apt-get install thing/, text)
    refute_path_exists path('installed')
  end

  def test_without_apt_it_prints_the_list_and_names_the_containerfile
    FileUtils.rm(path('bin/apt-get'))
    text, status = deps('run', PATH: bare_path)
    assert_equal 1, status
    assert_match(/use the Containerfile, .*: thing/, text)
  end

  def test_locked_packages_are_installed_once_and_a_failure_leaves_no_stamp
    File.write(path('package-lock.json'), '{}')
    tool('node', 'echo v18')
    tool('npm', 'mkdir -p node_modules; echo ENOTFOUND registry >&2; exit 1')
    text, status = deps('npm')
    assert_equal 1, status
    assert_match(/installing the npm failed: the network cannot be reached/, text)
    tool('npm', 'mkdir -p node_modules; echo x >> npm-ran')
    assert_equal 0, deps('npm').last
    assert_equal ['', 0], deps('npm')
    assert_equal "x\n", File.read(path('npm-ran'))
    File.write(path('package-lock.json'), '{"changed": 1}')
    assert_equal 1, deps('npm', DEPS: 'check').last
  end
end
