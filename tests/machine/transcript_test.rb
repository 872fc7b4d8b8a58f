# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Proves that transcripts are read and written without loss, that slices survive a new recording, and that a changed byte is found.

require_relative "helper"
require_relative "../../tools/machine/transcript"

class TranscriptTest < Minitest::Test
  TEXT = <<~T
    #: sprint boot
    #: machine tcg-1
    #: recorded-with qemu 7.2.22; gcc 12.2.0
    $ make run SPRINT=boot APPEND="a b=c"
    first
    #= middle
    second

    #= /middle
    third
    [exit 0]
  T

  def transcript
    Machine::Transcript.parse(TEXT)
  end

  def no_masks
    Machine::Masks.new([])
  end

  def test_what_is_read_is_written
    assert_equal TEXT, transcript.to_s
  end

  def test_parts
    assert_equal({ "SPRINT" => "boot", "APPEND" => "a b=c" }, transcript.settings)
    assert_equal ["first", "second", "", "third"], transcript.console
    assert_equal 0, transcript.exit_status
  end

  def test_the_same_console_does_not_differ
    assert_empty transcript.differences(["first", "second", "", "third"], 0, masks: no_masks, all_masks: false)
  end

  def test_a_changed_byte_differs
    wrong = transcript.differences(["first", "second", "", "Third"], 0, masks: no_masks, all_masks: true)
    assert_includes wrong, "  - third"
    assert_includes wrong, "  + Third"
  end

  def test_missing_and_further_lines_differ
    refute_empty transcript.differences(["first", "second", ""], 0, masks: no_masks, all_masks: false)
    refute_empty transcript.differences(["first", "second", "", "third", "fourth"], 0, masks: no_masks, all_masks: false)
  end

  def test_another_exit_status_differs
    assert_equal ["it ends with [exit 65], recorded was [exit 0]"],
                 transcript.differences(["first", "second", "", "third"], 65, masks: no_masks, all_masks: false)
  end

  def test_masks_hide_under_other_versions_only_unless_always
    sometimes = Machine::Masks.new([Machine::Masks::Mask.new("ordinal", /first|1st/, false)])
    always = Machine::Masks.new([Machine::Masks::Mask.new("ordinal", /first|1st/, true)])
    now = ["1st", "second", "", "third"]
    refute_empty transcript.differences(now, 0, masks: sometimes, all_masks: false)
    assert_empty transcript.differences(now, 0, masks: sometimes, all_masks: true)
    assert_empty transcript.differences(now, 0, masks: always, all_masks: false)
  end

  def test_marks_move_with_their_neighbours
    assert_equal ["new", "first", "#= middle", "second", "", "#= /middle", "more", "third"],
                 transcript.remark(["new", "first", "second", "", "more", "third"])
  end

  def test_a_mark_follows_one_neighbour_if_the_other_is_gone
    assert_equal ["#= middle", "second", "", "#= /middle", "fourth"], transcript.remark(["second", "", "fourth"])
  end

  def test_a_mark_without_neighbours_is_an_error
    assert_raises(Machine::Failure) { transcript.remark(%w[other text]) }
  end

  def test_a_file_without_its_end_is_refused
    error = assert_raises(Machine::Failure) { Machine::Transcript.parse(TEXT.lines[0..-2].join, "x.t") }
    assert_match(/x\.t: the last line must be/, error.message)
  end
end
