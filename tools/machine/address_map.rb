# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require "json"
require_relative "constants"
require_relative "page_walk"

module Machine
  # What is mapped where: the leaves of live page tables, neighbours of one kind joined, each range with a name. Names come
  # from the linker script's symbols, from the constants of the sources, and from the headers of ELF programs. A page that has
  # no name is a failure, and so is one that lies where nothing may be.
  class AddressMap
    HEADERS = {
      "arch/x86_64/layout.h" => %w[IMAGE_OFFSET IMAGE_LOAD DIRECT_MAP PAGE_BYTES],
      "arch/x86_64/page_table.h" => %w[USER_LIMIT],
      "arch/x86_64/paging.h" => %w[DEVICE_FIRST DEVICE_LAST PROCESSORS_FIRST PROCESSORS_LAST],
      "kernel/flat.h" => %w[FLAT_CODE FLAT_DATA FLAT_DATA_PAGES FLAT_STACK_TOP FLAT_STACK_PAGES],
      "kernel/lib/launch.h" => %w[LAUNCH_STACK_START LAUNCH_STACK_PAGES],
      "demo/user.c" => %w[HERE THERE],
      "user/libc/program.c" => %w[WINDOW],
      "user/libc/include/program.h" => %w[PROGRAM_STACK_PAGES],
      "user/init/archive.c" => %w[ARCHIVE_ADDRESS],
      "user/libc/heap.c" => %w[HEAP_START]
    }.freeze

    # An ELF program, where it lies, and the pages of its stack.
    Place = Struct.new(:image, :base, :stack_pages)

    # Parts of the image: the symbols' name, and the sections that it holds.
    PARTS = { "text_entry" => ".text.entry", "text" => ".text", "rodata" => ".rodata", "symbols" => ".symbols",
              "ro_after_init" => ".ro_after_init", "data" => ".data and .bss" }.freeze

    # A range: end is the first address behind it. No permissions: a hole. physical: of the first byte, for device registers.
    Range = Struct.new(:start, :end, :region, :what, :permissions, :owner, :cached, :pages, :physical, keyword_init: true) do
      def continued_by?(other)
        self.end == other.start && kind == other.kind && (physical.nil? || physical + self.end - start == other.physical)
      end

      def kind
        [region, what, permissions, owner, cached, pages.nil?]
      end

      def join(other)
        self.end = other.end
        pages.merge!(other.pages) { |_, ours, theirs| ours + theirs }
      end

      def to_h
        found = { "from" => format("0x%x", start), "to" => format("0x%x", self.end - 1), "region" => region, "what" => what,
                  "permissions" => permissions || "---" }
        return found unless pages

        found.merge!("owner" => owner, "cached" => cached, "pages" => pages)
        physical ? found.merge("physical" => format("%#x", physical)) : found
      end
    end

    # symbols: those of the kernel (Symbols). constants: the values of HEADERS. place: the program, if it came in an ELF file.
    def initialize(leaves, symbols, constants, place = nil)
      @leaves = leaves.sort_by(&:virtual)
      @symbols = symbols
      @constants = constants
      @place = place
      @guards = early? ? {} : guards
    end

    # The same as ranges, short: { region => [[from, to, access, what, pages, physical address], …] }. access is the permissions, then `user` and
    # `uncached` where that is so. A hole has no pages, and only device registers have a physical address.
    def regions
      ranges.group_by { |range| range["region"] }.transform_values do |list|
        list.map do |range|
          access = [range["permissions"], range["owner"] == "user" ? "user" : nil, range["cached"] == false ? "uncached" : nil].compact.join(" ")
          [range["from"], range["to"], access, range["what"], range["pages"], range["physical"]].compact
        end
      end
    end

    # YAML with a line for each range, written as JSON, which YAML includes.
    def self.text(figure)
      figure.map do |name, value|
        value.is_a?(Array) ? "#{name}:\n#{value.map { |map| one(map) }.join}" : "#{name}: #{JSON.generate(value)}\n"
      end.join
    end

    def self.one(map)
      head = map.except("regions").map { |name, value| "#{name}: #{JSON.generate(value)}\n" }
      regions = map["regions"].map { |name, rows| "    #{name}:\n#{rows.map { |row| "    - #{JSON.generate(row)}\n" }.join}" }
      "- #{head.join("  ")}  regions:\n#{regions.join}"
    end
    private_class_method :one

    # From the lowest address up, as plain data.
    def ranges
      all = @leaves.map { |leaf| range(leaf) } + holes.each { |hole| demand_empty(hole) }
      all.sort_by(&:start).each_with_object([]) do |found, joined|
        joined.last&.pages && found.pages && joined.last.continued_by?(found) ? joined.last.join(found) : joined << found
      end.map(&:to_h)
    end

    private

    SIZES = { 1 << 12 => "4 KiB", 1 << 21 => "2 MiB", 1 << 30 => "1 GiB" }.freeze

    def range(leaf)
      region, what = place(leaf)
      permissions = "r#{leaf.writable ? "w" : "-"}#{leaf.executable ? "x" : "-"}"
      Range.new(start: leaf.virtual, end: leaf.end, region: region, what: what, permissions: permissions, owner: leaf.user ? "user" : "kernel",
                cached: leaf.cached, pages: { SIZES.fetch(leaf.size) => 1 }, physical: region == "devices" ? leaf.physical : nil)
    end

    # Until there is paging.h, the tables are those that boot.S has made.
    def early?
      !@constants.key?("DEVICE_FIRST")
    end

    # Region and name of a page of the first tables, which say the same of all memory.
    def early_place(leaf)
      region, what, offset = if !leaf.kernel_half? then ["identity", "memory at its own address", 0]
                             elsif leaf.virtual >= constant("IMAGE_OFFSET") then ["image", "the image, and the memory behind it", constant("IMAGE_OFFSET") - moved]
                             else ["direct map", "the same memory once more", constant("DIRECT_MAP")]
                             end
      leaf.virtual - offset == leaf.physical ? [region, what] : unknown(leaf)
    end

    # Region and name of a page.
    def place(leaf)
      return early_place(leaf) if early?

      at = leaf.virtual
      if !leaf.kernel_half? then ["program", program(at) || unknown(leaf)]
      elsif between?(at, "DEVICE") then ["devices", "device registers"]
      elsif between?(at, "PROCESSORS") then ["processors", "of further processors"]
      elsif at >= constant("IMAGE_OFFSET") then ["image", part(at) || stack(at) || unknown(leaf)]
      else ["direct map", memory(leaf)]
      end
    end

    def unknown(leaf)
      raise Failure, "a page is mapped that belongs to nothing: #{leaf}; if it is meant to be there, teach tools/machine/address_map.rb its name"
    end

    def constant(name)
      @constants.fetch(name)
    end

    def between?(address, name)
      address.between?(constant("#{name}_FIRST"), constant("#{name}_LAST"))
    end

    def program(address)
      return elf_program(address) if @place

      flat_program(address) || (@constants.key?("HERE") && address.between?(constant("HERE"), constant("THERE") - 1) ? "memory that it has made" : nil)
    end

    # Where a program's memory lies besides its segments and its stack, each part up to the next one.
    AREAS = { "WINDOW" => "what the loader keeps of its window", "ARCHIVE_ADDRESS" => "the archive", "HEAP_START" => "heap" }.freeze

    def elf_program(address)
      segment = @place.image.segments.find { |one| (address - @place.base).between?(one.start, one.end - 1) }
      return "#{@place.image.name}: #{segment.what}" if segment
      return "stack" if address.between?(elf_stack, stack_top - 1)

      AREAS.find { |name, _| @constants.key?(name) && address.between?(constant(name), area_end(name) - 1) }&.last
    end

    def area_end(name)
      (AREAS.keys + %w[LAUNCH_STACK_START]).filter_map { |other| @constants[other] }.select { |start| start > constant(name) }.min
    end

    def stack_top
      @leaves.reject(&:kernel_half?).last.end
    end

    def elf_stack
      stack_top - (@place.stack_pages * page)
    end

    def flat_program(address)
      return unless @constants.key?("FLAT_CODE")
      return "code and constants" if address.between?(constant("FLAT_CODE"), constant("FLAT_DATA") - 1)
      return "variables" if address.between?(constant("FLAT_DATA"), constant("FLAT_DATA") + (constant("FLAT_DATA_PAGES") * page) - 1)

      "stack" if address.between?(program_stack, constant("FLAT_STACK_TOP") - 1)
    end

    def program_stack
      @place ? elf_stack : constant("FLAT_STACK_TOP") - (constant("FLAT_STACK_PAGES") * page)
    end

    def page
      constant("PAGE_BYTES")
    end

    def part(address)
      PARTS.find { |name, _| within?(address, name) }&.last
    end

    def within?(address, name)
      address >= @symbols.address("__#{name}_start") && address < @symbols.address("__#{name}_end")
    end

    # A stack is called as the guard page below it.
    def stack(address)
      return unless within?(address, "stacks")

      below = @guards.keys.select { |guard| guard < address }.max
      below && @guards[below]
    end

    # { address of a guard page => name of the stack above it }
    def guards
      @symbols.table("guard_pages").to_h do |address|
        symbol = @symbols.names(address).find { |name| name.end_with?("_guard") } or raise(Failure, format("the guard page at %#x has no symbol NAME_guard", address))
        [address, symbol.delete_suffix("_guard").tr("_", " ").sub("nmi", "NMI")]
      end
    end

    # The image's frames are mapped a second time in the direct map.
    def memory(leaf)
      unknown(leaf) unless leaf.virtual - constant("DIRECT_MAP") == leaf.physical
      return "the image once more" if image_frames.cover?(leaf.physical)

      leaf.writable ? "available memory" : "what the firmware keeps"
    end

    def image_frames
      @image_frames ||= constant("IMAGE_LOAD") + moved...@symbols.address("__image_end") - constant("IMAGE_OFFSET") + moved
    end

    # How far from IMAGE_LOAD the loader has put the image.
    def moved
      @moved ||= begin
        first = @symbols.address("__text_entry_start")
        mapped = @leaves.find { |leaf| leaf.virtual <= first && first < leaf.end } or raise(Failure, "the tables map nothing of the kernel's image")
        mapped.physical - (mapped.virtual - constant("IMAGE_OFFSET"))
      end
    end

    # Where nothing is mapped, and on purpose.
    def holes
      return [] if early?

      program_holes + empty("devices", "DEVICE", "device registers, none yet") + empty("processors", "PROCESSORS", "stacks of further processors, none yet") +
        @guards.map { |address, name| hole(address, address + page, "image", "guard page below the #{name}") }
    end

    def program_holes
      return [hole(0, 1 << 47, "program", "programs, none yet")] if @leaves.all?(&:kernel_half?)

      [hole(0, page, "program", "page 0, never mapped"), hole(program_stack - page, program_stack, "program", "guard page below the stack"),
       hole(constant("USER_LIMIT"), 1 << 47, "program", "the last page, never mapped")]
    end

    def empty(region, name, what)
      return [] if @leaves.any? { |leaf| between?(leaf.virtual, name) }

      [hole(constant("#{name}_FIRST"), constant("#{name}_LAST") + 1, region, what)]
    end

    def hole(first, last, region, what)
      Range.new(start: first, end: last, region: region, what: what)
    end

    def demand_empty(hole)
      there = @leaves.find { |leaf| leaf.virtual < hole.end && hole.start < leaf.end } or return
      raise Failure, "#{hole.what}: here nothing may be mapped, but there is #{there}"
    end
  end
end
