# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# A Rouge lexer for linker scripts of GNU ld.
require 'rouge'

module Site
  module Lexers
    # Tag: ld.
    class LinkerScript < Rouge::RegexLexer
      title 'Linker script'
      desc 'Linker scripts of GNU ld'
      tag 'ld'
      aliases 'ldscript', 'linker-script'
      filenames '*.ld', '*.lds'

      COMMANDS = %w[
        ENTRY OUTPUT_FORMAT OUTPUT_ARCH OUTPUT INPUT GROUP INCLUDE SEARCH_DIR STARTUP TARGET EXTERN ASSERT
        SECTIONS MEMORY PHDRS VERSION REGION_ALIAS NOCROSSREFS FORCE_COMMON_ALLOCATION INSERT AFTER BEFORE OVERLAY
      ].freeze
      FUNCTIONS = %w[
        ABSOLUTE ADDR ALIGN ALIGNOF AT BLOCK CONSTANT DEFINED KEEP LENGTH LOADADDR LOG2CEIL MAX MIN NEXT ORIGIN
        PROVIDE PROVIDE_HIDDEN HIDDEN SEGMENT_START SIZEOF SIZEOF_HEADERS SORT SORT_BY_NAME SORT_BY_ALIGNMENT
        SORT_BY_INIT_PRIORITY SORT_NONE EXCLUDE_FILE SUBALIGN ONLY_IF_RO ONLY_IF_RW CREATE_OBJECT_SYMBOLS
        DATA_SEGMENT_ALIGN DATA_SEGMENT_END FILL BYTE SHORT LONG QUAD SQUAD READONLY
      ].freeze
      TYPES = %w[NOLOAD DSECT COPY INFO PT_LOAD PT_NOTE PT_NULL PT_PHDR PT_TLS PT_GNU_STACK FLAGS FILEHDR].freeze

      state :root do
        rule(/\s+/, Text)
        rule(%r{/\*.*?\*/}m, Comment::Multiline)
        rule(%r{//[^\n]*}, Comment::Single)
        rule(/^[ \t]*#[^\n]*/, Comment::Preproc)
        rule(/"[^"\n]*"/, Str)
        rule(/0[xX][0-9a-fA-F]+[KMkm]?/, Num::Hex)
        rule(/\d+[KMkm]?\b/, Num::Integer)
        rule(%r{/DISCARD/}, Keyword::Reserved)
        rule(/\.(?![\w])/, Name::Variable::Global)
        rule(/:(?=[a-z])/, Punctuation)
        rule(/[A-Z][A-Z0-9_]*\b/) do |match|
          word = match[0]
          token(if COMMANDS.include?(word) then Keyword
                elsif FUNCTIONS.include?(word) then Name::Builtin
                elsif TYPES.include?(word) then Keyword::Type
                else Name::Constant
                end)
        end
        rule(/\.[A-Za-z_][\w.\-]*\*?/, Name::Label)
        rule(/[-+*\/&|]?=(?!=)|<<=?|>>=?|[<>=!]=|&&|\|\||[-+*\/%&|~!<>?]/, Operator)
        rule(/[A-Za-z_$][\w.$\-]*\*?/, Name)
        rule(/[(){};:,\[\]]/, Punctuation)
        rule(/./, Rouge::Token::Tokens::Error)
      end
    end
  end
end
