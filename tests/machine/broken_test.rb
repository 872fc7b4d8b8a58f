# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Proves that a broken variant and an exercise pass only for the right reason, on the first sprint of this tree.

require_relative "helper"
require_relative "../../tools/machine/broken"
require_relative "../../tools/machine/exercise"

class BrokenTest < Minitest::Test
  SPRINT = Machine::Sprints.find("boot")
  FILE = "arch/x86_64/exit.c"

  # A variant that lives in a folder of its own.
  def variant(header, change)
    Dir.mktmpdir do |folder|
      sprint = SPRINT.dup
      sprint.define_singleton_method(:folder) { folder }
      sprint.define_singleton_method(:slug) { "boot" }
      FileUtils.mkdir_p(File.join(folder, "broken"))
      File.write(File.join(folder, "broken", "unit-test-#{name}.patch"), "#{header}\n---\n#{diff(change)}")
      return yield(Machine::Broken.new(sprint, "unit-test-#{name}"))
    end
  end

  def diff(change)
    text = File.read(File.join(Machine::Staged.base(SPRINT), FILE))
    Dir.mktmpdir do |folder|
      %w[a b].each { |side| FileUtils.mkdir_p(File.join(folder, side, File.dirname(FILE))) }
      File.write(File.join(folder, "a", FILE), text)
      File.write(File.join(folder, "b", FILE), change.call(text))
      output, = Open3.capture2("diff", "-u", "a/#{FILE}", "b/#{FILE}", chdir: folder)
      return output.gsub(/\t.*$/, "")
    end
  end

  def header(test: "build", expect: "machine_exit")
    "Guard: a guard\nTest: #{test}\nExpect: #{expect}\nOracle: static"
  end

  def check(header, change)
    status = nil
    output, = capture_io { variant(header, change) { |broken| status = broken.check } }
    [status, output]
  end

  WRONG = ->(text) { text.sub("machine_exit(", "machine_exits(") }
  HARMLESS = ->(text) { "#{text}/* more */\n" }

  def test_red_for_the_named_reason_passes
    status, output = check(header, WRONG)
    assert_equal 0, status
    assert_includes output, "red as it should be"
  end

  def test_red_for_another_reason_fails
    status, output = check(header(expect: "no such words"), WRONG)
    assert_equal 1, status
    assert_includes output, "red for another reason"
  end

  def test_green_without_the_guard_fails
    status, output = check(header, HARMLESS)
    assert_equal 1, status
    assert_includes output, "stays green without the guard (a guard)"
  end

  def test_a_header_must_be_whole
    assert_match(/lacks `Expect:`/, assert_raises(Machine::Failure) { check("Guard: a\nTest: build", WRONG) }.message)
    assert_match(/Oracle: is one of/, assert_raises(Machine::Failure) { check(header.sub("static", "nobody"), WRONG) }.message)
  end

  def test_a_patch_that_does_not_apply_says_so
    variant(header, WRONG) do |broken|
      text = File.read(broken.instance_variable_get(:@file)).gsub(/^-(?!--)/, "-not there ")
      File.write(broken.instance_variable_get(:@file), text)
      assert_match(/to the clean tree of 01-boot failed/, assert_raises(Machine::Failure) { broken.check }.message)
    end
  end
end
