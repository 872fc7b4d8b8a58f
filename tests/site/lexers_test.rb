# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The lexers for GNU assembler and linker scripts.
require_relative 'helper'
require_relative '../../tools/site/html'

class LexersTest < Minitest::Test
  ASSEMBLER = Site::Lexers::GnuAssembler
  SCRIPT = Site::Lexers::LinkerScript

  def tokens(lexer, text) = lexer.new.lex(text).map { |token, value| [token.qualname, value] }

  def kind(lexer, text, value)
    found = tokens(lexer, text).find { |_, v| v == value }
    assert found, "#{value} is no token of its own in #{text.inspect}"
    found.first
  end

  def test_assembler_tells_labels_instructions_registers_and_numbers_apart
    text = "entry:\tmovq $0x10, %rax\n1:\tjmp 1b\n"
    assert_equal 'Name.Label', kind(ASSEMBLER, text, 'entry')
    assert_equal 'Name.Builtin', kind(ASSEMBLER, text, 'movq')
    assert_equal 'Name.Variable.Global', kind(ASSEMBLER, text, '%rax')
    assert_equal 'Literal.Number.Hex', kind(ASSEMBLER, text, '0x10')
    assert_equal 'Name.Label', kind(ASSEMBLER, text, '1b')
  end

  def test_assembler_knows_both_uses_of_the_hash
    text = "#include \"a.h\"\n\tnop # a remark\n"
    assert_equal 'Literal.String', kind(ASSEMBLER, text, '"a.h"')
    assert_equal 'Comment.Single', kind(ASSEMBLER, text, '# a remark')
  end

  def test_assembler_knows_directives_macros_and_prefixes
    text = ".macro SAVE name\n\trep movsb\n\tmovq \\name, 8(%rsp)\n.endm\n"
    assert_equal 'Keyword.Declaration', kind(ASSEMBLER, text, '.macro')
    assert_equal 'Keyword.Reserved', kind(ASSEMBLER, text, 'rep')
    assert_equal 'Name.Variable', kind(ASSEMBLER, text, '\\name')
  end

  def test_a_comment_that_spans_lines_is_closed_on_each_line
    html = Site::Html.highlight("/* one\n   two */\n\tnop\n", 'gas').lines
    assert_equal 3, html.size
    html.each { |line| assert_equal line.scan('<span').size, line.scan('</span>').size, line }
  end

  def test_script_tells_commands_functions_and_sections_apart
    text = "SECTIONS\n{\n  . = ALIGN(0x1000);\n  .text : { *(.text*) } :code\n  /DISCARD/ : { *(.note*) }\n}\n"
    assert_equal 'Keyword', kind(SCRIPT, text, 'SECTIONS')
    assert_equal 'Name.Builtin', kind(SCRIPT, text, 'ALIGN')
    assert_equal 'Name.Label', kind(SCRIPT, text, '.text')
    assert_equal 'Name.Variable.Global', kind(SCRIPT, text, '.')
    assert_equal 'Keyword.Reserved', kind(SCRIPT, text, '/DISCARD/')
  end

  def test_no_file_of_the_kernel_has_a_token_that_the_lexers_do_not_know
    Dir.glob(File.join(ROOT, '{arch,kernel,user,tests,sprints}/**/*.{S,ld}')).each do |file|
      lexer = file.end_with?('.S') ? ASSEMBLER : SCRIPT
      text = File.read(file)
      list = tokens(lexer, text)
      assert_equal text, list.map(&:last).join, "#{file}: the tokens do not add up to the text"
      assert_empty list.select { |name, _| name == 'Error' }.map(&:last), "#{file}: unknown tokens"
    end
  end
end
