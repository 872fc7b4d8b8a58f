# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Audit: each privileged or boundary instruction in the kernel is in tests/audit/instructions.yml, with its reason.
# `ruby tests/audit/instructions.rb SPRINT --list` prints what is found; `--accept` writes it into the table, where a new line needs a reason.

require_relative "audit"
require_relative "whitelist"

# Which instructions are looked for, and under which name.
module Privileged
  PLAIN = /\A(?:hlt|cli|sti|l[gi]dt|lldt|ltr|lmsw|clts|rdmsr|wrmsr|invd|wbinvd|invlpg|invpcid|swapgs|sysret[lq]?|sysexit[lq]?|syscall|sysenter|
                iret[qlw]?|xsetbv|vmcall|vmmcall|clac|stac|wrpkru|popf[q]?|(?:rd|wr)[fg]sbase|lfence|verw|
                s[gi]dt|sldt|str|smsw|rdpmc|rdtscp?|monitor|mwait|int|lretq?|lcall|ljmp|lds|les|lss|lfs|lgs)\z/x
  PORT = /\A(?:in|out|ins|outs)[bwl]?\z/
  CONTROL = /%(cr|db)(\d)/

  # A name for the table, or nil if the instruction needs no reason.
  def self.name(instruction)
    case instruction.mnemonic
    when PLAIN then instruction.mnemonic == "int" ? "int #{instruction.operands}" : instruction.mnemonic
    when PORT then instruction.mnemonic[/\A(?:in|out)s?/]
    when /\Amov/ then control(instruction.operands)
    end
  end

  # STAC and CLAC are written over no-ops at boot: the table of these sites counts as if they stood there.
  def self.smap_sites(subject)
    subject.symbols.table("smap_sites").each_slice(2)
           .map { |at, bytes| [bytes == 0xcb01 ? "stac" : "clac", subject.symbols.name(at)[/\A[^+]+/]] }.tally
  end

  def self.control(operands)
    register = operands[/%(?:cr|db)\d/] or return
    operands.match?(/,#{register}\z/) ? "write #{register.delete("%")}" : "read #{register.delete("%")}"
  end
end

Audit.run do |subject, options|
  found = subject.count_sites { |instruction| Privileged.name(instruction) }.merge(Privileged.smap_sites(subject))
  Audit::Whitelist.audit(File.join(__dir__, "instructions.yml"), subject.sprint, found, options)
end
