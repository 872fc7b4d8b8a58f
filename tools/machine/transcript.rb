# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require "shellwords"
require "yaml"
require_relative "project"
require_relative "profile"

module Machine
  # Named regular expressions for texts that may differ: see tests/machine/masks.yml.
  class Masks
    Mask = Struct.new(:name, :pattern, :always)

    def self.load(file = Project.path("tests", "machine", "masks.yml"))
      new((YAML.safe_load_file(file) || []).map do |entry|
        Mask.new(entry.fetch("name"), Regexp.new(entry.fetch("pattern")), entry.fetch("when") == "always")
      end)
    end

    def initialize(masks)
      @masks = masks
    end

    def apply(line, all:)
      @masks.reduce(line) { |text, mask| all || mask.always ? text.gsub(mask.pattern, "<#{mask.name}>") : text }
    end
  end

  # A recorded session: header lines (#: ), the command ($ ), the console, [exit N]; named slices (#= name … #= /name).
  class Transcript
    HEADER = /\A#: (\S+) (.*)\z/
    MARK = /\A#= /
    EXIT = /\A\[exit (\d+)\]\z/

    attr_reader :headers, :command, :exit_status, :lines

    # lines: the console and the marks among it, without line ends.
    def initialize(headers:, command:, lines:, exit_status:)
      @headers = headers
      @command = command
      @lines = lines
      @exit_status = exit_status
    end

    def self.parse(text, name = "transcript")
      lines = text.lines(chomp: true)
      headers = {}
      headers.store(*lines.shift.match(HEADER).captures) while lines.first&.match?(HEADER)
      command = lines.shift.to_s[/\A\$ (.*)\z/, 1] or raise Failure, "#{name}: the line `$ make run SPRINT=…` is missing"
      status = lines.pop.to_s[EXIT, 1] or raise Failure, "#{name}: the last line must be `[exit N]`"
      new(headers: headers, command: command, lines: lines, exit_status: Integer(status, 10))
    end

    def self.read(file)
      parse(File.read(file), Project.relative(file))
    end

    def to_s
      head = headers.map { |name, value| "#: #{name} #{value}" }
      "#{[*head, "$ #{command}", *lines, "[exit #{exit_status}]"].join("\n")}\n"
    end

    def with_lines(lines)
      Transcript.new(headers: headers, command: command, lines: lines, exit_status: exit_status)
    end

    # What the machine printed, marks left out.
    def console
      lines.grep_v(MARK)
    end

    # The settings of the command: `make run SPRINT=boot APPEND="a b"` has SPRINT and APPEND.
    def settings
      Shellwords.split(command).filter_map { |word| word.match(/\A([A-Z]+)=(.*)\z/m)&.captures }.to_h
    end

    # This transcript's marks put among another recording's lines: each goes before the line that followed it, or after
    # the line that it followed. A mark whose neighbours are both gone is an error, since a chapter leans on it.
    def remark(fresh)
      Remark.new(lines, fresh).lines
    end

    # Sentences that say how another run differs.
    def differences(console, status, masks:, all_masks:)
      masked = ->(line) { masks.apply(line, all: all_masks) }
      wrong = self.console == console ? [] : Difference.between(self.console.map(&masked), console.map(&masked))
      wrong << "it ends with [exit #{status}], recorded was [exit #{exit_status}]" if status != exit_status
      wrong
    end
  end

  # Puts marks among the lines of a new recording.
  class Remark
    def initialize(old, fresh)
      @old = old
      @fresh = fresh
    end

    def lines
      places = Hash.new { |hash, key| hash[key] = [] }
      from = 0
      @old.each_with_index do |line, index|
        next unless line.match?(Transcript::MARK)

        from = place(index, from)
        places[from] << line
      end
      (0..@fresh.size).flat_map { |at| places[at] + @fresh[at, 1].to_a }
    end

    private

    def plain?(line)
      !line.match?(Transcript::MARK)
    end

    # The index in the new lines that the mark goes in front of.
    def place(index, from)
      after = @old[(index + 1)..].find { |line| plain?(line) }
      before = @old[0...index].rindex { |line| plain?(line) }
      closing = @old[index].start_with?("#= /")
      exact = exact_place(before && @old[before], after, from)
      return exact if exact

      first, second = closing ? [:behind, :ahead] : [:ahead, :behind]
      found = send(first, before && @old[before], after, from) || send(second, before && @old[before], after, from)
      found || raise(Failure, "the mark `#{@old[index]}` has lost its neighbours: put it into the new recording by hand")
    end

    def exact_place(before, after, from)
      (from..@fresh.size).find do |at|
        (at.zero? ? before.nil? : @fresh[at - 1] == before) && @fresh[at] == after
      end
    end

    def ahead(_before, after, from)
      after ? (from...@fresh.size).find { |at| @fresh[at] == after } : @fresh.size
    end

    def behind(before, _after, from)
      return 0 unless before

      at = ([from - 1, 0].max...@fresh.size).find { |place| @fresh[place] == before }
      at && (at + 1)
    end
  end

  # The first lines in which two consoles differ.
  module Difference
    CONTEXT = 2
    SHOWN = 8

    def self.between(recorded, seen)
      at = (0..[recorded.size, seen.size].max).find { |index| recorded[index] != seen[index] }
      return [] unless at && (recorded[at] || seen[at])

      context = recorded[[at - CONTEXT, 0].max...at].map { |line| "    #{line}" }
      ["line #{at + 1} of the console differs (- recorded, + now):",
       *context,
       *recorded[at, SHOWN].to_a.zip(seen[at, SHOWN].to_a).flat_map { |old, new| old == new ? ["    #{old}"] : ["  - #{old}", "  + #{new}"] }]
    end
  end
end
