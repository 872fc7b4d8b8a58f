# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require_relative "address_map"
require_relative "gdb"
require_relative "program_image"
require_relative "run"
require_relative "staged"
require_relative "symbols"

module Machine
  # Reads the page tables of a sprint's checkpoint while it stands still at a function: at the end, or where a program has its memory.
  class MapRecorder
    # symbol: a function of the kernel. program: an ELF file of the image; the machine goes on until its address space is the current one there.
    # stack: the constant that says how many pages of stack whoever loaded it gives.
    Stop = Struct.new(:symbol, :title, :program, :stack, keyword_init: true)

    AT_END = [Stop.new(symbol: "machine_exit", title: "at the end of the checkpoint")].freeze

    # Sprints whose checkpoints have more to show earlier. In the order in which the machine comes by.
    STOPS = {
      "ring3" => [Stop.new(symbol: "trap_user", title: "when a program has its first trap")],
      "syscall" => [Stop.new(symbol: "kernel_call", title: "when a program makes its first call")],
      "dispatch" => [Stop.new(symbol: "call_exit", title: "when a program asks for its end")],
      "usercopy" => [Stop.new(symbol: "call_debug_write", title: "while a program calls debug_write")],
      "capabilities" => [Stop.new(symbol: "call_debug_write", title: "while the first of two processes calls debug_write")],
      "revocation" => [Stop.new(symbol: "call_debug_write", title: "while the first of two processes calls debug_write")],
      "threads" => [Stop.new(symbol: "call_thread_create", title: "when a process makes its second thread")],
      "fpu" => [Stop.new(symbol: "call_debug_write", title: "while a program calls debug_write")],
      "memory" => [Stop.new(symbol: "call_cap_revoke", title: "when a program takes back memory that it shares")],
      "elf" => [Stop.new(symbol: "call_exit", title: "for a program that is linked for one address, when it asks for its end", program: "program.elf", stack: "LAUNCH_STACK_PAGES"),
                Stop.new(symbol: "call_exit", title: "for the same program, linked to be moved", program: "movable.elf", stack: "LAUNCH_STACK_PAGES")],
      "init" => [Stop.new(symbol: "call_exit", title: "for init, when it has read the archive", program: "programs/init", stack: "LAUNCH_STACK_PAGES")],
      "processes" => [Stop.new(symbol: "call_process_wait", title: "for init, when it waits for the first program that it has started", program: "programs/init",
                               stack: "LAUNCH_STACK_PAGES"),
                      Stop.new(symbol: "call_exit", title: "for primes, one of the programs that init starts, when it asks for its end", program: "programs/primes", stack: "PROGRAM_STACK_PAGES")]
    }.freeze

    # Places of programs are chosen at random, so a recording needs a seed.
    SEED = "seed=postern"

    # How often a stop may belong to another program.
    TRIES = 20

    def initialize(sprint)
      @sprint = sprint
    end

    # A map for each stop, as plain data.
    def maps(profile)
      stops = STOPS.fetch(@sprint.slug, AT_END)
      image = Builder.new(@sprint).private_checkpoint("bench", append: stops.any?(&:program) ? SEED : "")
      @folder = File.dirname(image)
      @symbols = Symbols.new(File.join(@folder, "kernel.elf"))
      @constants = Constants.of(Staged.base(@sprint), AddressMap::HEADERS)
      found = []
      Run.finish(image, profile: profile) do |machine|
        found = stops.map { |stop| map(machine.gdb, stop) }
        machine.stop
      end
      found
    end

    private

    def map(gdb, stop)
      program = stop.program && ProgramImage.new(File.join(@folder, stop.program))
      TRIES.times do
        gdb.run_to(@symbols.address(stop.symbol))
        walk = PageWalk.live(gdb)
        base = program&.base(walk.leaves) { |address, length| gdb.memory(address, length) }
        next gdb.step if program && !base # off the breakpoint

        place = program && AddressMap::Place.new(program, base, @constants.fetch(stop.stack))
        regions = AddressMap.new(walk.leaves, @symbols, @constants, place).regions
        return { "title" => stop.title, "stopped-at" => stop.symbol, "regions" => regions }
      end
      raise Failure, "#{program.name} never came by at #{stop.symbol}"
    end
  end
end
