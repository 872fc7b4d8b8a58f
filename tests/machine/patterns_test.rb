# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Proves that what a boot test demands of a console is demanded.

require_relative "helper"
require_relative "../../tools/machine/patterns"

class PatternsTest < Minitest::Test
  CONSOLE = "one\ntwo 2\nthree\n"

  def violations(expect: [], reject: [])
    Machine::Demands.new(expect: expect, reject: reject).violations(CONSOLE)
  end

  def test_lines_in_order_pass
    assert_empty violations(expect: ["one", "/^two \\d$/", "thr"], reject: ["four"])
  end

  def test_a_missing_line_is_named
    assert_equal ["expected, but not printed: `four`"], violations(expect: ["four"])
  end

  def test_order_matters
    assert_equal ["out of order: `one`"], violations(expect: %w[two one])
  end

  def test_each_expected_line_needs_a_line_of_its_own
    assert_equal ["out of order: `one`"], violations(expect: %w[one one])
  end

  def test_a_rejected_line_is_shown
    assert_equal ["printed, but rejected by `/T.O/i`: `two 2`"], violations(reject: ["/(?i)t.o/"]).map { |text| text.sub("(?i)t.o/", "T.O/i") }
  end
end
