# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# What the audits share: which kernel is audited, its disassembly, and how findings are told.

require "yaml"
require_relative "../../tools/machine/builder"
require_relative "../../tools/machine/disassembly"
require_relative "../../tools/machine/symbols"

# Looks at a linked kernel (and some at its machine) from outside. Each audit is a script:
#   ruby tests/audit/NAME.rb SPRINT [--tree FOLDER]
# FOLDER is a built copy of the sprint's clean tree; without it the authored checkpoint is built.
module Audit
  # The kernel under audit.
  class Subject
    attr_reader :sprint, :folder, :tree

    def initialize(sprint, tree)
      @sprint = sprint
      @tree = tree
      @folder = tree ? File.join(tree, "build") : File.dirname(Machine::Builder.new(sprint).private_checkpoint("audit"))
    end

    def kernel
      File.join(folder, "kernel.elf")
    end

    def image
      File.join(folder, "postern.iso")
    end

    # The clean tree's sources: staged if the authored tree is audited.
    def sources
      return tree if tree

      require_relative "../../tools/machine/staged"
      Machine::Staged.base(sprint)
    end

    def symbols
      @symbols ||= Machine::Symbols.new(kernel)
    end

    def tool(*command)
      Machine::Quiet.run(*command, kernel)
    end

    # Data in .boot, which objdump takes for instructions.
    BOOT_DATA = /\A(?:message_|early_gdt)/

    # All instructions in order of address.
    def instructions
      @instructions ||= Machine::Disassembly.of(kernel).instructions
                                   .reject { |found| found.section == ".boot" && found.symbol.match?(BOOT_DATA) }
    end

    # How often each of the named instructions stands in each function of the source, inlined ones included (for assembly:
    # below each symbol). The block names an instruction, or returns nil. The checkpoint's demonstration is left out.
    def count_sites
      found = instructions.select { |instruction| yield instruction }
      places = Machine::Inlined.new(kernel).places(found.map(&:address))
      found.reject { |instruction| places[instruction.address].demo? }
           .map { |instruction| [yield(instruction), places[instruction.address].function || instruction.symbol] }.tally
    end
  end

  SHOWN = 20

  # Runs an audit from the command line: the block gets the subject and returns sentences that say what is wrong.
  def self.run(arguments = ARGV)
    tree = (at = arguments.index("--tree")) && arguments.slice!(at, 2).last
    subject = Subject.new(Machine::Sprints.find(arguments.first), tree)
    wrong = yield subject, arguments.drop(1)
    wrong.first(SHOWN).each { |sentence| puts sentence }
    puts "and #{wrong.size - SHOWN} more" if wrong.size > SHOWN
    puts "#{File.basename($PROGRAM_NAME, ".rb")} at #{subject.sprint.slug}: #{wrong.empty? ? "nothing wrong" : "#{wrong.size} wrong"}"
    exit wrong.empty? ? 0 : 1
  rescue Machine::Failure => e
    abort e.message
  end
end
