# SPDX-License-Identifier: MIT
# The demonstration's program is an ELF file now, in two forms: linked for one address, and movable. GRUB brings both as modules.
LIBC_SOURCES := user/libc/start.S user/libc/start.c
LIBC_OBJECTS := $(LIBC_SOURCES:user/%=$(OUT)/%.o)
USER_PIC := -fPIE
USER_CFLAGS += $(USER_PIC)
USER_LDFLAGS := -nostdlib -static -z noexecstack -z separate-code -z max-page-size=4096 --build-id=none --strip-debug
MODULES := $(if $(USER_OBJECTS),$(OUT)/program.elf $(OUT)/movable.elf)

$(OUT)/libc/%.c.o: $(TOP)/user/libc/%.c $(OUT)/flags | $$(GENERATED)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(USER_CFLAGS) -MMD -MP -c -o $@ $<

$(OUT)/libc/%.S.o: $(TOP)/user/libc/%.S $(OUT)/flags | $$(GENERATED)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ASFLAGS) -MMD -MP -c -o $@ $<

$(OUT)/program.elf: $$(USER_OBJECTS) $$(LIBC_OBJECTS)
	$(LD) $(USER_LDFLAGS) -o $@ $(USER_OBJECTS) $(LIBC_OBJECTS)

$(OUT)/movable.elf: $$(USER_OBJECTS) $$(LIBC_OBJECTS)
	$(LD) $(USER_LDFLAGS) -pie --no-dynamic-linker -z text -o $@ $(USER_OBJECTS) $(LIBC_OBJECTS)
-include $(LIBC_OBJECTS:.o=.d)
# A demonstration may bring modules of its own.
-include $(TOP)/$(DEMO)/modules.mk
