# SPDX-License-Identifier: MIT
# Offsets of C structures, for assembly: compiled to text, never linked.
CPPFLAGS += -I$(OUT)/include
GENERATED += $(OUT)/include/arch/x86_64/offsets.h
OBJECTS := $(filter-out $(OUT)/arch/x86_64/offsets.c.o,$(OBJECTS))

$(OUT)/include/arch/x86_64/offsets.h: $(TOP)/arch/x86_64/offsets.c $(OUT)/flags
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MD -MP -MF $@.d -MT $@ -S -o $@.s $<
	@sed -n '/^#define [A-Z]/p' $@.s > $@
-include $(OUT)/include/arch/x86_64/offsets.h.d

# Names of functions for the backtrace: the kernel is linked with an empty table, its symbols become the table, and it is linked again.
LINKED_LAST += $(OUT)/symbols.o
$(OUT)/symbols-none.o: $(OUT)/flags
	@printf '%s\n' '.section .symbols,"a"' '.globl symbol_table, symbol_table_end' 'symbol_table:' 'symbol_table_end:' > $(OUT)/symbols-none.S
	$(CC) $(ASFLAGS) -c -o $@ $(OUT)/symbols-none.S

$(OUT)/kernel-nameless.elf: $$(OBJECTS) $(OUT)/symbols-none.o $(OUT)/kernel.ld
	$(LD) $(LDFLAGS) -T $(OUT)/kernel.ld -o $@ $(OBJECTS) $(OUT)/symbols-none.o

$(OUT)/symbols.o: $(OUT)/kernel-nameless.elf
	@{ printf '%s\n' '.section .symbols,"a"' '.globl symbol_table, symbol_table_end' 'symbol_table:'; \
	   $(NM) -n $< | sed -n 's/^\(ffffffff[0-9a-f]*\) [Tt] \([a-z][a-z0-9_]*\)$$/.quad 0x\1, 1f\n.subsection 1\n1: .asciz "\2"\n.subsection 0/p'; \
	   $(NM) $< | sed -n 's/^\([0-9a-f]*\) . __text_end$$/.quad 0x\1, 0/p'; \
	   echo 'symbol_table_end:'; } > $(OUT)/symbols.S
	$(CC) $(ASFLAGS) -c -o $@ $(OUT)/symbols.S
