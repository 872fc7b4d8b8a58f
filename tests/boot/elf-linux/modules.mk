# SPDX-License-Identifier: MIT
# Linux programs, linked without any of this project's files: one in assembly, one with the system's C library.
MODULES := $(OUT)/linux.elf $(OUT)/hosted.elf
$(OUT)/linux.elf: $(TOP)/$(DEMO)/linux.S | $$(GENERATED)
	@mkdir -p $(@D)
	$(CC) -nostdlib -static -no-pie -z noexecstack -o $@ $<

$(OUT)/hosted.elf: $(TOP)/$(DEMO)/hosted.c | $$(GENERATED)
	@mkdir -p $(@D)
	$(CC) -static -o $@ $<
