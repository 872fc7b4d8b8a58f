# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require_relative "disassembly"
require_relative "run"
require_relative "symbols"

module Machine
  # Follows one system call instruction by instruction: from SYSCALL to the instruction after SYSRET, through the gdb port.
  # Interrupts are held back while stepping (QEMU's default), so the trace is the way of the call and nothing else.
  class Tracer
    # One instruction that was executed: where, what, and which registers it changed ({ name => value after }).
    Step = Struct.new(:address, :symbol, :text, :ring, :changed)

    # More than this and the call has not come back.
    LONGEST = 5000

    # Registers that are compared; RIP changes always. Selectors stand for the ring.
    WATCHED = Gdb::REGISTERS.keys - %w[rip ds es fs gs]

    # folder: where kernel.elf and demo.elf (the program, if there is one) are.
    def initialize(folder)
      @images = %w[kernel.elf demo.elf].map { |name| File.join(folder, name) }.select { |file| File.exist?(file) }
      @symbols = @images.map { |file| Symbols.new(file) }
      @text = @images.flat_map { |file| Disassembly.of(file).instructions }.to_h { |found| [found.address, found] }
    end

    # The steps from a SYSCALL instruction of the program, named by its symbol, to the one behind it. The machine of the run
    # stands before its first instruction; `skip` calls are let pass first.
    def call(run, symbol, skip: 1)
      gdb = run.gdb
      start = address(symbol)
      skip.times { gdb.run_to(start) && gdb.step }
      gdb.run_to(start)
      steps(gdb, start + 2)
    end

    def address(symbol)
      @symbols.find { |symbols| symbols.name?(symbol) }&.address(symbol) || raise(Failure, "no image has the symbol `#{symbol}`")
    end

    private

    def steps(gdb, last)
      found = []
      before = gdb.registers
      until before["rip"] == last
        raise Failure, "the call has not come back after #{LONGEST} instructions" if found.size >= LONGEST

        stop = gdb.step
        raise Failure, "the machine ended in the middle of the call" if stop.exited

        after = gdb.registers
        found << step(before, after)
        before = after
      end
      found
    end

    def step(before, after)
      at = before["rip"]
      instruction = @text[at]
      text = instruction ? "#{instruction.mnemonic} #{instruction.operands}".strip : "?"
      changed = WATCHED.reject { |name| before[name] == after[name] }.to_h { |name| [name, after[name]] }
      Step.new(at, name(at), text, before["cs"] & 3, changed)
    end

    def name(address)
      high = address >= 1 << 63
      @symbols.zip(@images).find { |_, file| file.end_with?("kernel.elf") == high }&.first&.name(address)
    end
  end
end
