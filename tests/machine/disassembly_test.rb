# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Proves that objdump's text is read: addresses, symbols, mnemonics behind prefixes, and which instruction follows which.

require_relative "helper"
require_relative "../../tools/machine/disassembly"

class DisassemblyTest < Minitest::Test
  TEXT = <<~OBJDUMP

    kernel.elf:     file format elf64-x86-64


    Disassembly of section .text:

    ffffffff80200000 <first>:
    ffffffff80200000:\trep movsq %ds:(%rsi),%es:(%rdi)
    ffffffff80200003:\tcall   ffffffff80200010 <second>
    ffffffff80200008:\tmov    0x8(%rip),%rax        # ffffffff80200017 <table>

    ffffffff80200010 <second>:
    ffffffff80200010:\tiretq
    ffffffff80200012:\tint3
  OBJDUMP

  def instructions
    Machine::Disassembly.new(TEXT).instructions
  end

  def test_each_instruction_has_its_place
    assert_equal %w[first first first second second], instructions.map(&:symbol)
    assert_equal [0x0, 0x3, 0x8, 0x10, 0x12], instructions.map { |found| found.address & 0xff }
    assert_equal [".text"], instructions.map(&:section).uniq
  end

  def test_prefixes_are_not_mnemonics
    assert_equal %w[movsq call mov iretq int3], instructions.map(&:mnemonic)
  end

  def test_symbols_and_comments_are_not_operands
    assert_equal ["ffffffff80200010", "0x8(%rip),%rax"], instructions[1..2].map(&:operands)
  end

  def test_the_next_instruction_is_known
    assert_equal "int3", instructions.find { |found| found.mnemonic == "iretq" }.next.mnemonic
    assert_nil instructions.last.next
  end
end
