# SPDX-License-Identifier: MIT
# frozen_string_literal: true

module Machine
  # What a test demands of a console. A line of `expect` is text that some line must contain, or /a regular expression/.
  # Expected lines must stand in this order; none of `reject` may stand anywhere.
  class Demands
    def initialize(expect: [], reject: [])
      @expect = Array(expect).map(&:to_s)
      @reject = Array(reject).map(&:to_s)
    end

    # Sentences that say what is wrong; empty if nothing is.
    def violations(console)
      lines = console.lines(chomp: true)
      missing(lines) + present(lines)
    end

    private

    def missing(lines)
      rest = lines.dup
      @expect.each_with_object([]) do |wanted, wrong|
        at = rest.index { |line| match?(line, wanted) }
        if at then rest.shift(at + 1)
        elsif lines.any? { |line| match?(line, wanted) } then wrong << "out of order: `#{wanted}`"
        else wrong << "expected, but not printed: `#{wanted}`"
        end
      end
    end

    def present(lines)
      @reject.flat_map do |unwanted|
        lines.select { |line| match?(line, unwanted) }.map { |line| "printed, but rejected by `#{unwanted}`: `#{line}`" }
      end
    end

    def match?(line, wanted)
      wanted.match?(%r{\A/.*/\z}) ? line.match?(Regexp.new(wanted[1..-2])) : line.include?(wanted)
    end
  end
end
