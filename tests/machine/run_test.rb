# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Proves that a driver sees whole lines, however slowly the machine writes them.

require "tmpdir"
require_relative "helper"
require_relative "../../tools/machine/run"

class RunTest < Minitest::Test
  # In the place of a machine: a shell script that writes a number's last digit only when a line is typed.
  SLOW = Struct.new(:script) do
    def command(_image, **)
      ["sh", "-c", script]
    end
  end

  def run_script(script, limit: 20, busy: nil)
    Dir.mktmpdir("postern") do |scratch|
      run = Machine::Run.new(nil, profile: SLOW.new(script), extra: [], limit: limit, busy: busy, echo: nil, scratch: scratch, driven: false)
      yield run
    ensure
      run&.stop
    end
  end

  def test_a_number_is_not_taken_for_its_first_digit
    run_script("printf 'calling\\ncounted: 6'; read line; echo 0; read line") do |run|
      waiter = Thread.new { run.wait_for(/counted: (\d+)/)[1] }
      sleep 0.01 until run.console.include?("6")
      assert_nil waiter.join(0.2), "a line that is not ended yet counts"
      run.type("\n")
      assert_equal "60", waiter.value
    end
  end

  def test_the_last_line_of_a_machine_that_has_ended_counts_without_a_line_feed
    run_script("printf 'one\\ntwo'") { |run| assert_equal "two", run.wait_for(/t\w+/)[0] }
  end

  def test_a_machine_that_neither_computes_nor_ends_has_hung_at_the_limit
    run_script("exec sleep 60", limit: 0.3, busy: 0.3) do |run|
      run.wait
      run.stop
      assert_predicate run.verdict, :hung?
    end
  end

  def test_a_machine_that_computes_for_ever_has_hung_and_one_that_waits_has_not
    run_script("while :; do :; done", busy: 0.3) do |run|
      run.wait
      run.stop
      assert_predicate run.verdict, :hung?
    end
    run_script("sleep 1; exit 33", busy: 0.3) do |run|
      run.wait
      assert_predicate run.verdict, :done?
    end
  end
end
