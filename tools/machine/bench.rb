# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require "yaml"
require_relative "boot_test"
require_relative "crossing"
require_relative "map_recorder"
require_relative "size"
require_relative "staged"
require_relative "versions"

module Machine
  # Measures the kernel and writes bench.yml, size.yml, crossing*.yml and address-map.yml in docs/figures/, which the book reads.
  #
  # Instructions are counted by the time stamp counter under -icount shift=0 (BIOS): there one instruction is one tick.
  # Benches are folders under tests/bench/, of the form of boot tests, whose kernels print `bench NAME VALUE UNIT`.
  class Bench
    FOLDER = Project.path("docs", "figures")
    LINE = /\Abench (\w+) (\d+) (\w+)\z/
    PARTS = %w[bench size crossing address-map].freeze

    # sprints: those whose figures are measured. parts: those of PARTS that are.
    def initialize(sprints = Sprints.all, parts: PARTS)
      @sprints = sprints
      @parts = parts
      @last = Sprints.last
    end

    # check: compare with what is recorded about these sprints, write nothing. Returns the exit status.
    def run(check: false)
      figures = @parts.map { |part| part == "crossing" ? crossings : { part => send(part.tr("-", "_")) } }.reduce(:merge).compact
      wrong = consistency(figures)
      check ? wrong += figures.flat_map { |name, found| differences(name, found) } : figures.each { |name, found| write(name, found) }
      puts wrong
      puts "the figures are as recorded" if check && wrong.empty?
      wrong.empty? ? 0 : 1
    end

    private

    def folders
      BootTest.all(Project.path("tests", "bench"))
    end

    # Each bench at its birth sprint, and at all later ones.
    def bench
      return if folders.empty?

      by_sprint = folders.each_with_object({}) do |test, found|
        (test.sprints & @sprints).each { |sprint| (found[sprint.slug] ||= {}).merge!(measure(test, sprint)) }
      end
      { "unit" => "instructions", "loop" => LOOP_TEXT, "now" => by_sprint[@last.slug]&.dup, "by_sprint" => by_sprint }.compact
    end

    LOOP_TEXT = "a call with its share of the program's loop: MOV of the number, SYSCALL, DEC, JNZ; a MOV more for each argument"

    def image(test, sprint)
      out = Project.path("build", "tests", "bench-#{test.name}-#{sprint.slug}")
      Builder.new(sprint).with_demo(Project.relative(test.folder), out, entry: test.entry)
    end

    def measure(test, sprint)
      run = Run.finish(image(test, sprint), profile: measuring)
      report = Report.new(test, run, run.verdict.done? ? [] : [run.verdict.explanation])
      raise Failure, report.to_s unless report.passed?

      found = run.console.lines(chomp: true).filter_map { |line| line.match(LINE)&.captures }.to_h { |name, value,| [name, Integer(value, 10)] }
      found.empty? ? raise(Failure, "#{test.name} printed no line `bench NAME VALUE UNIT`") : found
    end

    def measuring
      Profile.new(shift: 0)
    end

    def size
      @sprints.to_h do |sprint|
        folder = File.dirname(Builder.new(sprint).private_checkpoint("bench", target: "kernel"))
        [sprint.slug, Size.new(sprint, folder, Staged.base(sprint)).figures]
      end
    end

    # The last sprint's only.
    def crossings
      @sprints.include?(@last) ? Crossing.new(@last).figures(measuring) : {}
    end

    def address_map
      @sprints.to_h { |sprint| [sprint.slug, MapRecorder.new(sprint).maps(measuring)] }
    end

    # What two ways of counting must agree on: the trace of a null call has one instruction before SYSCALL and one behind it, the loop that the
    # time stamp counter measures has one more.
    LOOP = 1

    def consistency(figures)
      return [] unless figures["crossing"] && figures["bench"]

      counted = figures["crossing"]["count"] + LOOP
      measured = figures["bench"]["now"]["null"]
      counted == measured ? [] : ["a null call is #{measured} instructions by the time stamp counter, but #{counted} by stepping"]
    end

    def header
      { "recorded-with" => Versions.line, "machine" => "#{Profile::NAME}, -icount shift=0" }
    end

    def path(name)
      File.join(FOLDER, "#{name}.yml")
    end

    def write(name, found)
      FileUtils.mkdir_p(FOLDER)
      text = "# Measured. Written by make bench; read by the book. See docs/figures/README.md.\n"
      found = header.merge(found)
      File.write(path(name), text + yaml(name, found))
      puts "wrote #{Project.relative(path(name))}"
    end

    def yaml(name, found)
      return Crossing.text(found) if Crossing::TRACES.key?(name)

      name == "address-map" ? AddressMap.text(found) : YAML.dump(found, line_width: -1).delete_prefix("---\n")
    end

    def differences(name, found)
      return ["#{Project.relative(path(name))} is missing: run make bench"] unless File.exist?(path(name))

      recorded = YAML.safe_load_file(path(name))
      if header["machine"] != recorded["machine"]
        return ["#{name}: recorded on #{recorded["machine"]}, but the machine is #{header["machine"]} now: run make bench"]
      end
      if header != recorded.slice(*header.keys)
        puts "#{name}: recorded with other versions (#{recorded["recorded-with"]}): the figures are not compared"
        return []
      end
      compare(of_these(name, recorded.except(*header.keys)), found, name)
    end

    # What is recorded, without what is about other sprints.
    def of_these(name, recorded)
      others = (Sprints.all - @sprints).map(&:slug)
      return recorded.except(*others) unless name == "bench"

      recorded.except(*("now" unless @sprints.include?(@last))).merge("by_sprint" => recorded["by_sprint"].except(*others))
    end

    def compare(old, new, where)
      return [] if old == new
      return (old.keys | new.keys).flat_map { |key| compare(old[key], new[key], "#{where}.#{key}") } if old.is_a?(Hash) && new.is_a?(Hash)

      at = old.is_a?(Array) && new.is_a?(Array) && (0..old.size).find { |index| old[index] != new[index] }
      old, new, where = old[at], new[at], "#{where}.#{at}" if at
      return compare(old, new, where) if at && old.is_a?(Hash) && new.is_a?(Hash)

      ["#{where}: recorded is #{old.inspect[0, 300]}, measured #{new.inspect[0, 300]}: run make bench, and look at git diff"]
    end
  end
end
