# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Proves that the test runner counts what happened: a failure is a failure, a skip has a reason, a hang ends.

require "stringio"
require_relative "helper"
require_relative "../run/runner"

class RunnerTest < Minitest::Test
  def setup
    @folder = Dir.mktmpdir
    @results = Tests::Runner::RESULTS
    silence { Tests::Runner.const_set(:RESULTS, File.join(@folder, "results.json")) }
    @ci = ENV.delete("CI")
  end

  def teardown
    silence { Tests::Runner.const_set(:RESULTS, @results) }
    ENV["CI"] = @ci
    FileUtils.rm_rf(@folder)
  end

  def silence
    verbose, $VERBOSE = $VERBOSE, nil
    yield
  ensure
    $VERBOSE = verbose
  end

  def suite(text)
    File.write(File.join(@folder, "sample.rb"), text)
    Tests::Suite.load_all(@folder)
  end

  def run_suite(text)
    out = StringIO.new
    status = Tests::Runner.new(suite(text), jobs: 2, out: out).run
    [status, out.string]
  end

  def test_all_is_well
    status, output = run_suite('test "a is true", command: ["true"]; test "b is true", command: ["true"]')
    assert_equal 0, status
    assert_equal "2 passed, 0 failed, 0 skipped", output.lines.last.chomp
    results = JSON.parse(File.read(File.join(@folder, "results.json")))
    assert_equal ["passed"] * 2, results["results"].map { |result| result["status"] }
    assert_equal Tests::Runner.source_hash, results["hash"]
  end

  def test_a_failure_shows_its_end_and_how_to_repeat_it
    status, output = run_suite('test "it fails", command: ["sh", "-c", "seq 40; exit 3"], env: { "A" => "b c" }')
    assert_equal 1, status
    assert_equal "0 passed, 1 failed, 0 skipped", output.lines.last.chomp
    assert_includes output, "  | 40"
    refute_includes output, "  | 15\n"
    assert_includes output, "repeat it alone: A=b\\ c sh -c seq\\ 40\\;\\ exit\\ 3"
  end

  def test_what_a_passed_test_notes_is_shown_at_the_end
    _, output = run_suite('test "it notes", command: ["sh", "-c", "echo before; echo note: it took 3 s"]')
    assert_match(/^Notes:\n  it took 3 s$/, output)
    refute_includes output, "before"
  end

  def test_help_is_help_and_runs_nothing
    run = ->(*words) { Open3.capture2e("ruby", File.expand_path("../run.rb", __dir__), *words) }
    %w[--help -h].each do |word|
      text, status = run.call(word)
      assert status.success?
      assert_match(/\Ausage: .*ONLY=regexp/m, text)
      refute_includes text, "passed"
    end
    text, status = run.call("site")
    refute status.success?
    assert_match(/\Asite is no argument of the tests/, text)
  end

  def test_a_skip_says_why_and_fails_under_ci
    text = 'test "not here", command: ["true"], skip: "no such device"'
    status, output = run_suite(text)
    assert_equal [0, "0 passed, 0 failed, 1 skipped"], [status, output.lines.last.chomp]
    assert_includes output, "no such device"
    ENV["CI"] = "true"
    status, output = run_suite(text)
    assert_equal [1, "0 passed, 1 failed, 0 skipped"], [status, output.lines.last.chomp]
  end

  def test_a_hang_is_a_failure
    status, output = run_suite('test "it hangs", command: ["sleep", "60"], limit: 0.2')
    assert_equal 1, status
    assert_includes output, "this counts as a hang"
  end

  def test_a_missing_program_is_a_failure
    status, output = run_suite('test "nobody there", command: ["no-such-program-at-all"]')
    assert_equal 1, status
    assert_includes output, "is not installed: run make deps"
  end

  def test_declarations_that_cannot_be_meant_are_refused
    assert_raises(Tests::Mistake) { suite('test "a", command: []') }
    assert_raises(Tests::Mistake) { suite('test "a", command: ["true"], skip: " "') }
    assert_raises(Tests::Mistake) { suite('test "a", command: ["true"]; test "a", command: ["true"]') }
  end
end
