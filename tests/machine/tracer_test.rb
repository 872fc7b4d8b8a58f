# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Proves what a trace tells of states that are fixed: what changed, what was written, what came between, and what is folded.

require_relative "helper"
require_relative "../../tools/machine/tracer"

class TracerTest < Minitest::Test
  FRAME = 0xffff_8000_0010_0000
  ENTRY_TOP = 0xffff_ffff_8030_0000
  STUBS = 0xffff_ffff_8020_a200
  PLACES = Machine::Tracer::Places.new(frame_end: 0x1000, entry_top: ENTRY_TOP, stubs: STUBS, stub_bytes: 8)

  # A machine that goes from one scripted state to the next.
  class Script
    def initialize(states)
      @states = states
    end

    def registers
      Machine::Tracer::WATCHED.to_h { |name| [name, 0] }.merge("rip" => 0).merge(@states.first[:registers])
    end

    def word(_)
      @states.first.fetch(:frame_end, FRAME + 192)
    end

    def memory(address, length)
      words = @states.first.fetch(:memory, {})
      (0...length / 8).map { |index| words.fetch(address + index * 8, 0) }.pack("Q<*")
    end

    def step
      @states.shift
      Machine::Gdb::Stop.new(5, @states.empty?)
    end
  end

  def tracer(states, text)
    Machine::Tracer.new(Script.new(states), PLACES, ->(_) { text })
  end

  # The step between two states.
  def step(text, before, after)
    tracer([before, after], text).then { |one| one.steps(one.state) { |_, steps| steps.any? } }.first
  end

  def ring(number, more = {})
    { registers: { "cs" => number.zero? ? 8 : 0x23 }.merge(more) }
  end

  def test_a_step_tells_what_changed_and_nothing_else
    found = step("mov $0x1,%eax", ring(0, "rip" => 0x10, "rbx" => 5), ring(0, "rip" => 0x15, "rbx" => 5, "rax" => 1))
    assert_equal({ "rax" => 1 }, found.changed)
    assert_equal [0x10, 0, nil], [found.address, found.ring, found.event]
  end

  def test_a_push_into_the_frame_is_told_even_if_the_word_had_that_value
    top = FRAME + 192
    found = step("push $0x0", ring(0, "rsp" => top), ring(0, "rsp" => top - 8))
    assert_equal({ "rsp" => top - 8, "frame.ss" => 0 }, found.changed)
  end

  def test_a_store_through_a_register_is_told_by_the_name_of_its_word
    found = step("pop 0x98(%rdi)", ring(0, "rdi" => FRAME), ring(0, "rdi" => FRAME).merge(memory: { FRAME + 0x98 => 0x400000 }))
    assert_equal({ "frame.rip" => 0x400000 }, found.changed)
  end

  def test_a_comparison_with_a_word_writes_nothing
    assert_empty step("cmpl $0x100,0x88(%rdi)", ring(0, "rdi" => FRAME), ring(0, "rdi" => FRAME)).changed
    assert_empty step("mov 0x88(%rdi),%rax", ring(0, "rdi" => FRAME), ring(0, "rdi" => FRAME)).changed
  end

  def test_an_exception_is_told_with_its_vector_and_the_words_that_the_processor_pushed
    after = ring(0, "rip" => STUBS + 14 * 8, "rsp" => ENTRY_TOP - 48)
    found = step("mov 0x8(%rbx),%rax", ring(3), after)
    assert_equal 14, found.event
    assert_equal %w[entry.error entry.rip entry.cs entry.rflags entry.rsp entry.ss], found.changed.keys.grep(/entry/)
  end

  def test_without_an_error_code_the_processor_pushes_five_words
    found = step("jmp 0x0", ring(3), ring(0, "rip" => STUBS + 48 * 8, "rsp" => ENTRY_TOP - 40))
    assert_equal [48, 5], [found.event, found.changed.keys.grep(/entry/).size]
  end

  def test_a_system_call_is_no_event
    assert_nil step("syscall", ring(3), ring(0, "rip" => STUBS)).event
  end

  def test_the_state_before_an_interrupt_is_what_the_processor_pushed
    pushed = { ENTRY_TOP - 40 => 0x40004a, ENTRY_TOP - 32 => 0x23, ENTRY_TOP - 24 => 0x206, ENTRY_TOP - 16 => 0x6ffff8, ENTRY_TOP - 8 => 0x1b }
    one = tracer([ring(0, "rip" => STUBS + 48 * 8, "rsp" => ENTRY_TOP - 40, "rax" => 7).merge(memory: pushed)], "jmp")
    before, first = one.interrupted
    assert_equal [0x40004a, 0x23, 0x206, 0x6ffff8, 0x1b, 7], before.values_at("rip", "cs", "rflags", "rsp", "ss", "rax")
    assert_equal [0x40004a, 3, 48], [first.address, first.ring, first.event]
  end

  def test_without_a_thread_there_is_no_frame
    found = step("mov %rax,(%rbx)", ring(0), ring(0).merge(frame_end: 0))
    assert_equal({ "frame" => 0 }, found.changed)
  end

  def test_a_machine_that_ends_in_a_trace_is_a_failure
    one = tracer([ring(0)], "nop")
    assert_match(/ended in the middle/, assert_raises(Machine::Failure) { one.steps(one.state) { false } }.message)
  end

  def steps(*addresses)
    addresses.each_with_index.map { |address, index| Machine::Tracer::Step.new(address: address, ring: 0, changed: { "rcx" => index }) }
  end

  def test_an_instruction_that_is_repeated_becomes_two_rows
    found = Machine::Folding.fold(steps(1, *[2] * 512, 3))
    assert_equal [[1, nil], [2, nil], [2, 511], [3, nil]], found.map { |row| [row.address, row.rounds] }
    assert_equal({ "rcx" => 512 }, found[2].changed)
    assert_equal 1, found[2].rows
  end

  def test_the_rounds_of_a_loop_after_the_first_become_one_row
    found = Machine::Folding.fold(steps(*([4, 5, 6] * 4), 4, 7))
    assert_equal [[4, nil], [5, nil], [6, nil], [4, 3], [4, nil], [7, nil]], found.map { |row| [row.address, row.rounds] }
    assert_equal 3, found[3].rows
  end

  def test_three_rounds_are_not_folded
    assert_equal 6, Machine::Folding.fold(steps(*([4, 5] * 3))).size
  end
end
