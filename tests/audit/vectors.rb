# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Audit: no instruction of the kernel names a vector or floating-point register: they belong to ring 3.

require_relative "audit"

VECTOR = /%(?:[xyz]mm\d|mm[0-7]\b|st\b)/
FLOATING = /\A(?:f(?!xsave|xrstor|ninit)[a-z]\w*|emms|v[a-z]\w*)\z/
INTEGER = /\A(?:verr|verw|vmcall|vmlaunch|vmmcall)\z/

Audit.run do |subject|
  raise Machine::Failure, "objdump shows no instruction" if subject.instructions.empty?

  subject.instructions.select { |found| found.operands.match?(VECTOR) || (found.mnemonic.match?(FLOATING) && !found.mnemonic.match?(INTEGER)) }
         .map { |found| "a vector or floating-point instruction: #{found}" }
end
