# SPDX-License-Identifier: MIT
# The only entry point. `make help` lists what it can do; each target hands over to one tool.

ifeq ($(wildcard tools/setup/deps.sh),)
$(error start make in the root of the project (the folder that holds tools/setup/deps.sh))
endif

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
MAKEOVERRIDES :=
.NOTPARALLEL:

# The knobs travel through the environment, so that no shell takes an APPEND apart. Only those that are set: others ask whether
# a variable such as DEBUG is there at all.
knobs = SPRINT SMP MEM UEFI KVM APPEND DEBUG DEPS ONLY SEED ALL REASON
$(foreach knob,$(knobs),$(if $($(knob)),$(eval export $(knob)),$(eval unexport $(knob))))

# With DEPS=check a target reports what is missing and does nothing else.
deps = @tools/setup/deps.sh
ruby = @$(if $(filter check,$(DEPS)),:,exec ruby)
firmware = $(if $(filter 1,$(UEFI)),uefi)
# The last sprint that is written, for the targets that must name one.
last = $(lastword $(foreach s,$(shell cat sprints/order),$(if $(wildcard sprints/$s/manifest.yml),$s)))
everything = run uefi debug test site gems npm

.PHONY: help run debug test test-all site book serve api bench record fuzz stage diff tags new-sprint coverage lock accept deps clean

help: ## list the targets and the variables
	@echo 'Postern: a capability microkernel for x86-64, and the book that explains it.'
	@echo
	@sed -n -e '/^[a-z-]*:.*## /!d' -e 's/:[^#]*## /                /' -e 's/^\(.\{12\}\) */  make \1/p' Makefile
	@echo
	@sed -n -e '/^#: /!d' -e 's/^#: /  /p' Makefile

#: SPRINT=slug      which checkpoint: boot, 1, 01 or 01-boot; the last one unless given
#: SMP=2 MEM=512M   processors and memory of the machine
#: UEFI=1           boot through UEFI (OVMF) instead of BIOS
#: KVM=1            use KVM; figures will differ from the recorded ones
#: APPEND="..."     the kernel's command line
#: DEBUG=1          build with the expensive checks
#: DEPS=check       only report which packages are missing
#: ONLY=regexp      test: run the tests whose name matches
#: ID="id ..."      accept: which sections were reread; REASON="..." why the prose stays
#: ADDRESS=URL REPORT=URL  site: where it is published, where readers report errors; SOLUTIONS=0 leaves solutions out
#: NAME= AFTER= TITLE=  new-sprint: slug, the slug that it follows, title; fuzz: NAME of the reader

run: ## build a checkpoint and boot it in QEMU
	$(deps) run $(firmware)
	$(ruby) tools/machine.rb run $(SPRINT)

debug: ## the same, halted at the first instruction with gdb attached
	$(deps) run debug $(firmware)
	$(ruby) tools/machine.rb debug $(SPRINT)

test: ## run the tests: each at its birth sprint and at the last
	$(deps) $(everything)
	$(ruby) tests/run.rb

test-all: ## run every test at every sprint
	$(deps) $(everything) bare
	@$(if $(filter check,$(DEPS)),:,ALL=1 exec ruby) tests/run.rb

site: ## build the website into _site/
	$(deps) site gems npm
	$(ruby) tools/site.rb build $(if $(ADDRESS),--address '$(ADDRESS)') $(if $(REPORT),--report '$(REPORT)') $(if $(filter 0,$(SOLUTIONS)),--no-solutions)

book: ## build the website, and print its one-page edition to build/postern.pdf
	$(deps) site gems npm book
	$(ruby) tools/site.rb book

serve: ## build the website and show it on this machine
	$(deps) site gems npm
	$(ruby) tools/site.rb serve

api: ## build the API reference alone
	$(deps) site gems
	$(ruby) tools/site.rb api

bench: ## measure, and write the numbers that the book quotes
	$(deps) run
	$(ruby) tools/machine.rb bench $(SPRINT)

record: ## record the transcripts again (all, or those of SPRINT)
	$(deps) run
	$(ruby) tools/machine.rb record $(SPRINT)

fuzz: ## fuzz one reader of untrusted input, or the calls, until stopped (NAME=multiboot2)
	$(deps) run test
	$(ruby) -e 'found = Dir["tests/fuzz/*_fuzz.{c,rb}"].map { |file| File.basename(file).sub(/_fuzz\..*/, "") }.sort; \
	    found.include?(ARGV[0]) or abort "fuzz: set NAME to one of: #{found.join(" ")}"; \
	    exec "ruby", "tests/fuzz/#{ARGV[0]}_fuzz.rb" if File.exist?("tests/fuzz/#{ARGV[0]}_fuzz.rb"); \
	    exec "make", "-f", "tests/host/Makefile", "fuzz-forever-#{ARGV[0]}"' '$(NAME)'

stage: ## write the clean tree of SPRINT to build/stage/
	$(deps) run
	$(ruby) tools/ladder.rb stage $(or $(SPRINT),$(last))

diff: ## what SPRINT changes against the sprint before it
	$(deps) run
	$(ruby) tools/ladder.rb diff $(or $(SPRINT),$(last))

tags: ## write the git history of staged trees, a commit and a tag per sprint
	$(deps) run
	$(ruby) tools/ladder.rb tags

new-sprint: ## lay out a new sprint (NAME=slug AFTER=slug TITLE="...")
	$(deps) run
	$(ruby) tools/ladder.rb new-sprint '$(NAME)' --after '$(AFTER)' --title '$(TITLE)'

coverage: ## the lines of code that no chapter shows
	$(deps) run site
	$(ruby) tools/book.rb coverage $(SPRINT)

lock: ## record sections of prose that changed together with their code
	$(deps) run site
	$(ruby) tools/book.rb lock $(SPRINT)

accept: ## keep the prose of the named sections although their code changed (ID="...")
	$(deps) run site
	$(ruby) tools/book.rb accept $(ID)

deps: ## install everything that any target needs
	$(deps) $(everything) bare

clean: ## remove what was built (installed gems and npm packages stay)
	rm -rf build _site
