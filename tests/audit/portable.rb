# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Audit: kernel/ compiles, syntax only, for a processor that is not x86-64, with arch/ out of reach: of the architecture it gets a stub of the register frame.

require "tmpdir"
require_relative "audit"

CLANG = ENV.fetch("CLANG", %w[clang clang-19 clang-16 clang-15 clang-14].find { |name| system("command -v #{name} >/dev/null 2>&1") } || "clang")
FLAGS = %w[--target=aarch64-linux-gnu -std=gnu17 -ffreestanding -fsyntax-only -Wall -Wextra -Werror -Wno-unknown-attributes -Wno-ignored-attributes].freeze
ASSEMBLY = /\b(?:__asm__|asm)\b/

Audit.run do |subject|
  Dir.mktmpdir do |folder|
    %w[kernel checkpoint.h].each { |name| FileUtils.cp_r(File.join(subject.sources, name), folder) }
    files = Dir.glob("kernel/**/*.c", base: folder).sort
    raise Machine::Failure, "there is no C file under kernel/" if files.empty?

    inline = Dir.glob("kernel/**/*.{c,h}", base: folder).sort.select { |file| File.read(File.join(folder, file)).match?(ASSEMBLY) }
    failed = files.filter_map do |file|
      output, status = Open3.capture2e(CLANG, *FLAGS, "-I.", "-I#{File.join(__dir__, "stub")}", file, chdir: folder)
      "#{file} does not compile for another processor:\n#{output.lines.first(6).join}" unless status.success?
    end
    inline.map { |file| "#{file} contains assembly: that belongs under arch/" } + failed
  rescue Errno::ENOENT
    raise Machine::Failure, "clang is not installed: run make deps"
  end
end
