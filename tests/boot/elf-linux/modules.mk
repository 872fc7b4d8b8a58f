# SPDX-License-Identifier: MIT
# A Linux program, linked without any of this project's files.
MODULES := $(OUT)/linux.elf
$(OUT)/linux.elf: $(TOP)/$(DEMO)/linux.S | $$(GENERATED)
	@mkdir -p $(@D)
	$(CC) -nostdlib -static -no-pie -z noexecstack -o $@ $<
