# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Audit: INT3 stands after each SYSRETQ and each IRETQ, so that nothing runs on behind an exit, not even speculatively.
# `iret` in .boot loads the 64-bit code segment before there is a ring 3 and is left out.

require_relative "audit"

EXITS = /\A(?:sysret[lq]?|iretq|sysexit[lq]?)\z/

Audit.run do |subject|
  exits = subject.instructions.select { |instruction| instruction.mnemonic.match?(EXITS) }
  raise Machine::Failure, "no exit instruction was found: this audit needs the sprint faults or later" if exits.empty?

  exits.reject { |instruction| instruction.next&.mnemonic == "int3" }
       .map { |instruction| "no int3 after #{instruction}" }
end
