# SPDX-License-Identifier: MIT
# frozen_string_literal: true

module Ladder
  # What one authored file may hold: where conditionals may stand, and words that code must not use.
  class TextRules
    FORBIDDEN = /\b__(?:LINE|FILE|DATE|TIME|COUNTER|TIMESTAMP|BASE_FILE|INCLUDE_LEVEL)__\b/

    # Blanks out comments and strings, so that what is left is code. Lines stay lines.
    def self.code(text)
      text.gsub(%r{/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])'}m) { |part| part.gsub(/[^\n]/, ' ') }
    end

    # Lines of code: neither blank nor comment.
    def self.code_lines(text)
      text.gsub(%r{/\*.*?\*/}m) { |part| part.gsub(/[^\n]/, ' ') }.gsub(%r{//[^\n]*}, '').lines.count { |l| !l.strip.empty? }
    end

    def initialize(order, source)
      @order = order
      @source = source
      @code = TextRules.code(source.texts.join("\n")).split("\n", -1)
    end

    # Messages, each with file and line.
    def problems
      @problems = []
      @source.texts.each.with_index(1) { |text, number| words(text, number) }
      @source.blocks.each { |block| placement(block) }
      @problems
    end

    private

    def words(text, number)
      if (word = text[FORBIDDEN])
        say(number, "#{word}: staged and authored objects would differ; print the condition and the function instead")
      end
      return if ours.include?(number)

      say(number, 'SPRINT stands in #if SPRINT >= S_SLUG or #if SPRINT < S_SLUG only, at column 0') if text.match?(/\bSPRINT\b(?!=)/)
      constant = text.scan(/\bS_[A-Z0-9_]+\b/).find { |word| @order.slug_of_constant(word) }
      say(number, "#{constant} stands in conditional lines only") if constant
    end

    # The lines that the conditionals themselves take.
    def ours
      @ours ||= @source.blocks.flat_map { |block| [block.first, block.middle, block.last].compact }
    end

    def placement(block)
      [block.first, block.middle, block.last].compact.each do |number|
        say(number, 'a conditional inside a comment or a string: move it out') if @code[number - 1].strip.empty?
        say(number, 'a conditional in a macro body or a continued line: move it out') \
          if number > 1 && @source.texts[number - 2].end_with?('\\')
      end
      branches(block).each do |first, last|
        say(first, 'braces do not balance in this branch: take whole statements') unless balanced?(@code[first...last - 1].join)
      end
    end

    def branches(block)
      block.middle ? [[block.first, block.middle], [block.middle, block.last]] : [[block.first, block.last]]
    end

    def balanced?(code)
      stack = []
      code.scan(/[(){}\[\]]/) do |mark|
        if '({['.include?(mark) then stack << mark
        elsif stack.pop != { ')' => '(', '}' => '{', ']' => '[' }[mark] then return false
        end
      end
      stack.empty?
    end

    def say(number, message)
      @problems << "#{@source.path}:#{number}: #{message}"
    end
  end
end
