# SPDX-License-Identifier: MIT
# The same program, linked in eight ways.
LINK = $(USER_CFLAGS) -I$(TOP) $(if $(LIBC),-isystem $(TOP)/user/libc/include) -nostdlib -ffreestanding -w -z noexecstack
PARTS := $(TOP)/$(DEMO)/program.c $(TOP)/user/libc/start.S $(TOP)/user/libc/start.c
CLANG ?= $(firstword $(shell command -v clang clang-19 clang-16 clang-15 clang-14))
WAYS := gcc-static gcc-movable gcc-together gcc-large clang-static clang-movable clang-together clang-large
MODULES := $(WAYS:%=$(OUT)/%.elf)
gcc-with := $(CC)
clang-with := $(CLANG)
static := -static -no-pie -z separate-code
movable := -static-pie -z separate-code
together := -static -no-pie -z noseparate-code
large := -static-pie -z max-page-size=0x200000

$(MODULES): $(OUT)/%.elf: $(PARTS) $(TOP)/$(DEMO)/modules.mk | $$(GENERATED) $$(LIBC)
	$($(firstword $(subst -, ,$*))-with) $(CPPFLAGS) $(LINK) $($(lastword $(subst -, ,$*))) -o $@ $(PARTS) $(LIBC)
