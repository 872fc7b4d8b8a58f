# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require_relative "builder"

module Machine
  # An ELF program as readelf shows it, and where a process has it.
  class ProgramImage
    # offset, file_bytes: what the file has of it. start, end: its pages; for a movable program, from its base on. what: its sections.
    Segment = Struct.new(:offset, :file_bytes, :address, :start, :end, :writable, :executable, :what)

    PAGE = 4096

    attr_reader :name, :segments

    def initialize(file)
      @file = file
      @name = File.basename(file, ".elf")
      text = Quiet.run("readelf", "-hlW", file)
      @movable = text.match?(/^\s*Type:\s+DYN\b/)
      @segments = read(text)
      raise Failure, "#{Project.relative(file)} has no segments" if @segments.empty?
    end

    # The base at which a process has this program: there each segment lies in pages with its permissions and no others, and the memory of the
    # first one that is executed holds what the file does. nil if the process is another program's. The block reads memory: address, length.
    def base(leaves)
      pages = leaves.reject(&:kernel_half?).to_h { |leaf| [leaf.virtual, leaf] }
      found = bases(pages).select { |base| fits?(pages, base) && same?(base) { |address, length| yield address, length } }
      raise Failure, "#{@name} lies at #{found.map { |base| format("%#x", base) }.join(" and at ")}" if found.size > 1

      found.first
    end

    private

    def read(text)
      sections = text[/Section to Segment mapping:.*/m].scan(/^[ \t]+(\d\d)[ \t]+(\S.*)?$/).to_h { |number, names| [number.to_i, names.to_s.strip] }
      headers = text[/^Program Headers:.*?(?=Section to Segment)/m].lines.grep(/0x\h+ +0x\h+/).reject { |line| line.include?("Requesting") }
      headers.each_with_index.filter_map do |line, number|
        kind, offset, address, _, file_bytes, bytes, flags = line.match(/^\s*(\S+)((?:\s+0x\h+){5})\s+([RWE ]+?)\s+0x/)&.then { |m| [m[1], *m[2].split, m[3]] }
        segment(offset.hex, address.hex, file_bytes.hex, bytes.hex, flags, sections.fetch(number)) if kind == "LOAD"
      end
    end

    # A first segment without sections that say something is what every ELF file begins with.
    def segment(offset, address, file_bytes, bytes, flags, sections)
      what = sections.empty? ? "headers" : sections
      Segment.new(offset, file_bytes, address, address / PAGE * PAGE, (address + bytes + PAGE - 1) / PAGE * PAGE, flags.include?("W"), flags.include?("E"), what)
    end

    def bases(pages)
      @movable ? pages.keys.map { |at| at - @segments.first.start }.reject(&:negative?) : [0]
    end

    def fits?(pages, base)
      @segments.all? do |segment|
        (segment.start...segment.end).step(PAGE).all? do |at|
          leaf = pages[base + at]
          leaf && leaf.writable == segment.writable && leaf.executable == segment.executable
        end
      end
    end

    def same?(base)
      code = @segments.find(&:executable)
      yield(base + code.address, code.file_bytes) == File.binread(@file, code.file_bytes, code.offset)
    end
  end
end
