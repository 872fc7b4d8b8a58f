# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require_relative "gdb"
require_relative "source_lines"

module Machine
  # Follows a machine instruction by instruction through the gdb port. Interrupts are held back while it steps (QEMU's default), so a
  # trace is one way through the kernel and nothing else.
  class Tracer
    # One instruction that was executed. changed: { name => value after it } of what it changed, and of the words that it wrote, changed or
    # not. event: the vector, if the processor did not execute the instruction but went to the kernel. rounds, rows: the step stands for so many
    # rounds of a loop, whose first round is so many steps right before it.
    Step = Struct.new(:address, :ring, :changed, :event, :rounds, :rows, keyword_init: true)

    # The words of a frame, from the lowest address up: the order of struct frame.
    FRAME = %w[gs_base fs_base r15 r14 r13 r12 rbp rbx r11 r10 r9 r8 rax rcx rdx rsi rdi origin error rip cs rflags rsp ss].freeze

    # The words that a trap leaves on the entry stack, from the lowest address up; the processor pushes the upper five, and the error code
    # of some exceptions.
    ENTRY = FRAME.last(7).freeze

    # Registers that are told; RIP changes always. What is not here never changes after boot.
    WATCHED = %w[rax rbx rcx rdx rsi rdi rbp rsp r8 r9 r10 r11 r12 r13 r14 r15 rflags cs ss cr2 cr3 fs_base gs_base k_gs_base].freeze

    # More than this, and what is traced has not come to its end.
    LONGEST = 20_000

    # Where things are: the address of the word that holds the current thread's frame end, the top of the entry stack, the first stub of the
    # table of vectors, the bytes of a stub.
    Places = Struct.new(:frame_end, :entry_top, :stubs, :stub_bytes, keyword_init: true)

    # text: the instruction at an address, as a proc; what an instruction writes is read from it.
    def initialize(gdb, places, text)
      @gdb = gdb
      @places = places
      @text = text
    end

    # What is known about the machine while it stands: registers; `frame`, the address of the current thread's frame, 0 if there is none; the
    # frame's words as frame.NAME and those of the entry stack as entry.NAME.
    def state
      found = @gdb.registers.slice("rip", *WATCHED)
      address = @gdb.word(@places.frame_end)
      found["frame"] = address.zero? ? 0 : address - FRAME.size * 8
      found.merge!(words("frame", FRAME, found["frame"])) unless address.zero?
      found.merge!(words("entry", ENTRY, @places.entry_top - ENTRY.size * 8))
    end

    # The steps from where the machine stands until the block says so of the state, which it gets with the steps so far.
    def steps(before = state)
      found = []
      until yield(before, found)
        raise Failure, "the trace has not come to its end after #{LONGEST} instructions" if found.size >= LONGEST
        raise Failure, "the machine ended in the middle of a trace" if @gdb.step.exited

        after = state
        found << step(before, after)
        before = after
      end
      found
    end

    # The machine stands at a stub, where an interrupt has brought it: how it was right before. The processor's words say so.
    def interrupted(now = state)
      saved = %w[rip cs rflags rsp ss]
      before = now.merge(saved.to_h { |name| [name, now.fetch("entry.#{name}")] })
      [before, step(before, now)]
    end

    # One step between two states.
    def step(before, after)
      text = @text.call(before["rip"])
      event = event(before, after, text)
      written = event ? pushed(after) : writes(before, after, text)
      changed = after.reject { |name, value| name == "rip" || (before[name] == value && !written.include?(name)) }
      Step.new(address: before["rip"], ring: before["cs"] & 3, changed: changed, event: event)
    end

    private

    def words(kind, names, address)
      values = @gdb.memory(address, names.size * 8).unpack("Q<*")
      names.zip(values).to_h { |name, value| ["#{kind}.#{name}", value] }
    end

    # From ring 3 to ring 0 there is one instruction, SYSCALL; everything else is an event, and the stub says which.
    def event(before, after, text)
      return if before["cs"] & 3 == after["cs"] & 3 || after["cs"] & 3 != 0 || text == "syscall"

      (after["rip"] - @places.stubs) / @places.stub_bytes
    end

    # What an event wrote to the entry stack.
    def pushed(after)
      ENTRY.each_index.select { |index| @places.entry_top - (ENTRY.size - index) * 8 >= after["rsp"] }.map { |index| "entry.#{ENTRY[index]}" }
    end

    # The destination of an instruction: a memory operand that stands last, with a base register. %gs-relative words are not ours.
    DESTINATION = /\A(?!cmp|test|push|call|jmp|lea)\S+ (?:.*,)?(?<offset>-?0x\h+)?\(%(?<base>\w+)\)\z/

    # The words that an instruction writes, by name.
    def writes(before, after, text)
      at = if text.start_with?("push") then after["rsp"]
           elsif (match = text.match(DESTINATION)) && before.key?(match[:base]) then before[match[:base]] + Integer(match[:offset] || "0", 16)
           end
      at ? [word_at("frame", FRAME, before["frame"], at), word_at("entry", ENTRY, @places.entry_top - ENTRY.size * 8, at)].compact : []
    end

    def word_at(kind, names, address, at)
      return if address.zero? || at < address || at >= address + names.size * 8

      "#{kind}.#{names[(at - address) / 8]}"
    end
  end

  # Makes one step of many: an instruction with a repeat prefix that is stepped once a round, and a loop.
  module Folding
    # A loop of so many instructions at most is noticed, if it has so many rounds at least.
    PERIOD = 12
    ROUNDS = 4

    # Steps of the first round stay; the others become one step that stands for them, at the address of the loop's first instruction.
    def self.fold(steps)
      found = []
      at = 0
      while at < steps.size
        period, rounds = longest(steps, at)
        taken = period ? steps[at, period] : [steps[at]]
        found.concat(taken)
        found << together(steps[at + period, period * (rounds - 1)], rounds - 1, period) if period
        at += period ? period * rounds : 1
      end
      found
    end

    def self.longest(steps, at)
      (1..PERIOD).each do |period|
        rounds = 1
        rounds += 1 while same?(steps, at, at + rounds * period, period)
        return [period, rounds] if rounds >= ROUNDS
      end
      nil
    end

    def self.same?(steps, one, other, period)
      (0...period).all? { |index| steps[other + index] && steps[one + index].address == steps[other + index].address && steps[other + index].event.nil? }
    end

    def self.together(steps, rounds, period)
      changed = steps.map(&:changed).reduce(:merge)
      Tracer::Step.new(address: steps.first.address, ring: steps.first.ring, changed: changed, rounds: rounds, rows: period)
    end
    private_class_method :longest, :same?, :together
  end
end
