# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require "json"
require_relative "constants"
require_relative "live_code"
require_relative "run"
require_relative "source_lines"
require_relative "staged"
require_relative "symbols"
require_relative "tracer"

module Machine
  # Steps through the crossings of tests/traces/ and makes the figures crossing*.yml of them.
  class Crossing
    FOLDER = "tests/traces"

    # Rows that a figure has at most.
    ROWS = 400

    # Each in the order in which the program of tests/traces comes to it: the figure's name => [title, method].
    TRACES = {
      "crossing" => ["A null call", :call],
      "crossing-iretq" => ["A null call that goes back by IRETQ", :refused],
      "crossing-exception" => ["A read through a null pointer, of which a thread dies", :exception],
      "crossing-timer" => ["A timer interrupt that changes threads", :timer]
    }.freeze

    HEADERS = {
      "arch/x86_64/cpu.h" => ["__builtin_offsetof(struct cpu, frame_end)"],
      "arch/x86_64/interrupt.h" => %w[VECTOR_TIMER],
      "arch/x86_64/trap.h" => %w[VECTOR_STUB_BYTES],
      "arch/x86_64/frame.h" => Tracer::FRAME.map { |name| "__builtin_offsetof(struct frame, #{name})" }
    }.freeze

    # Where SYSCALL stands so that its return address is the first that SYSRET is not trusted with; demo.c puts it there.
    LAST_SYSCALL = 0x7fff_ffff_effe

    # A tick that changes nothing is let pass, so many times at most.
    TICKS = 50

    def initialize(sprint)
      @sprint = sprint
    end

    # { figure's name => its data }
    def figures(profile)
      build
      found = nil
      Run.finish(File.join(@folder, "postern.iso"), profile: profile) do |run|
        found = record(run.gdb)
        run.stop
      end
      found
    end

    # YAML with a line for each step, written as JSON, which YAML includes.
    def self.text(figure)
      head = figure.except("steps").map { |name, value| "#{name}: #{JSON.generate(value)}\n" }.join
      "#{head}steps:\n#{figure["steps"].map { |step| "- #{JSON.generate(step)}\n" }.join}"
    end

    private

    def build
      image = Builder.new(@sprint).with_demo(FOLDER, Project.path("build", "tests", "traces-#{@sprint.slug}"))
      @folder = File.dirname(image)
      @kernel, @program = %w[kernel.elf demo.elf].map { |name| File.join(@folder, name) }
      @names = [@kernel, @program].map { |file| Symbols.new(file) }
      @constants = Constants.of(Staged.base(@sprint), HEADERS)
      order = @constants.values_at(*HEADERS["arch/x86_64/frame.h"])
      raise Failure, "struct frame has other words than the tracer" unless order == (0...Tracer::FRAME.size).map { |index| index * 8 }
    end

    def record(gdb)
      @gdb = gdb
      @code = LiveCode.new(gdb, [@kernel, @program], @names.first)
      @tracer = Tracer.new(gdb, places, ->(address) { @code.text(address) })
      TRACES.to_h { |name, (title, method)| [name, figure(name, title, *send(method))] }
    end

    def places
      kernel = @names.first
      Tracer::Places.new(frame_end: kernel.address("cpu_first") + @constants.fetch(HEADERS["arch/x86_64/cpu.h"].first),
                         entry_top: kernel.address("entry_stack_top"), stubs: kernel.address("vector_stubs"), stub_bytes: @constants.fetch("VECTOR_STUB_BYTES"))
    end

    def program(name)
      @names.last.address(name)
    end

    # From the instruction before SYSCALL to the one behind it.
    def call
      @gdb.run_to(program("null_call"))
      behind = program("null_back")
      before = @tracer.state
      [before, @tracer.steps(before) { |_, steps| steps.last&.address == behind }]
    end

    def refused
      @gdb.run_to(program("last_call"))
      before = @tracer.state
      [before, @tracer.steps(before) { |state, _| state["rip"] == LAST_SYSCALL + 2 }]
    end

    # Until another thread runs in ring 3.
    def exception
      @gdb.run_to(program("null_read"))
      before = @tracer.state
      [before, @tracer.steps(before) { |state, steps| steps.any? && other?(before, state) }]
    end

    # A thread loses the processor to one that a tick had interrupted before. Both wait in one place, so that it does not matter when the tick
    # comes: the timer's phase is not the same in all runs.
    def timer
      stub = places.stubs + @constants.fetch("VECTOR_TIMER") * places.stub_bytes
      seen = []
      TICKS.times do
        @gdb.run_to(stub)
        before, first = @tracer.interrupted
        steps = [first] + @tracer.steps { |state, _| state["cs"] & 3 == 3 }
        return [before, steps] if steps.last && changed_to_known?(seen, before)
      end
      raise Failure, "no tick of #{TICKS} has changed threads"
    end

    # Whether the trace that began with this state has gone to a thread that was interrupted before.
    def changed_to_known?(seen, before)
      now = @tracer.state
      known = seen.include?(now["frame"])
      seen << before["frame"]
      now["frame"] != before["frame"] && known
    end

    def other?(before, state)
      state["cs"] & 3 == 3 && state["frame"] != before["frame"]
    end

    def figure(name, title, before, steps)
      rows = Folding.fold(steps)
      raise Failure, "#{name} has #{rows.size} rows, more than #{ROWS}" if rows.size > ROWS

      { "title" => title, "sprint" => @sprint.slug, "count" => steps.count { |step| step.event.nil? }, "ring0" => steps.count { |step| step.ring.zero? },
        "start" => plain(before), "end" => format("%#x", @gdb.register("rip")), "steps" => lines(rows) }
    end

    def lines(rows)
      places = source_lines(rows.map(&:address).uniq)
      rows.map { |row| line(row, places) }
    end

    # [address, symbol, instruction, line, what changed], and what else there is to say: the vector that came instead of the instruction, or how
    # many rounds of how many rows before it this row stands for.
    def line(row, places)
      more = { "vector" => row.event, "rounds" => row.rounds, "rows" => row.rows }.compact
      [format("%#x", row.address), name(row.address), @code.text(row.address), places[row.address], plain(row.changed)] + [more].reject(&:empty?)
    end

    # The program is one object; its debug information is not linked.
    def source_lines(addresses)
      lines = SourceLines.new(@sprint)
      kernel, rest = addresses.partition { |address| high?(address) }
      start = program("_start")
      object = File.join(@folder, "user", "user.S.o")
      inside = rest.map { |address| address - start }.reject { |offset| offset > program("last_call") - start + 1 || offset.negative? }
      lines.of(@kernel, kernel).merge(lines.of(object, inside, section: ".text.start").transform_keys { |offset| offset + start })
    end

    def high?(address)
      address >= 1 << 63
    end

    def name(address)
      return @names.first.name(address) if high?(address)

      @names.last.name(address) if address <= program("last_call") + 1
    end

    def plain(values)
      values.to_h { |name, value| [name, format("%#x", value)] }
    end
  end
end
