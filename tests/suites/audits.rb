# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Looks at the linked and the running kernel from outside, at the birth sprint of what each audit needs and at the last one.

AUDITS = {
  "segments" => ["boot", "no segment of the kernel is writable and executable"],
  "vectors" => ["boot", "the kernel names no vector or floating-point register"],
  "instructions" => ["boot", "each privileged instruction of the kernel is listed with its reason"],
  "indirect" => ["boot", "each indirect call and jump of the kernel is listed with its reason"],
  "portable" => ["boot", "kernel/ compiles for another processor, without arch/"],
  "windows" => ["usercopy", "between STAC and CLAC stands nothing but the copy"],
  "addresses" => ["usercopy", "a program's address is no pointer to the compiler, and becomes one in the copy routines only"],
  "exits" => ["faults", "INT3 stands after each SYSRETQ and IRETQ"],
  "fences" => ["ring3", "LFENCE stands on both outcomes of each condition about SWAPGS"],
  "pages" => ["paging", "the live page tables hold no page that is writable and executable, none of the kernel open to ring 3, and no alias that breaks this"]
}.freeze

AUDITS.each do |name, (birth, sentence)|
  next unless sprint?(birth)

  sprints_for(birth).each do |slug|
    test "#{sentence} [#{name} at #{slug}]", command: ["ruby", "tests/audit/#{name}.rb", slug], birth: birth, cost: 3
  end
end
