# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Compares docs/figures/registers.yml with the constants of the sources, both ways.
require 'fileutils'
require 'open3'
require 'tmpdir'
require_relative '../../tools/site/registers'

# The compiler says what a constant is; only which ones there are is read from the text.
class RegisterConstants
  # A constant, where it is defined, and the line that does it.
  Constant = Struct.new(:name, :file, :line)

  # registers: a list of Site::Register. sources: path => text, of one sprint.
  def initialize(registers, sources)
    @registers = registers
    @sources = sources
  end

  # Sentences; none if all is well.
  def problems
    @registers.flat_map { |register| of(register) } + unnamed + @registers.flat_map { |register| features(register) }
  end

  private

  # What a register's table says of constants: name, file or nil, value, and the bits in which it is said.
  def claims(register)
    all = (1 << register.width) - 1
    register.fields.select(&:macro).map { |field| [field.macro, nil, field.mask, all] } +
      (register.values + register.also).map { |value| [value.macro, value.file, value.bits >> value.shift, all >> value.shift] } +
      register.msr.map { |name, number| [name, nil, number, (1 << 64) - 1] }
  end

  def of(register)
    claims(register).filter_map do |name, file, expected, mask|
      found = constants(register).find { |constant| constant.name == name && (file.nil? || file == constant.file) }
      next "#{register.name}: there is no constant #{name} in #{file || register.constants.keys.join(', ')}" unless found

      value = values.fetch(found)
      format('%<register>s: %<name>s of %<file>s is 0x%<value>x, and 0x%<expected>x in the table', register: register.name, name: name, file: found.file, value: value & mask, expected: expected) if value & mask != expected
    end
  end

  # Constants that belong to a register, and that no table names.
  def unnamed
    named = @registers.flat_map { |register| claims(register).map { |name, file,| constants(register).find { |constant| constant.name == name && (file.nil? || file == constant.file) } } }
    (@registers.flat_map { |register| constants(register) }.uniq - named).map { |constant| "#{constant.file}: #{constant.name} says something about a register, but no table names it" }
  end

  # Rows of a table in C that give a bit a name: {"NAME", leaf, where, bit, 1 << BIT}.
  def features(register)
    return [] unless register.features

    rows = @sources.fetch(register.features).scan(/^\s*\{"([^"]+)", .*, 1 << (\d+)\},$/).map { |name, bit| [name, 1 << bit.to_i] }.sort
    told = register.fields.select(&:feature).map { |field| [field.feature, field.mask] }.sort
    rows == told && !rows.empty? ? [] : ["#{register.name}: #{register.features} has #{(rows - told).inspect}, the table has #{(told - rows).inspect}"]
  end

  # In the order in which the register's table names the files.
  def constants(register)
    (@constants ||= {})[register] ||= register.constants.flat_map do |file, beginnings|
      @sources.fetch(file).scan(/^#define (#{Regexp.union(beginnings)}\w*)[ \t]+(.+)$/).map { |name, text| Constant.new(name, file, "#define #{name} #{text}\n") }
    end
  end

  # Headers of the machine are included; of other files the line is taken, in front of what asks for it.
  def values
    @values ||= begin
      all = @registers.flat_map { |register| constants(register) }.uniq
      headers, others = all.partition { |constant| constant.file.match?(%r{\Aarch/.*\.h\z}) }
      text = headers.map(&:file).uniq.map { |file| "#include \"#{file}\"\n" }.join + headers.map.with_index { |constant, i| ask(constant, i) }.join +
             others.map.with_index(headers.size) { |constant, i| "#undef #{constant.name}\n#{constant.line}#{ask(constant, i)}" }.join
      (headers + others).zip(answers(text, all.size)).to_h
    end
  end

  def ask(constant, number) = "const unsigned long long answer_#{number} = (unsigned long long)(#{constant.name});\n"

  def answers(text, count)
    Dir.mktmpdir do |folder|
      @sources.each do |path, source|
        FileUtils.mkdir_p(File.dirname(File.join(folder, path)))
        File.write(File.join(folder, path), source)
      end
      out, status = Open3.capture2e('gcc', '-std=gnu17', '-w', '-ffreestanding', '-fno-zero-initialized-in-bss', '-S', '-o', '-', "-I#{folder}", "-I#{folder}/arch/x86_64",
                                   '-x', 'c', '-', stdin_data: text, chdir: folder)
      raise out unless status.success?

      found = out.scan(/^answer_(\d+):\n\s*\.(?:quad\s+(-?\d+)|zero\s+8)/).to_h { |number, value| [number.to_i, value.to_i & ((1 << 64) - 1)] }
      (0...count).map { |number| found.fetch(number) }
    end
  end
end
