# SPDX-License-Identifier: MIT
# The register frame's header is found by its name alone: kernel/ does not know which architecture it is built for.
CPPFLAGS += -I$(TOP)/arch/x86_64

# The demonstration's program for ring 3, a flat image that GRUB brings as a module.
USER_CFLAGS := -std=gnu17 -O2 -ffreestanding -fno-pic -fno-pie -fno-stack-protector -fno-asynchronous-unwind-tables -fcf-protection=none \
	-mgeneral-regs-only -m64 -march=x86-64 $(WARNINGS)
USER_SOURCES := $(patsubst $(TOP)/$(DEMO)/%,%,$(sort $(wildcard $(TOP)/$(DEMO)/user*.c $(TOP)/$(DEMO)/user*.S)))
USER_OBJECTS := $(USER_SOURCES:%=$(OUT)/user/%.o)
MODULES += $(if $(USER_OBJECTS),$(OUT)/demo.bin)

$(OUT)/user/%.c.o: $(TOP)/$(DEMO)/%.c $(OUT)/flags | $$(GENERATED)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(USER_CFLAGS) -MMD -MP -c -o $@ $<

$(OUT)/user/%.S.o: $(TOP)/$(DEMO)/%.S $(OUT)/flags | $$(GENERATED)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ASFLAGS) -MMD -MP -c -o $@ $<

$(OUT)/demo.bin: $$(USER_OBJECTS) $(TOP)/user/flat.ld
	$(LD) -nostdlib -static -z noexecstack --orphan-handling=error --build-id=none --strip-debug -T $(TOP)/user/flat.ld -o $(OUT)/demo.elf $(USER_OBJECTS)
	$(OBJCOPY) -O binary -j .text $(OUT)/demo.elf $@
-include $(USER_OBJECTS:.o=.d)
