# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require "yaml"
require_relative "disassembly"
require_relative "symbols"

module Machine
  # How deep the kernel's stack can get: the frames that the compiler reports (-fstack-usage, return address included) along
  # the deepest path of the call graph that objdump shows. Assembly counts its pushes and subtractions from RSP.
  # Indirect calls go where tests/audit/indirect.yml says (`targets:`). A trap may come on top of the deepest path, and a
  # panic on top of that; neither happens twice, since a panic inside a panic stops at once.
  class StackBound
    TRAPS = "vector_stubs"
    PANIC = "panic"
    TABLE = Project.path("tests", "audit", "indirect.yml")

    attr_reader :cycles

    # folder: where kernel.elf and the .su files are.
    def initialize(folder)
      @folder = folder
      @kernel = File.join(folder, "kernel.elf")
      @symbols = Symbols.new(@kernel)
      @frames = reported
      @cycles = []
      read_graph
      @depths = {}
    end

    # { "bound" => bytes, "path" => [functions], "trap" => …, "panic" => …, "largest_frame" => …, … }
    def figures
      bound, path = deepest
      trap, trap_path = part(TRAPS)
      panic, panic_path = part(PANIC)
      largest = @frames.max_by(&:last)
      { "bound" => bound + trap + panic, "call" => bound, "call_path" => path, "trap" => trap, "trap_path" => trap_path,
        "panic" => panic, "panic_path" => panic_path, "largest_frame" => largest.last, "largest_frame_function" => largest.first,
        "unnamed_indirect_calls" => @unnamed.uniq.sort, "recursion" => @cycles.uniq }
    end

    private

    def part(name)
      @calls.key?(name) ? depth(name) : [0, []]
    end

    def reported
      Dir.glob(File.join(@folder, "{arch,kernel}", "**", "*.su")).each_with_object({}) do |file, frames|
        File.foreach(file, chomp: true) do |line|
          place, bytes, = line.split("\t")
          name = place.split(":").last
          frames[name] = [frames.fetch(name, 0), Integer(bytes, 10)].max
        end
      end
    end

    # Functions, whom they call, and what assembly pushes. Pushes count until the next jump or return.
    def read_graph
      @calls = Hash.new { |hash, name| hash[name] = [] }
      @pushed = Hash.new(0)
      pushed = 0
      indirect = Disassembly.of(@kernel).instructions.select do |instruction|
        name = instruction.symbol
        callee = callee(instruction)
        @calls[name] << callee if callee && (callee != name || instruction.mnemonic.start_with?("call"))
        pushed += pushes(instruction)
        @pushed[name] = [@pushed[name], pushed].max
        pushed = 0 if instruction.mnemonic.match?(/\A(?:jmp|i?ret)/)
        instruction.mnemonic.match?(/\Acallq?\z/) && instruction.operands.start_with?("*")
      end
      resolve(indirect)
    end

    # The function that a direct call or jump goes to.
    def callee(instruction)
      return unless instruction.mnemonic.match?(/\A(?:callq?|j\w+)\z/) && instruction.operands.match?(/\A\h+\z/)

      @symbols.name(instruction.operands.to_i(16))&.[](/\A[^+]+/)
    end

    def pushes(instruction)
      return 8 if instruction.mnemonic.match?(/\A(?:push|call)/)

      instruction.mnemonic.match?(/\Asubq?\z/) ? instruction.operands[/\A\$0x(\h+),%rsp\z/, 1].to_s.to_i(16) : 0
    end

    # Indirect calls stand in the table under the function of the source, the graph has the one that it was compiled into.
    def resolve(sites)
      listed = File.exist?(TABLE) ? YAML.safe_load_file(TABLE).fetch("sites") : []
      places = Inlined.new(@kernel).places(sites.map(&:address))
      @unnamed = []
      sites.each do |site|
        source = places[site.address].function || site.symbol
        targets = listed.select { |entry| entry["in"] == source }.flat_map { |entry| Array(entry["targets"]) }
        @unnamed << source if targets.empty?
        @calls[site.symbol].concat(targets.flat_map { |target| functions(target) })
      end
    end

    # `table boot_steps`: what the words between __boot_steps_start and __boot_steps_end name. `array call_table 64`: what
    # the first 64 words of call_table name. Otherwise a function.
    def functions(target)
      kind, name, count = target.split
      return [target].select { |function| @symbols.name?(function) } unless name
      return [] if kind == "array" && !@symbols.name?(name)

      words = kind == "array" ? @symbols.words(@symbols.address(name), 8 * Integer(count, 10)) : @symbols.table(name)
      words.map { |word| @symbols.name(word) }.select { |function| function && @calls.key?(function) }
    end

    # From what nobody calls: the entry of the kernel and of system calls.
    def deepest
      called = @calls.values.flatten
      roots = @calls.keys - called - [TRAPS, PANIC]
      roots.map { |name| depth(name) }.max_by(&:first)
    end

    # [bytes, path] of the deepest path from a function; a call back into the path is a cycle, and noted.
    def depth(name, path = [])
      return @depths[name] if @depths.key?(name)

      below = (@calls[name] - [PANIC]).uniq.map do |callee|
        if path.include?(callee) || callee == name
          @cycles << [*path.drop_while { |step| step != callee }, name, callee].uniq.join(" > ")
          [0, []]
        else
          depth(callee, path + [name])
        end
      end
      bytes, steps = below.max_by(&:first) || [0, []]
      @depths[name] = [own(name) + bytes, [name, *steps]]
    end

    # Constant-propagated and split copies of a function (name.part.0, name.constprop.0) have its frame.
    def own(name)
      @frames[name] || @frames[name[/\A[^.]+/]] || ((@pushed || {})[name] || 0)
    end
  end
end
