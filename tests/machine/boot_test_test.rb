# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Proves that a boot test is red when its kernel does not do what it says, whatever the way in which it does not.

require_relative "helper"
require_relative "../../tools/machine/boot_test"

class BootTestTest < Minitest::Test
  DEMO = <<~C
    #include "kernel/start.h"
    void demo(void);
    void demo(void) { console_write("one\\ntwo\\n"); %s }
  C

  # Runs a demonstration on the first sprint and returns the report.
  def report(yaml, body = "")
    folder = Machine::Project.path("build", "tests", "unit", name)
    FileUtils.mkdir_p(folder)
    File.write(File.join(folder, "test.yml"), "title: t\nsince: boot\n#{yaml}")
    File.write(File.join(folder, "demo.c"), format(DEMO, body))
    Machine::BootTest.new(folder).run_at(Machine::Sprints.find("boot"))
  end

  def test_what_is_expected_passes
    assert_empty report("expect: [one, two]\nreject: [three]").complaints
  end

  def test_a_missing_and_a_rejected_line_fail
    assert_equal ["expected, but not printed: `three`"], report("expect: [one, three]").complaints
    assert_equal ["printed, but rejected by `two`: `two`"], report("expect: [one]\nreject: [two]").complaints
  end

  def test_a_reset_fails
    report = report("expect: [one]", '__asm__ volatile("lidt %0; int3" : : "m"((char[10]){0}));')
    assert_match(/it should end with `done` but ended with `reset`/, report.complaints.join)
  end

  def test_a_hang_fails_and_shows_its_last_lines
    report = report("busy: 2\nexpect: [one]", "for (;;) { }")
    assert_match(/ended with `hang`/, report.complaints.join)
    assert_includes report.to_s, "\ntwo\n"
  end

  def test_what_a_driver_demands_is_demanded
    folder = Machine::Project.path("build", "tests", "unit", name)
    FileUtils.mkdir_p(folder)
    File.write(File.join(folder, "drive.rb"), 'machine.wait_for(/one/); demand(false, "the driver was not content")')
    assert_includes report("drive: drive.rb\nexpect: [one]").complaints, "the driver was not content"
  end

  def test_a_test_that_cannot_fail_is_refused
    assert_match(/cannot fail/, assert_raises(Machine::Failure) { report("expect: []") }.message)
    assert_match(/unknown key `expects`/, assert_raises(Machine::Failure) { report("expects: [one]") }.message)
  end
end
