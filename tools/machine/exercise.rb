# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require "yaml"
require_relative "staged"

module Machine
  # An exercise in the tree that a reader gets: `make exercise N=` is red at the start, and green with the solution.
  class Exercise
    FILES = %w[task.md hint.md test.yml solution.patch].freeze
    RED = "not seen: "

    attr_reader :number

    def self.all(sprint)
      Dir.glob(File.join(sprint.folder, "exercises", "[0-9]*-*")).sort.map { |folder| new(sprint, folder) }
    end

    def self.find(sprint, number)
      all(sprint).find { |exercise| exercise.number == number.to_s } ||
        raise(Failure, "#{sprint.slug} has no exercise #{number}; it has: #{all(sprint).map(&:number).join(" ")}")
    end

    def initialize(sprint, folder)
      @sprint = sprint
      @folder = folder
      @number = File.basename(folder)[/\A\d+/]
      missing = FILES.find { |file| !File.exist?(File.join(folder, file)) }
      raise Failure, "#{Project.relative(folder)}/#{missing} is missing: an exercise has #{FILES.join(", ")}" if missing
    end

    def name
      File.basename(@folder)
    end

    # 0 if the state is what it should be: red at the `start` (for the reason that test.yml names under `red`, or because an
    # expected line is not seen), green with the `solution`.
    def check(state)
      raise Failure, "an exercise is checked at its start or with its solution, not `#{state}`" unless %w[start solution].include?(state)

      tree = Staged.new(@sprint, "exercise-#{@sprint.slug}-#{name}-#{state}")
      tree.patch(File.join(@folder, "solution.patch")) if state == "solution"
      output, status = Open3.capture2e(Builder::CLEAN, "make", "-s", "exercise", "N=#{number}", chdir: tree.folder)
      tree.remove
      puts output
      state == "solution" ? green(status) : red(status, output)
    end

    private

    def reason
      (YAML.safe_load_file(File.join(@folder, "test.yml")) || {}).fetch("red", RED)
    end

    def green(status)
      return 0 if status.success?

      puts "#{Project.relative(@folder)}: still red with the solution: mend solution.patch or the test"
      1
    end

    def red(status, output)
      if status.success?
        puts "#{Project.relative(@folder)}: green before anybody solved it: the test proves nothing"
      elsif !output.include?(reason)
        puts "#{Project.relative(@folder)}: red at the start, but not because of `#{reason}`"
      else
        return 0
      end
      1
    end
  end
end
