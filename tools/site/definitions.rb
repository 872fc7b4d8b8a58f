# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Reads definition files (PANIC(…), CALL(…)) through the C preprocessor, so that the site has no C parser of its own.
require 'open3'
require_relative 'error'

module Site
  # Runs gcc -E with macros that print their arguments between marks.
  module Definitions
    module_function

    # The argument lists of every use of a macro in a text: lists of strings as the preprocessor writes them.
    def invocations(text, *macros, count: nil, include_from: nil, prologue: '')
      marks = macros.map { |name| "#define #{name}(...) @@#{name}@ #__VA_ARGS__ @@" }
      source = "#{prologue}#{marks.join("\n")}\n#{text}"
      out, status = Open3.capture2('gcc', '-E', '-P', '-x', 'c', *(include_from ? ['-I', include_from] : []), '-', stdin_data: source)
      raise Error, 'gcc could not preprocess a definition file: see the message above' unless status.success?

      out.scan(/@@(\w+)@ ("(?:\\.|[^"\\])*") @@/m).map do |name, arguments|
        list = split(string(arguments))
        raise Error, "#{name}(#{list.join(', ')}) has #{list.size} arguments, #{count} are expected" if count && list.size != count

        macros.size > 1 ? [name, *list] : list
      end
    end

    # The value of one or more adjacent C string literals.
    def string(text)
      text.scan(/"((?:\\.|[^"\\])*)"/m).map { |(body)| body.gsub(/\\(.)/m) { { 'n' => "\n", 't' => "\t" }.fetch(Regexp.last_match(1), Regexp.last_match(1)) } }.join
    end

    # Arguments at the top level of a list: commas inside brackets or strings do not count.
    def split(text)
      depth = 0
      parts = [+'']
      text.scan(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[(){}\[\]]|,|[^(){}\[\],"']+/m) do |piece|
        depth += { '(' => 1, '{' => 1, '[' => 1, ')' => -1, '}' => -1, ']' => -1 }.fetch(piece, 0)
        piece == ',' && depth.zero? ? parts << +'' : parts.last << piece
      end
      parts.map(&:strip)
    end
  end
end
