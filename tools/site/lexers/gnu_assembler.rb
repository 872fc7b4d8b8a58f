# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# A Rouge lexer for GNU assembler, x86-64, AT&T syntax, run through the C preprocessor (.S files).
require 'rouge'

module Site
  module Lexers
    # Tag: gas.
    class GnuAssembler < Rouge::RegexLexer
      title 'GNU assembler'
      desc 'GNU assembler for x86-64, AT&T syntax, through cpp'
      tag 'gas'
      aliases 'gnu-as', 'asm-att'
      filenames '*.S', '*.s'

      PREFIXES = 'lock|rep|repe|repz|repne|repnz|data16|addr32|notrack'
      SYMBOL = /[A-Za-z_.$][\w.$]*/.freeze

      state :comments do
        rule %r{/\*.*?\*/}m, Comment::Multiline
        rule %r{//[^\n]*}, Comment::Single
      end

      # At the start of a statement: a label, a directive, a macro or an instruction.
      state :root do
        rule(/\n/, Text)
        rule(/[ \t]+/, Text)
        rule(/\\\n/, Punctuation)
        rule(/^[ \t]*#[ \t]*(?:include|define|undef|if|ifdef|ifndef|elif|else|endif|error|warning|pragma|line)\b/,
             Comment::Preproc, :preprocessor)
        rule(/#[^\n]*/, Comment::Single)
        mixin :comments
        rule(/;/, Punctuation)
        rule(/(#{SYMBOL}|\d+)(:)/) { groups Name::Label, Punctuation }
        rule(/(#{SYMBOL})([ \t]*)(=)(?!=)/) do
          groups Name::Constant, Text, Operator
          push :operands
        end
        rule(/\.[A-Za-z_][\w.]*/, Keyword::Declaration, :operands)
        rule(/(?:#{PREFIXES})\b/, Keyword::Reserved)
        rule(/[A-Z_][A-Z0-9_]+\b/, Name::Function, :operands)
        rule(/\\#{SYMBOL}/, Name::Variable, :operands)
        rule(/[a-z][a-z0-9]*\b/, Name::Builtin, :operands)
        rule(/#{SYMBOL}/, Name, :operands)
        rule(/./, Rouge::Token::Tokens::Error)
      end

      # The rest of the statement, up to the line's end or a semicolon.
      state :operands do
        rule(/\\\n/, Punctuation)
        rule(/(?=\n)/, Text, :pop!)
        rule(/;/, Punctuation, :pop!)
        rule(/[ \t]+/, Text)
        mixin :comments
        rule(/#[^\n]*/, Comment::Single)
        rule(/"(?:\\.|[^"\\\n])*"/, Str)
        rule(/'(?:\\.|[^'\\\n])'?/, Str::Char)
        rule(/%%?\\?[A-Za-z][A-Za-z0-9_]*/, Name::Variable::Global)
        rule(/%/, Operator)
        rule(/\\@|\\#{SYMBOL}|\\\(\)/, Name::Variable)
        rule(/\$/, Operator)
        rule(/0[xX][0-9a-fA-F]+[uUlL]*/, Num::Hex)
        rule(/0[bB][01]+/, Num::Bin)
        rule(/\d+[bf]\b/, Name::Label)
        rule(/\d+[uUlL]*/, Num::Integer)
        rule(/@[a-z]+/, Keyword::Type)
        rule(/[A-Za-z_.][\w.$]*(?:@[A-Z]+)?/, Name)
        rule(/[-+*\/~!<>=&|^?:]/, Operator)
        rule(/[(),\[\]{}]/, Punctuation)
        rule(/./, Rouge::Token::Tokens::Error)
      end

      state :preprocessor do
        rule(/\\\n/, Comment::Preproc)
        rule(/\n/, Text, :pop!)
        mixin :comments
        rule(/"[^"\n]*"|<[^>\n]*>/, Str)
        rule(%r{(?:[^\\\n/"<]|/(?![/*])|\\(?!\n)|<)+}, Comment::Preproc)
      end
    end
  end
end
