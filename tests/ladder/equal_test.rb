# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require_relative 'fixture'

# Comparing the objects of the authored and of the staged tree, on a kernel of one file.
class EqualTest < LadderTest
  RULES = <<~'MAKE'
    OBJECTS := $(SOURCES:%=$(OUT)/%.o)
    LINKED_LAST :=
    MODULES := $(OUT)/note.bin
    kernel: $(OUT)/kernel.elf
    $(OUT)/note.bin:
    	@mkdir -p $(@D) && echo '$(NOTE)' > $@
    $(OUT)/%.c.o: $(TOP)/%.c
    	@mkdir -p $(@D) && gcc -g $(DEFINES) -I$(GEN) -I$(TOP) -c -o $@ $<
    $(OUT)/kernel.elf: $(OBJECTS)
    	@ld -r -o $@ $(OBJECTS)
  MAKE
  OLD = "int before;\n#if SPRINT >= S_TWO\nint two;\n#endif\n"

  def compare(text, rules = RULES, slug: 'one')
    write('tools/build.mk' => rules)
    three({ 'kernel/x.c' => text }, 'one' => { 'add' => ['kernel/x.c'] })
    ladder('equal', slug)
  end

  def test_equal_objects_are_equal_although_their_debug_information_is_not
    assert_equal [0, "01-one: 3 objects, all equal\n02-two: 3 objects, all equal\n03-three: 3 objects, all equal\n", ''],
                 compare("#{OLD}int after(void) { return 1; }\n", slug: 'all')
  end

  def test_an_object_that_depends_on_its_line_is_found
    status, out, err = compare("#{OLD}int after(void) { return __LINE__; }\n")
    assert_equal 1, status
    assert_includes err, 'one: kernel/x.c.o differs between the authored and the staged tree'
    assert_includes out, '2 differ'
  end

  def test_another_set_of_objects_is_found
    status, _, err = compare(OLD, RULES.sub(/^LINKED_LAST :=/, 'LINKED_LAST := $(if $(DEFINES),$(OUT)/note.bin)').sub('note.bin:', 'note.bin $(OUT)/other.bin:')
                                       .sub('MODULES := ', 'MODULES := $(if $(DEFINES),,$(OUT)/other.bin) '))
    assert_equal 1, status
    assert_includes err, 'other.bin is built in the staged tree only'
  end

  def test_a_module_that_is_no_object_is_compared_too
    status, _, err = compare(OLD, RULES.sub('$(NOTE)', '$(DEFINES)'))
    assert_equal 1, status
    assert_includes err, 'note.bin differs'
  end

  def test_a_build_that_fails_says_why
    status, _, err = compare("int x = ;\n")
    assert_equal 1, status
    assert_match(/kernel\/x.c:1.*failed: see above/m, err)
  end
end
