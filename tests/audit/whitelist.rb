# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require_relative "audit"

module Audit
  # Compares what was found with a checked table (YAML): entries `instruction`, `in` (a source function, or the symbol in
  # assembly), `reason`, and optionally `since`, `until` (sprints) and `count` ({sprint: number of sites}, compared under the
  # compiler that the table names). Indirect calls also have `targets`, which the bound of the stack is computed from: functions, `table NAME` or `array NAME COUNT`.
  class Whitelist
    COMPILER = "gcc #{`#{ENV.fetch("CC", "gcc")} -dumpfullversion`.strip}".freeze

    # The whole of such an audit's command line: `--list` prints what is found, `--accept` writes it into the table, where a
    # new line still lacks its reason, and is red until somebody gives one.
    def self.audit(file, sprint, found, options)
      raise Machine::Failure, "nothing was found to compare with #{File.basename(file)}: that cannot be" if found.empty?

      found.sort.each { |(what, where), count| puts format("%4d  %s in %s", count, what, where) } if options.include?("--list")
      Table.new(file).accept(found, sprint) if options.include?("--accept")
      new(file, sprint).wrong(found)
    end

    def initialize(file, sprint)
      @name = File.basename(file)
      @sprint = sprint
      table = YAML.safe_load_file(file)
      @exact = table["recorded-with"] == COMPILER
      @entries = table.fetch("sites").select { |entry| holds?(entry) }
      bare = @entries.find { |entry| entry["reason"].to_s.strip.empty? }
      raise Machine::Failure, "#{@name}: #{bare["instruction"]} in #{bare["in"]} has no reason" if bare
    end

    # found: { [instruction, function] => number of sites }
    def wrong(found)
      listed = @entries.to_h { |entry| [[entry["instruction"], entry["in"]], entry] }
      extra = found.keys - listed.keys
      gone = listed.keys - found.keys
      extra.map { |what, where| "#{what} in #{where} (#{found[[what, where]]} sites) is not in #{@name}: take it out, or list it with its reason" } +
        gone.map { |what, where| "#{what} in #{where} is listed in #{@name} but not in the kernel: delete the line, or end it with `until`" } +
        counts(found, listed)
    end

    private

    def holds?(entry)
      number = @sprint.number
      number >= place(entry.fetch("since")) && (entry["until"].nil? || number <= place(entry["until"]))
    end

    # A sprint that is not written yet counts by its place in the order.
    def place(slug)
      @order ||= File.readlines(Machine::Project.path("sprints", "order"), chomp: true)
      (@order.index(slug) || raise(Machine::Failure, "#{@name}: there is no sprint `#{slug}`")) + 1
    end

    def counts(found, listed)
      return [] unless @exact

      listed.filter_map do |key, entry|
        wanted = entry["count"] && entry["count"][@sprint.slug]
        next if wanted.nil? || found[key].nil? || found[key] == wanted

        "#{key.join(" in ")}: #{found[key]} sites, listed are #{wanted}"
      end
    end
  end

  # The table as a file that is written back.
  class Table
    def initialize(file)
      @file = file
      @head = File.foreach(file).take_while { |line| line.start_with?("#") }.join
      @table = YAML.safe_load_file(file)
    end

    def accept(found, sprint)
      sites = @table["sites"]
      found.each do |(what, where), count|
        entry = sites.find { |site| site["instruction"] == what && site["in"] == where && site["until"].nil? }
        sites << (entry = { "instruction" => what, "in" => where, "since" => sprint.slug, "reason" => "", "count" => {} }) unless entry
        (entry["count"] ||= {})[sprint.slug] = count
      end
      @table["recorded-with"] = Whitelist::COMPILER
      sites.sort_by! { |site| [site["instruction"], site["in"]] }
      File.write(@file, @head + YAML.dump(@table, line_width: -1).delete_prefix("---\n"))
    end
  end
end
