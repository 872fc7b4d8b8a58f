# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# What a name in a line of code means, and what is said about it.
require_relative 'helper'

class DefinitionsTest < BookTest
  USER = <<~C
    /* SPDX-License-Identifier: MIT */
    #include "kernel/a.h"

    /* A shape. */
    struct shape {
        struct pair *pair;
        int only; /**< Nobody else has it. */
        int left;
    };

    static int hidden;

    int use(struct shape *shape, int counter)
    {
        int add = shape->only + shape->left;
        return counter + add + check(hidden);
    }

    int later(void)
    {
        return add(1, 2) + counter + use(0, 1);
    }
  C

  def setup
    super
    manifest('one', "add: [kernel/a.c, kernel/a.h, kernel/b.c, arch/x86_64/in.S]\n")
    write('kernel/b.c', USER)
  end

  def definitions = Book::Library.of(tree).definitions('one')

  # The meaning of the first NAME in the line of kernel/b.c that contains TEXT.
  def meaning(text, name, path = 'kernel/b.c')
    lines = file(path).texts
    index = lines.index { |line| line.include?(text) }
    definitions.find(name, path, index, lines[index][/\A.*?(?=\b#{name}\b)/])
  end

  def test_a_function_is_found_in_another_file
    assert_equal ['kernel/a.c', 'function'], meaning('return add(1', 'add').to_h.values_at(:path, :kind)
  end

  def test_a_local_variable_is_no_function
    assert_nil meaning('return counter + add', 'add')
  end

  def test_a_parameter_is_no_variable_and_no_structure
    assert_nil meaning('return counter + add', 'counter')
    assert_nil meaning('int add = shape', 'shape')
  end

  def test_what_is_static_elsewhere_is_not_seen
    assert_nil meaning('return add(1', 'counter')
    assert_equal 11, meaning('check(hidden)', 'hidden').line
  end

  def test_a_tag_is_found_after_its_keyword_only
    assert_equal ['struct', 5], meaning('int use(struct', 'shape').to_h.values_at(:kind, :line)
    assert_nil meaning('struct pair *pair', 'pair'), 'a structure of another .c file'
  end

  def test_a_member_is_found_if_no_other_structure_has_one_of_that_name
    assert_equal ['member', 7], meaning('int add = shape', 'only').to_h.values_at(:kind, :line)
    write('kernel/a.h', "#{HEADER}struct other { int only; };\n")
    assert_nil meaning('int add = shape', 'only')
  end

  def test_a_name_does_not_lead_to_itself
    assert_nil meaning('static int hidden', 'hidden')
  end

  def test_a_constant_of_a_definition_file_is_found
    write('kernel/abi/errors/one.def', "/* SPDX-License-Identifier: MIT */\nERROR(2, EHANDLE, \"a handle names nothing\")\n")
    manifest('one', "add: [kernel/a.c, kernel/a.h, kernel/b.c, kernel/abi/errors/one.def, arch/x86_64/in.S]\n")
    edit('kernel/b.c', 'return add(1, 2)', 'return EHANDLE + add(1, 2)')
    found = meaning('EHANDLE', 'EHANDLE')
    assert_equal 'kernel/abi/errors/one.def', found.path
    assert_equal 'ERROR(2, EHANDLE)', definitions.declaration(found)
    assert_equal 'a handle names nothing', definitions.summary(found)
  end

  def test_declaration_and_the_first_sentence_of_the_contract
    found = meaning('return add(1', 'add')
    assert_equal 'int add(int a, int b)', definitions.declaration(found)
    assert_equal 'Adds two numbers.', definitions.summary(found)
    shape = meaning('int use(struct', 'shape')
    assert_equal "struct shape {\n    struct pair *pair;\n    int only;\n    int left;\n};", definitions.declaration(shape)
    assert_equal 'A shape.', definitions.summary(shape)
    assert_equal 'Nobody else has it.', definitions.summary(meaning('int add = shape', 'only'))
  end

  def test_a_first_sentence_ends_before_the_parameters
    assert_equal 'Adds.', Book::ContractText.first_sentence('Adds. And more.')
    assert_equal 'Adds @p a, as in 1.5', Book::ContractText.first_sentence('Adds @p a, as in 1.5 @param a one')
  end

  def test_an_argument_of_an_assembler_macro_is_no_name
    assert_nil definitions.find('add', 'arch/x86_64/in.S', 3, '    call \\')
    assert_equal 'kernel/a.c', meaning('call add', 'add', 'arch/x86_64/in.S').path
  end
end
