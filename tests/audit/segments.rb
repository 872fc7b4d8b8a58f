# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Audit: no segment and no section of the linked kernel is writable and executable, and nothing is left to relocate.

require_relative "audit"

# Segments and sections, from readelf.
module Segments
  def self.wrong(subject)
    segments(subject) + sections(subject) + relocations(subject) + stack(subject)
  end

  def self.segments(subject)
    rows = subject.tool("readelf", "-lW").lines.grep(/^\s+LOAD\s/)
    raise Machine::Failure, "readelf shows no segment to load" if rows.empty?

    rows.select { |row| flags(row).include?("W") && flags(row).include?("E") }
        .map { |row| "a segment is writable and executable: #{row.strip}" }
  end

  def self.flags(row)
    row[/0x\h+\s+0x\h+\s+((?:[RWE] ?)+)\s*0x\h+\s*$/, 1].delete(" ")
  end

  # Address, offset, size 0: a part of the link map that has nothing in it yet.
  EMPTY = /\s\h{16} \h{6,} 0{6,} /

  def self.sections(subject)
    rows = subject.tool("readelf", "-SW").lines.grep(/\s(?:WAX|AXW|WXA|AWX)\s/).grep_v(EMPTY)
    rows.map { |row| "a section is writable and executable: #{row.strip}" }
  end

  def self.relocations(subject)
    text = subject.tool("readelf", "-rW")
    text.include?("There are no relocations") ? [] : ["the linked kernel still has relocations"]
  end

  def self.stack(subject)
    row = subject.tool("readelf", "-lW").lines.grep(/GNU_STACK/).first
    row&.include?("RWE") ? ["the program headers ask for an executable stack"] : []
  end
end

Audit.run { |subject| Segments.wrong(subject) }
