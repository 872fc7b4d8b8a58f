# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require_relative "../../tools/machine/project"

# The tests of the whole project: which there are (Suite), and how they run (Runner).
module Tests
  # A suite that is declared wrongly.
  class Mistake < StandardError; end

  # One test: an independent command that exits 0 if the sentence `name` is true.
  Case = Struct.new(:name, :command, :group, :birth, :env, :skip, :limit, :cost, keyword_init: true)

  # What a file tests/suites/NAME.rb is evaluated in:
  #
  #   test "sentence that it proves", command: ["ruby", "tests/x.rb"], group: "host", birth: "paging"
  #
  # Also: env: {…}, skip: "reason" (a skip fails under CI=true), limit: seconds, cost: seconds it is likely to take
  # (the longest start first).
  class Suite
    FOLDER = File.expand_path("../suites", __dir__)
    LIMIT = 900

    attr_reader :cases

    def self.load_all(folder = FOLDER)
      cases = Dir.glob(File.join(folder, "*.rb")).sort.flat_map { |file| new(file).read }
      twice = cases.map(&:name).tally.find { |_, count| count > 1 }
      raise Mistake, "two tests have the name `#{twice.first}`: a name is one sentence that one test proves" if twice

      cases
    end

    def initialize(file)
      @file = file
      @cases = []
    end

    def read
      instance_eval(File.read(@file), @file)
      cases
    rescue Machine::Failure => e
      raise Mistake, "#{@file}: #{e.message}"
    end

    # Declares a test.
    def test(name, command:, group: default_group, birth: nil, env: {}, skip: nil, limit: LIMIT, cost: 1)
      raise Mistake, "#{@file}: `#{name}` has an empty command" if Array(command).empty?
      raise Mistake, "#{@file}: `#{name}` is skipped without a reason" if skip && skip.to_s.strip.empty?

      @cases << Case.new(name: name, command: Array(command).map(&:to_s), group: group, birth: birth, env: env,
                         skip: skip, limit: limit, cost: cost)
    end

    # The root of the tree, and paths in it.
    def root(*parts)
      Machine::Project.path(*parts)
    end

    # A command of tools/machine.rb, which needs no gems: to look for them takes Ruby longer than to start.
    def machine(*words)
      ["ruby", "--disable-gems", "tools/machine.rb", *words]
    end

    # True under `make test-all`.
    def all?
      ENV["ALL"] == "1"
    end

    # The slugs of the sprints that are there, in order.
    def sprints
      Machine::Sprints.all.map(&:slug)
    end

    # The sprints that a test runs at: its birth sprint and the last one (or `upto`); all in between under ALL=1.
    def sprints_for(birth, upto = nil)
      range = Machine::Sprints.range(birth, upto).map(&:slug)
      all? ? range : [range.first, range.last].uniq
    end

    def sprint?(slug)
      sprints.include?(slug)
    end

    private

    def default_group
      File.basename(@file, ".rb")
    end
  end
end
