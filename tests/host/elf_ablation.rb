# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Takes each rule out of the ELF reader in turn and demands that its unit test notices. A rule whose absence nobody notices is not tested.

require "etc"
require "open3"
require "tmpdir"

ROOT = File.expand_path("../..", __dir__)
READER = File.read("#{ROOT}/kernel/lib/elf.c")
SENTENCES = File.read("#{ROOT}/kernel/lib/elf.h")

# A rule in a table is one line: the condition, and what it is called. Of `a || b`, each half is taken out by itself too.
IN_TABLES = READER.scan(/^        \{(.*), (ELF_\w+)\},$/).flat_map do |condition, rule|
  halves = condition.split(" || ")
  less = halves.size > 1 && condition.count("(") == condition.count(")") ? halves.each_index.map { |i| (halves[0...i] + halves[i + 1..]).join(" || ") } : []
  ["false", *less].map { |left| [rule, "{#{condition}, #{rule}}", "{#{left}, #{rule}}"] if left.count("(") == left.count(")") }.compact
end

ELSEWHERE = [
  ["ELF_SHORT", "size < sizeof(header)", "size == 0"],
  ["ELF_INTERPRETER", "return ELF_INTERPRETER;", "return ELF_OK;"],
  ["ELF_STACK", "? ELF_STACK : ELF_OK", "? ELF_OK : ELF_OK"],
  ["ELF_TWICE", "kept->type != 0", "false"],
  ["ELF_NO_SEGMENT", "plan->count == 0", "false"],
  ["ELF_ENTRY", "!executable(plan, plan->entry)", "false"],
  ["ELF_ENTRY", "address - segment->address < segment->file_size", "true"],
  ["ELF_ENTRY", "(segment->permissions & ELF_EXECUTE) != 0;", "true;"],
  ["ELF_TABLE_ADDRESS", "consistent ? ELF_OK", "true ? ELF_OK"],
  ["ELF_TABLE_ADDRESS", "size <= segment->file_size - skip", "true"],
  ["ELF_TABLE_ADDRESS", " && self->offset == walk->table", ""],
  ["ELF_TABLE_ADDRESS", " && self->address == plan->table", ""],
  ["ELF_TABLE_ADDRESS", "self->file_size == size", "true"],
  ["ELF_TABLE_ADDRESS", "self->memory_size == size", "true"],
  ["the whole table", "i < header.table_entries", "i < 4"],
  ["zeros without a place", "header->memory_size == 0 && header->file_size == 0", "header->memory_size == 0"],
  ["thread-local data", "status = check_extent(walk, header);\n        return", "status = ELF_OK;\n        return"],
  ["the smallest alignment", "header->alignment > PAGE_SIZE ? header->alignment : PAGE_SIZE", "header->alignment"],
  ["the largest alignment", "alignment > plan->alignment ? alignment", "false ? alignment"],
  ["a movable program begins anywhere", "plan->movable ? 0 : target->start", "target->start"],
].freeze

# Red, or what happened instead.
def outcome(folder, from, to)
  return "`#{from}` stands #{READER.scan(from).size} times in kernel/lib/elf.c" unless READER.scan(from).size == 1

  File.write("#{folder}/elf.c", READER.sub(from) { to })
  output, status = Open3.capture2e(*%w[gcc -std=gnu17 -O1 -w -I. -Itests/host tests/host/elf_test.c], "#{folder}/elf.c",
                                   "-lcmocka", "-o", "#{folder}/test", chdir: ROOT)
  return "does not compile:\n#{output}" unless status.success?

  _, status = Open3.capture2e("#{folder}/test", chdir: ROOT)
  status.success? ? "nobody notices" : nil
end

named = (IN_TABLES + ELSEWHERE).map(&:first)
missing = SENTENCES.scan(/RULE\((ELF_\w+),/).flatten - named
abort "no ablation for #{missing.join(", ")}: add one to #{__FILE__}" if missing.any?

work = Queue.new
(IN_TABLES + ELSEWHERE).each { |ablation| work << ablation }
work.close
problems = Queue.new
Array.new(Etc.nprocessors) do
  Thread.new do
    Dir.mktmpdir do |folder|
      while (ablation = work.pop)
        rule, from, to = ablation
        wrong = outcome(folder, from, to)
        problems << "#{rule}: #{to} in place of #{from}: #{wrong}" if wrong
      end
    end
  end
end.each(&:join)

abort Array.new(problems.size) { problems.pop }.sort.join("\n") unless problems.empty?
puts "#{IN_TABLES.size + ELSEWHERE.size} changes, each noticed"
