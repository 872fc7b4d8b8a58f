# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Audit: each indirect call or jump in the kernel is in tests/audit/indirect.yml, with its reason.
# `ruby tests/audit/indirect.rb SPRINT --list` prints what is found; `--accept` writes it into the table, where a new line needs a reason.

require_relative "audit"
require_relative "whitelist"

INDIRECT = { "call" => "indirect call", "jmp" => "indirect jump" }.freeze

Audit.run do |subject, options|
  found = subject.count_sites { |instruction| INDIRECT[instruction.mnemonic[/\A(?:call|jmp)(?=[ql]?\z)/]] if instruction.operands.start_with?("*") }
  Audit::Whitelist.audit(File.join(__dir__, "indirect.yml"), subject.sprint, found, options)
end
