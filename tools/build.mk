# SPDX-License-Identifier: MIT
.SECONDEXPANSION:
# How a checkpoint is built: objects, kernel, image. Used for the authored tree and for every staged tree.
#
# The caller sets, before including this file:
#   TOP      root of the sources, relative to the folder that make runs in
#   OUT      where everything that is built goes
#   GEN      where joined files and checkpoint.h are (in a staged tree: TOP itself)
#   SOURCES  .c and .S files of the kernel, relative to TOP
#   DEMO     folder of the checkpoint's demonstration, relative to TOP
#   DEFINES  -DSPRINT=… and -DS_…=… (nothing in a staged tree)
# The user may set: DEBUG=1 (expensive checks), APPEND="…" (the kernel's command line), CC, EXTRA_CFLAGS, EXTRA_SOURCES.

ifeq ($(origin CC),default)
CC := gcc
endif
LD ?= ld
NM ?= nm
OBJCOPY ?= objcopy
GRUB_MKRESCUE ?= grub-mkrescue

ARCH_FLAGS := -m64 -march=x86-64 -mcmodel=kernel -mno-red-zone -mgeneral-regs-only -fcf-protection=none
WARNINGS := -Wall -Wextra -Werror -Wundef -Wvla -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wold-style-definition -Wwrite-strings -Wframe-larger-than=1024
CPPFLAGS := -I$(GEN) -I$(TOP) $(DEFINES) $(if $(filter 1,$(DEBUG)),-DDEBUG=1)
CFLAGS := -std=gnu17 -O2 -g -ffreestanding -fno-pic -fno-pie -fno-common -fno-stack-protector \
	-fno-omit-frame-pointer -momit-leaf-frame-pointer -fno-optimize-sibling-calls -fno-asynchronous-unwind-tables -fno-strict-aliasing \
	-fno-delete-null-pointer-checks -fno-jump-tables -fstack-usage -ffile-prefix-map=$(TOP)/= \
	-ffile-prefix-map=$(GEN)/= $(ARCH_FLAGS) $(WARNINGS) $(EXTRA_CFLAGS)
ASFLAGS := -g -m64 -Wa,--fatal-warnings -ffile-prefix-map=$(TOP)/= -ffile-prefix-map=$(GEN)/= -Wundef
LDFLAGS := -nostdlib -static -z noexecstack -z max-page-size=4096 --orphan-handling=error --build-id=none

DEMO_SOURCES := $(patsubst $(TOP)/%,%,$(sort $(wildcard $(TOP)/$(DEMO)/demo*.c $(TOP)/$(DEMO)/demo*.S)))
OBJECTS := $(SOURCES:%=$(OUT)/%.o) $(EXTRA_SOURCES:%=$(OUT)/%.o) $(DEMO_SOURCES:$(DEMO)/%=$(OUT)/demo/%.o)
LINKED_LAST :=
MODULES :=
GENERATED :=

.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: kernel image
kernel: $(OUT)/kernel.elf
image: $(OUT)/postern.iso

# Everything depends on the flags: another DEBUG or another CFLAGS rebuilds.
FLAGS_NOW := $(CC) $(CPPFLAGS) $(CFLAGS) $(ASFLAGS) $(LDFLAGS)
$(OUT)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(FLAGS_NOW)' | cmp -s - $@ || echo '$(FLAGS_NOW)' > $@
.PHONY: FORCE
FORCE:

$(OUT)/demo/%.c.o: $(TOP)/$(DEMO)/%.c $(OUT)/flags | $$(GENERATED)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(OUT)/demo/%.S.o: $(TOP)/$(DEMO)/%.S $(OUT)/flags | $$(GENERATED)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ASFLAGS) -MMD -MP -c -o $@ $<

$(OUT)/%.c.o: $(TOP)/%.c $(OUT)/flags | $$(GENERATED)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(OUT)/%.S.o: $(TOP)/%.S $(OUT)/flags | $$(GENERATED)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ASFLAGS) -MMD -MP -c -o $@ $<

$(OUT)/kernel.ld: $(TOP)/arch/x86_64/kernel.ld $(OUT)/flags
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -E -P -x c -o $@ $<

$(OUT)/kernel.elf: $$(OBJECTS) $$(LINKED_LAST) $(OUT)/kernel.ld
	$(LD) $(LDFLAGS) -T $(OUT)/kernel.ld -o $@ $(OBJECTS) $(LINKED_LAST)

# What the kernel is told: APPEND, or what the sprint's own demonstration is recorded with.
COMMAND_LINE = $(or $(APPEND),$(DEFAULT_APPEND))

# The image that GRUB boots, under BIOS and under UEFI alike. It is built in a folder of its own and moved when it is whole.
$(OUT)/append: FORCE
	@mkdir -p $(@D)
	@printf '%s' '$(COMMAND_LINE)' | cmp -s - $@ || printf '%s' '$(COMMAND_LINE)' > $@

$(OUT)/postern.iso: $(OUT)/kernel.elf $$(MODULES) $(OUT)/append
	@rm -rf $(OUT)/image $@.part && mkdir -p $(OUT)/image/boot/grub
	$(OBJCOPY) --strip-debug $(OUT)/kernel.elf $(OUT)/image/boot/kernel.elf
	@for m in $(MODULES); do cp "$$m" $(OUT)/image/boot/ || exit 1; done
	@{ echo 'set timeout=0'; \
	   printf '%s\n' 'multiboot2 /boot/kernel.elf $(COMMAND_LINE)'; \
	   for m in $(MODULES); do n=$$(basename "$$m"); echo "module2 /boot/$$n $${n%.*}"; done; \
	   echo 'boot'; echo 'halt'; } > $(OUT)/image/boot/grub/grub.cfg
	@$(GRUB_MKRESCUE) --locales= --fonts= --themes= --install-modules="multiboot2 normal part_acorn part_amiga part_apple part_bsd part_dfly part_dvh part_gpt part_msdos part_plan part_sun part_sunpc iso9660 all_video halt" \
	    -o $@.part $(OUT)/image > $(OUT)/grub-mkrescue.log 2>&1 \
	    || { tail -n 5 $(OUT)/grub-mkrescue.log >&2; rm -f $@.part; \
	         echo 'grub-mkrescue failed: see $(OUT)/grub-mkrescue.log; is the disk full, is a package missing (make deps)?' >&2; exit 1; }
	@mv $@.part $@

-include $(OBJECTS:.o=.d)
