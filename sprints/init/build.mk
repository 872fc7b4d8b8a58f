# SPDX-License-Identifier: MIT
# The C library, the programs and the archive that holds them. A program NAME is made of user/programs/NAME.c, init of user/init/; where the
# demonstration has a NAME.c of its own, of that.
ARCHIVE_FILES := init motd
INIT_SOURCES := user/init/archive.c user/init/main.c
LIBC_PARTS := user/libc/start.S user/libc/start.c user/libc/assert.c user/libc/exit.c user/libc/heap.c user/libc/malloc.c user/libc/stdio.c user/libc/stdlib.c user/libc/string.c \
	user/libc/told.c kernel/lib/archive.c kernel/lib/elf.c kernel/lib/format.c kernel/lib/launch.c kernel/lib/random.c kernel/lib/string.c
# Programs that are linked for one address. All others can lie anywhere.
FIXED_PROGRAMS :=

AR ?= ar
RING3 := $(OUT)/ring3
RING3_CPPFLAGS = -nostdinc -isystem $(TOP)/user/libc/include -isystem $(shell $(CC) -print-file-name=include) -I$(GEN) -I$(TOP) $(DEFINES)
RING3_CFLAGS := -std=gnu17 -O2 -g -ffreestanding -fbuiltin -fPIE -fno-common -fno-stack-protector -fno-asynchronous-unwind-tables \
	-fno-strict-aliasing -ffunction-sections -fdata-sections -ffile-prefix-map=$(TOP)/= -ffile-prefix-map=$(GEN)/= \
	-m64 -march=x86-64 -fcf-protection=none $(filter-out -Wmissing-prototypes -Wframe-larger-than=1024,$(WARNINGS))
RING3_LDFLAGS := -nostdlib -static -z noexecstack -z separate-code -z norelro -z max-page-size=4096 --gc-sections --build-id=none --strip-debug
# Without this the compiler makes calloc() out of what calloc() itself does.
$(RING3)/user/libc/malloc.c.o: RING3_CFLAGS += -fno-builtin
RING3_MOVABLE := -pie --no-dynamic-linker -z text

# A replaced file is found in GEN before the one that it replaces.
$(RING3)/%.c.o: $(GEN)/%.c $(OUT)/flags | $$(GENERATED)
	@mkdir -p $(@D)
	$(CC) $(RING3_CPPFLAGS) $(RING3_CFLAGS) -MMD -MP -c -o $@ $<

$(RING3)/%.c.o: $(TOP)/%.c $(OUT)/flags | $$(GENERATED)
	@mkdir -p $(@D)
	$(CC) $(RING3_CPPFLAGS) $(RING3_CFLAGS) -MMD -MP -c -o $@ $<

$(RING3)/%.S.o: $(TOP)/%.S $(OUT)/flags | $$(GENERATED)
	@mkdir -p $(@D)
	$(CC) $(RING3_CPPFLAGS) $(ASFLAGS) -MMD -MP -c -o $@ $<

# What the treaty between the rings says, as a number: 60 bits of a hash over the definitions without their spaces.
$(OUT)/definitions.S: $(TOP)/kernel/abi/definitions.h $(OUT)/flags
	@hash=$$($(CC) $(CPPFLAGS) -E -P -x c $< | tr -d '[:space:]' | sha256sum | cut -c 1-15) && [ -n "$$hash" ] && \
	printf '%s\n' '.section .rodata' '.globl definitions_hash' '.hidden definitions_hash' '.balign 8' "definitions_hash: .quad 0x$$hash" \
	    '.section .note.GNU-stack, "", @progbits' > $@

$(OUT)/definitions.o: $(OUT)/definitions.S
	$(CC) $(ASFLAGS) -c -o $@ $<
OBJECTS += $(OUT)/definitions.o

LIBC := $(RING3)/libc.a
LIBC_MEMBERS = $(LIBC_PARTS:%=$(RING3)/%.o) $(OUT)/definitions.o
$(LIBC): $$(LIBC_MEMBERS)
	@rm -f $@
	$(AR) rcs $@ $(LIBC_MEMBERS)
# Whoever builds several demonstrations builds what they share once.
kernel: $(LIBC)

program_objects = $(if $(wildcard $(TOP)/$(DEMO)/$1.c),$(OUT)/own/$1.c.o $(if $(filter init,$1),$(RING3)/user/init/archive.c.o),$(if \
	$(filter init,$1),$(INIT_SOURCES:%=$(RING3)/%.o),$(RING3)/user/programs/$1.c.o))

$(OUT)/own/%.c.o: $(TOP)/$(DEMO)/%.c $(OUT)/flags | $$(GENERATED)
	@mkdir -p $(@D)
	$(CC) $(RING3_CPPFLAGS) $(RING3_CFLAGS) -MMD -MP -c -o $@ $<

$(OUT)/programs/%: $$(call program_objects,$$*) $(LIBC)
	@mkdir -p $(@D)
	$(LD) $(RING3_LDFLAGS) $(LDFLAGS_$*) $(if $(filter $*,$(FIXED_PROGRAMS)),,$(RING3_MOVABLE)) -o $@ $(filter %.o,$^) --undefined=_start $(LIBC)

$(OUT)/programs/motd: $(TOP)/user/files/motd
	@mkdir -p $(@D)
	@cp $< $@

# The archive is the same wherever and whenever it is made.
$(OUT)/archive.tar: $$(addprefix $(OUT)/programs/,$$(ARCHIVE_FILES))
	tar --format=ustar --owner=0 --group=0 --numeric-owner --mode=0644 --mtime=@0 --blocking-factor=1 -cf $@ -C $(OUT)/programs $(ARCHIVE_FILES)

# The small programs of demonstrations use the library, too.
LIBC_OBJECTS := $(LIBC)
-include $(wildcard $(RING3)/*/*/*.d $(OUT)/own/*.d)
