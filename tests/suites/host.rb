# frozen_string_literal: true
# SPDX-License-Identifier: MIT

# Host tests and fuzzers. Each file in tests/host/*_test.c and tests/fuzz/*_fuzz.c is a case; its first line that starts with
# `// proves: ` is the sentence that it proves. Nothing else needs to be declared.

root = File.expand_path("../..", __dir__)
make = %w[make --no-print-directory -s -f tests/host/Makefile]

sentence = lambda do |path|
  line = File.foreach(path).find { |text| text.start_with?("// proves: ") }
  abort "#{path}: add a line `// proves: …` that says in a sentence what the file proves" unless line
  line.delete_prefix("// proves: ").strip
end

Dir.glob("#{root}/tests/host/*_test.c").sort.each do |path|
  name = File.basename(path, "_test.c")
  test sentence.call(path), command: [*make, "host-#{name}"], group: "host", cost: 5
end

test "Programs that gcc and clang linked are read as readelf reads them, and their mutations as by the second opinion.",
     command: ["ruby", "tests/host/elf_programs.rb"], group: "host", birth: "elf", cost: 10

test "There is no rule of the ELF reader whose absence its unit test does not notice.",
     command: ["ruby", "tests/host/elf_ablation.rb"], group: "host", birth: "elf", cost: 20

Dir.glob("#{root}/tests/fuzz/*_fuzz.c").sort.each do |path|
  name = File.basename(path, "_fuzz.c")
  test sentence.call(path), command: [*make, "fuzz-#{name}"], group: "fuzz", cost: 5
end
