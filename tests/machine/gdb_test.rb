# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Proves that the gdb client speaks the remote serial protocol, against a partner whose answers are fixed.

require "socket"
require_relative "helper"
require_relative "../../tools/machine/gdb"

class GdbTest < Minitest::Test
  # Answers each packet from a table, and remembers what came.
  def partner(answers)
    ours, theirs = UNIXSocket.pair
    @heard = []
    @thread = Thread.new do
      pending = +""
      loop do
        pending << theirs.readpartial(4096)
        while (packet = pending.slice!(/\A[+-]*\$([^#]*)#\h\h/))
          text = packet[/\$(.*)#/, 1]
          @heard << packet[/\$.*/]
          answer = answers.fetch(text, "OK")
          theirs.write("+$#{answer}##{format("%02x", answer.sum(8))}")
        end
        pending.delete_prefix!("+")
      end
    rescue EOFError
      nil
    end
    Machine::Gdb.new(ours)
  end

  def test_registers_have_their_names_and_values
    words = (1..17).map { |number| [number * 0x1111].pack("Q<") } + [0x246, 0x8, 0x10, 0, 0, 0, 0].map { |number| [number].pack("L<") }
    registers = partner("g" => words.join.unpack1("H*")).registers
    assert_equal 0x1111, registers["rax"]
    assert_equal 17 * 0x1111, registers["rip"]
    assert_equal [0x246, 8, 0x10], registers.values_at("rflags", "cs", "ss")
  end

  def test_run_lengths_are_expanded
    assert_equal "\0" * 5, partner("m1000,5" => "0*&").memory(0x1000, 5)
  end

  def test_checksums_are_sent
    partner({}).step_mode(1)
    assert_includes @heard, format("$Qqemu.sstep=0x1#%02x", "Qqemu.sstep=0x1".sum(8))
  end

  def test_a_refusal_is_an_error
    client = partner("Z1,10,1" => "E22")
    assert_match(/answered `E22`/, assert_raises(Machine::Failure) { client.break_at(0x10) }.message)
  end

  def test_the_end_of_the_machine_is_a_stop
    assert partner("s" => "W00").step.exited
    assert_equal 5, partner("s" => "T05thread:01;").step.signal
  end
end
