# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The examples of system calls: functions of a boot test's program, and the lines that this test demands of the console.
require 'yaml'
require_relative 'error'

module Site
  # Reads tests/boot/call-examples/.
  class CallExamples
    FOLDER = 'tests/boot/call-examples'
    PIECE = /^static [^\n(;]*?\b(\w+)(?:\([^)]*\)\n\{.*?^\}|(?:\[\d+\])?(?:, \w+)*;)$/m.freeze

    # code: the function, with what it needs above it; lines: what it prints.
    Example = Struct.new(:code, :lines, keyword_init: true)

    def initialize(project)
      @source = project.read(FOLDER, 'init.c')
      @lines = YAML.safe_load(project.read(FOLDER, 'test.yml'))['expect']
    end

    def example(call)
      pieces = @source.scan(/#{PIECE}\n/).flatten.zip(@source.to_enum(:scan, PIECE).map { Regexp.last_match[0] })
      main = pieces.find { |name, _| name == "example_#{call}" } || raise(Error, "#{FOLDER}/init.c has no function example_#{call}: write an example for this call")
      lines = @lines.select { |line| line.start_with?("#{call}: ") }
      raise Error, "#{FOLDER}/test.yml demands no line that begins with “#{call}: ”: add what the example prints" if lines.empty?

      Example.new(code: needed(pieces, main).map(&:last).join("\n\n"), lines: lines)
    end

    private

    # The pieces that this one names, and those that these name, in the order of the file.
    def needed(pieces, main)
      taken = [main]
      loop do
        more = pieces.select { |name, text| !taken.include?([name, text]) && taken.any? { |_, other| other.match?(/\b#{name}\b/) } }
        break if more.empty?

        taken.concat(more)
      end
      pieces.select { |piece| taken.include?(piece) }
    end
  end
end
