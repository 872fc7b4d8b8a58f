# SPDX-License-Identifier: MIT
# One program in four forms: by gcc and by clang, for one address and for any. Clang compiles the library, too.
override ARCHIVE_FILES := init gcc-fixed gcc-movable clang-fixed clang-movable
override FIXED_PROGRAMS := gcc-fixed clang-fixed
MODULES := $(OUT)/archive.tar
CLANG ?= $(firstword $(shell command -v clang clang-19 clang-16 clang-15 clang-14))
CLANG_FLAGS = $(RING3_CFLAGS) -nostdinc -isystem $(TOP)/user/libc/include \
	-isystem $(shell $(CLANG) -print-file-name=include) -I$(GEN) -I$(TOP) $(DEFINES)

$(OUT)/own/gcc-%.c.o: $(TOP)/$(DEMO)/sampler.c $(OUT)/flags
	@mkdir -p $(@D)
	$(CC) $(RING3_CPPFLAGS) $(RING3_CFLAGS) -c -o $@ $<

$(OUT)/clang/%.c.o: $(TOP)/%.c $(OUT)/flags
	@mkdir -p $(@D)
	$(CLANG) $(CLANG_FLAGS) -fno-builtin -c -o $@ $<

$(OUT)/programs/gcc-%: $(OUT)/own/gcc-%.c.o $(OUT)/ring3/libc.a
	@mkdir -p $(@D)
	$(LD) $(RING3_LDFLAGS) $(if $(filter fixed,$*),,$(RING3_MOVABLE)) -o $@ $< --undefined=_start $(LIBC)

$(OUT)/programs/clang-%: $(OUT)/clang/$(DEMO)/sampler.c.o $$(patsubst %,$(OUT)/clang/%.o,$$(filter %.c,$$(LIBC_PARTS))) $(OUT)/ring3/libc.a
	@mkdir -p $(@D)
	$(LD) $(RING3_LDFLAGS) $(if $(filter fixed,$*),,$(RING3_MOVABLE)) -o $@ $(filter %.o,$^) --undefined=_start $(LIBC)
