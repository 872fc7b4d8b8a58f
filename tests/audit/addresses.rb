# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Audit: what a program passed as an address does not become a pointer of the kernel's by mistake. The compiler refuses each way of using
# struct user_address as one, and the number is taken out and cast in one file only, which checks the range first.

require "open3"
require_relative "audit"

ALLOWED = "arch/x86_64/copy.c"
CAST = /\*\)\s*\(?\w+(?:->\w+|\.\w+)*(?:->|\.)value\b/

# Uses of an address, each with what the compiler must say to it; nil where it must say nothing.
USES = {
  "return address.value == 0;" => nil,
  "return *address;" => /invalid type argument of unary|indirection requires pointer/,
  "return address[0];" => /subscripted value/,
  "return (address + 1).value == 0;" => /invalid operands to binary/,
  "const char *pointer = address; return *pointer;" => /incompatible types|initializing/,
  "return *(const char *)address;" => /cannot convert to a pointer type|operand of type/,
  "char byte; __builtin_memcpy(&byte, address, 1); return byte;" => /incompatible type/
}.freeze

# The compiler's opinion on a function with this body: nil, or a sentence that says what is wrong with it.
def compare(use, expected, folder)
  text = "#include \"kernel/types.h\"\nint use(struct user_address address);\nint use(struct user_address address) { #{use} }\n"
  output, status = Open3.capture2e("gcc", "-std=gnu17", "-ffreestanding", "-fsyntax-only", "-I.", "-xc", "-", stdin_data: text, chdir: folder)
  if expected.nil?
    "the compiler refuses `#{use}`, which is allowed: #{output.lines.first}" unless status.success?
  elsif status.success?
    "the compiler accepts `#{use}`: struct user_address must not be usable as a pointer"
  elsif !output.match?(expected)
    "the compiler refuses `#{use}` for another reason: #{output.lines.first(3).join}"
  end
end

Audit.run do |subject|
  files = Dir.glob("{kernel,arch}/**/*.{c,h}", base: subject.sources).sort
  raise Machine::Failure, "there is no file under kernel/ and arch/" if files.empty?

  casts = files.flat_map do |file|
    File.foreach(File.join(subject.sources, file)).with_index(1).filter_map { |line, number| "#{file}:#{number}" if line.match?(CAST) }
  end
  wrong = casts.reject { |place| place.start_with?("#{ALLOWED}:") }
               .map { |place| "#{place} makes a pointer of an address: call copy_from_user() or copy_to_user() instead" }
  wrong << "#{ALLOWED} makes no pointer of an address: this audit looks for the wrong thing" if casts.size == wrong.size
  wrong + USES.filter_map { |use, expected| compare(use, expected, subject.sources) }
end
