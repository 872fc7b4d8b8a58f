# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Audit: where a condition decides about SWAPGS, LFENCE stands on both outcomes, before anything uses GS. Without it the processor may run
# ahead with the wrong base (CVE-2019-1125). No emulator shows that, so it is looked for in the disassembly.

require_relative "audit"

# A conditional jump to code that begins with SWAPGS.
class Decision
  ENDS = /\A(?:call|jmp|ret|iret|sysret|syscall)/

  def initialize(jump, target)
    @jump = jump
    @target = target
  end

  def wrong
    [("no lfence after swapgs at the target of #{@jump}" unless @target.next&.mnemonic == "lfence"),
     ("no lfence before GS is used, or before the code goes elsewhere, if it is not taken: #{@jump}" unless fenced?(@jump.next))].compact
  end

  private

  # Other conditions may come first, as long as each of them has a fence of its own behind it.
  def fenced?(instruction)
    while instruction
      return true if instruction.mnemonic == "lfence"
      return false if instruction.mnemonic.match?(ENDS) || instruction.operands.include?("%gs:")

      instruction = instruction.next
    end
    false
  end
end

Audit.run do |subject|
  at = subject.instructions.to_h { |instruction| [instruction.address, instruction] }
  decisions = subject.instructions.select { |instruction| instruction.mnemonic.match?(/\Aj(?!mp)/) }.filter_map do |jump|
    target = at[jump.operands.to_i(16)]
    Decision.new(jump, target) if target&.mnemonic == "swapgs"
  end
  raise Machine::Failure, "no condition about swapgs was found: this audit needs the sprint ring3 or later" if decisions.empty?

  decisions.flat_map(&:wrong)
end
