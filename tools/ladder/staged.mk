# SPDX-License-Identifier: MIT
# What the reader calls. The machine is the one of the recordings; SMP=, MEM=, APPEND= and UEFI=1 change it.

SMP := 1
QEMU ?= qemu-system-x86_64
OVMF ?= /usr/share/OVMF
comma := ,
FIRMWARE := $(if $(filter 1,$(UEFI)),-drive if=pflash$(comma)format=raw$(comma)readonly=on$(comma)file=$(OVMF)/OVMF_CODE_4M.fd \
	-drive if=pflash$(comma)format=raw$(comma)file=$(OUT)/OVMF_VARS_4M.fd)
MACHINE = $(QEMU) -machine pc-q35-7.2 -accel tcg -seed 1 -cpu max -smp $(SMP) -m $(MEM) -rtc base=2000-01-01,clock=vm -nodefaults \
	-display none -serial stdio -no-reboot -device isa-debug-exit,iobase=0xf4,iosize=4 $(FIRMWARE) -cdrom $(OUT)/postern.iso

# QEMU ends with 33 when the kernel said it is done, with 129 + 2 * code when it panicked, else it was reset.
VERDICT = case $$status in \
	  33) ;; \
	  129|1[3-9][13579]) echo "panic $$(( (status - 129) / 2 )): the lines above say why" >&2; exit 1 ;; \
	  124) echo 'the machine did not end within two minutes: it hangs, or waits for something' >&2; exit 1 ;; \
	  *) echo "the machine stopped without a word (QEMU ended with $$status): triple fault, reset or a bad option" >&2; exit 1 ;; \
	esac

.PHONY: run check exercise begin clean variables
variables: $(OUT)/postern.iso
	@if [ "$(UEFI)" = 1 ]; then cp $(OVMF)/OVMF_VARS_4M.fd $(OUT)/; fi

run: variables
	@if [ -t 0 ]; then sleep=on; echo 'Leave QEMU with Ctrl-C.'; else sleep=off; fi; \
	$(MACHINE) -icount shift=4,sleep=$$sleep; status=$$?; $(VERDICT)

# Without carriage returns, and with what may differ from machine to machine replaced by its name (masks.sed, where there is one).
MASK := $(if $(wildcard masks.sed),sed -E -f masks.sed,cat)
check: variables
	@[ -z '$(UEFI)$(APPEND)' ] || { echo 'check compares with the recorded machine: leave UEFI and APPEND out' >&2; exit 2; }
	@timeout 120 $(MACHINE) -icount shift=4,sleep=off < /dev/null > $(OUT)/console.raw; status=$$?; \
	tr -d '\r' < $(OUT)/console.raw > $(OUT)/console.txt; \
	if [ $$status -ne 33 ]; then tail -n 25 $(OUT)/console.txt; fi; $(VERDICT); \
	$(MASK) expected.txt > $(OUT)/expected.txt; $(MASK) $(OUT)/console.txt > $(OUT)/masked.txt; \
	if diff -u $(OUT)/expected.txt $(OUT)/masked.txt; then echo 'check: as expected'; \
	else echo 'check: the console differs from expected.txt (lines with + are yours)' >&2; exit 1; fi

# make exercise N=1: green once every line of exercises/1-*/expect.txt appears, in order, and the kernel ends well.
# A line between two slashes is a regular expression. The kernel's own objects are taken from build/, the demonstration is the exercise's.
EXERCISE = $(filter $(N)-%,$(EXERCISES))
exercise:
	@[ -n "$(EXERCISE)" ] || { echo 'which one? make exercise N=1; there are: $(EXERCISES)' >&2; exit 2; }
	@cat exercises/$(EXERCISE)/task.md
	@$(MAKE) --no-print-directory kernel && mkdir -p build/$(EXERCISE)
	@for part in arch kernel include flags; do [ ! -e build/$$part ] || cp -a build/$$part build/$(EXERCISE)/ || exit 1; done
	@$(MAKE) --no-print-directory try DEMO=exercises/$(EXERCISE) OUT=build/$(EXERCISE) TRY=exercises/$(EXERCISE) $(SETTINGS_$(EXERCISE))

.PHONY: try
try: variables
	@timeout 120 $(MACHINE) -icount shift=4,sleep=off < /dev/null > $(OUT)/console.raw; status=$$?; \
	tr -d '\r' < $(OUT)/console.raw > $(OUT)/console.txt; cat $(OUT)/console.txt; \
	awk 'NR == FNR { want[++n] = $$0; next } \
	     seen < n && (want[seen + 1] ~ /^\/.*\/$$/ ? $$0 ~ substr(want[seen + 1], 2, length(want[seen + 1]) - 2) \
	         : index($$0, want[seen + 1])) { seen++ } \
	     END { if (seen < n) { print "not seen: " want[seen + 1]; exit 1 } }' $(TRY)/expect.txt $(OUT)/console.txt \
	    || { echo 'red: $(TRY) is not solved yet; its task is in $(TRY)/task.md' >&2; exit 1; }; \
	$(VERDICT); echo 'green: $(TRY) is solved'

# make begin TAG=sprint-…, in a clone of the ladder: takes from the tag of the next sprint what its chapter does not teach (its
# demonstration, what the console must show, its exercises, programs, joined files and the lists above). kernel/, arch/ and user/init/ are the reader's.
WRITTEN := ^(kernel|arch|user/init)/
begin:
	@[ -n '$(TAG)' ] || { echo "begin: which sprint? make begin TAG=…; git tag -l 'sprint-*' lists them" >&2; exit 2; }
	@[ "$$(git rev-parse --show-prefix 2>&1)" = '' ] || { echo 'begin: this folder is not a clone of its own: clone the ladder, which the book offers beside each sprint' >&2; exit 2; }
	@git rev-parse -q --verify '$(TAG)^{commit}' >/dev/null || { echo "begin: there is no tag '$(TAG)' here; git tag -l 'sprint-*' lists them" >&2; exit 2; }
	@[ -z "$$(git status --porcelain)" ] || { echo 'begin: files would be replaced: commit your work first, or put it aside (git stash -u)' >&2; exit 2; }
	@git ls-files | grep -vE '$(WRITTEN)' | xargs git rm -q --
	@{ git ls-tree -r --name-only '$(TAG)' | grep -vE '$(WRITTEN)'; printf '%s\n' $(JOINED); } | xargs git checkout -q '$(TAG)' --
	@echo 'begin: the rest of $(TAG) is here; what is left to write is in kernel/, arch/ and user/init/. make says what is missing.'

clean:
	rm -rf build
