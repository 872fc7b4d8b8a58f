# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Proves that QEMU's exit statuses are read as the skeleton says (section 8).

require_relative "helper"
require_relative "../../tools/machine/verdict"

class VerdictTest < Minitest::Test
  def test_a_qemu_that_a_signal_ended_is_no_panic_and_no_hang
    verdict = Machine::Verdict.of(Struct.new(:exitstatus, :termsig).new(nil, 6))
    assert_equal [1, "reset"], [verdict.exit_status, verdict.to_s]
    assert_match(/signal 6/, verdict.explanation)
  end

  def test_33_is_done
    verdict = Machine::Verdict.new((0x10 << 1) | 1)
    assert_predicate verdict, :done?
    assert_equal [0, "done"], [verdict.exit_status, verdict.to_s]
  end

  def test_each_panic_code_has_its_status
    (0..62).each do |code|
      verdict = Machine::Verdict.new(((0x40 + code) << 1) | 1)
      assert_equal [64 + code, "panic #{code}"], [verdict.exit_status, verdict.to_s]
    end
  end

  def test_qemus_own_statuses_are_resets
    [0, 1, 2, 127, 128, 130].each do |status|
      assert_equal [1, "reset"], [Machine::Verdict.new(status).exit_status, Machine::Verdict.new(status).to_s]
    end
  end

  def test_no_status_is_a_hang
    assert_equal [2, "hang"], [Machine::Verdict.new(nil).exit_status, Machine::Verdict.new(nil).to_s]
  end
end
