# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Audit: between STAC and CLAC stands nothing but the copy itself: no call, no jump out, no return; and each window closes.
# The sites are no-ops in the linked kernel; the table smap_sites says which become STAC (0xcb01) and which CLAC (0xca01).

require_relative "audit"

STAC = 0xcb01
LONGEST = 8
LEAVES = /\A(?:call|jmp|j[a-z]+|ret|iret|sysret|int|syscall)/

Audit.run do |subject|
  sites = subject.symbols.table("smap_sites").each_slice(2).to_h
  raise Machine::Failure, "the kernel has no table of SMAP sites: this audit needs the sprint usercopy or later" if sites.empty?

  opens = subject.instructions.select { |found| sites[found.address] == STAC }
  opens.flat_map do |open|
    window = []
    instruction = open.next
    while instruction && !sites.key?(instruction.address) && window.size <= LONGEST
      window << instruction
      instruction = instruction.next
    end
    next ["the window opened at #{open} does not close within #{LONGEST} instructions"] if window.size > LONGEST || instruction.nil?

    window.select { |found| found.mnemonic.match?(LEAVES) }.map { |found| "leaves the window opened at #{open}: #{found}" }
  end
end
