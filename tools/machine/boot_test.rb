# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require "yaml"
require_relative "bochs"
require_relative "builder"
require_relative "patterns"
require_relative "run"
require_relative "symbols"

module Machine
  # A folder with a demonstration of its own and a test.yml that says what the console must show: see tests/boot/README.md.
  class BootTest
    KEYS = %w[title since until cpu append memory smp uefi machine demo expect reject exit debug drive limit busy bochs entry].freeze

    attr_reader :name, :folder

    def self.all(where = Project.path("tests", "boot"))
      Dir.glob(File.join(where, "*", "test.yml")).sort.map { |file| new(File.dirname(file)) }
    end

    def self.find(name)
      folder = [Project.path("tests", "boot", name), File.expand_path(name, Project::ROOT)].find do |path|
        File.exist?(File.join(path, "test.yml"))
      end
      folder ? new(folder) : raise(Failure, "there is no boot test `#{name}`: tests/boot/#{name}/test.yml is missing")
    end

    def initialize(folder)
      @folder = folder
      @name = File.basename(folder)
      @facts = YAML.safe_load_file(File.join(folder, "test.yml")) || {}
      unknown = @facts.keys - KEYS
      raise Failure, "#{where}: unknown key `#{unknown.first}`; known are: #{KEYS.join(" ")}" if unknown.any?
      raise Failure, "#{where}: `title` is missing: the sentence that the test proves" unless title
      raise Failure, "#{where}: `expect` is missing: a test that expects nothing cannot fail" if Array(@facts["expect"]).empty?
    end

    def title
      @facts["title"]
    end

    def since
      @facts["since"]
    end

    # The processor models that it runs on; nil is the profile's own.
    def processors
      cpu = @facts["cpu"]
      cpu ? Array(cpu).map(&:to_s) : [nil]
    end

    def until
      @facts["until"]
    end

    # The Bochs model that it also runs on, or nil.
    def bochs
      @facts["bochs"] == true ? Bochs::MODEL : @facts["bochs"]
    end

    # The sprints that it holds at.
    def sprints
      Sprints.range(since, @facts["until"])
    end

    def debug?
      @facts["debug"] == true
    end

    def append
      @facts["append"].to_s
    end

    # The symbol that the kernel is entered at, if not its own.
    def entry
      @facts["entry"]
    end

    # The folder that it is built from: its own, or that of the test beside it that has the same programs under other settings.
    def sources
      @facts["demo"] ? File.join(File.dirname(folder), @facts["demo"]) : folder
    end

    # Builds it on the authored tree of a sprint, and runs it on QEMU or Bochs. Returns a Report.
    def run_at(sprint, cpu: processors.first, oracle: "qemu")
      out = Project.path("build", "tests", "#{name}-#{sprint.slug}")
      image = Builder.new(sprint, debug: debug?).with_demo(Project.relative(sources), out, append: append, entry: entry)
      run_image(image, cpu: cpu, oracle: oracle)
    end

    # Runs an image that somebody else built from it.
    def run_image(image, cpu: processors.first, oracle: "qemu")
      errors = []
      run = oracle == "bochs" ? Bochs.finish(image, cpu: bochs, memory: @facts["memory"], limit: limit) : on_qemu(image, cpu, errors)
      Report.new(self, run, errors + complaints(run))
    end

    private

    def on_qemu(image, cpu, errors)
      driver = lambda do |machine|
        drive(machine, image)
      rescue Failure => e
        errors << e.message
        machine.stop
      end
      Run.finish(image, profile: Profile.new(knobs(cpu)), limit: limit, busy: @facts["busy"], &(@facts["drive"] ? driver : nil))
    end

    def where
      Project.relative(File.join(folder, "test.yml"))
    end

    def limit
      @facts.fetch("limit", Run::LIMIT)
    end

    def knobs(cpu)
      Knobs.new(memory: @facts["memory"], smp: @facts["smp"], uefi: @facts["uefi"], cpu: cpu,
                append: append, machine: @facts["machine"])
    end

    def complaints(run)
      wanted = @facts.fetch("exit", "done").to_s
      wrong = Demands.new(expect: @facts["expect"], reject: @facts["reject"]).violations(run.console)
      wrong << "it should end with `#{wanted}` but ended with `#{run.verdict}`: #{run.verdict.explanation}" if run.verdict.to_s != wanted
      wrong
    end

    # The driver is plain Ruby; `machine` is the run.
    def drive(machine, image)
      file = File.join(folder, @facts["drive"])
      file += ".rb" unless file.end_with?(".rb")
      Driver.new(machine, File.join(File.dirname(image), "kernel.elf")).play(file)
    end
  end

  # What a driver script sees: `machine`, `symbol`, and `demand`, which fails the test.
  class Driver
    attr_reader :machine, :kernel

    def initialize(machine, kernel)
      @machine = machine
      @kernel = kernel
    end

    # The address of a symbol of the kernel.
    def symbol(name)
      symbols.address(name)
    end

    def symbols
      @symbols ||= Symbols.new(kernel)
    end

    def play(file)
      instance_eval(File.read(file), file)
    rescue Failure
      raise
    rescue StandardError => e
      raise Failure, "the driver failed: #{e.message} (#{e.class}, #{e.backtrace.first})"
    end

    def demand(condition, message)
      raise Failure, message unless condition
    end
  end

  # What came of a boot test.
  Report = Struct.new(:test, :run, :complaints) do
    def passed?
      complaints.empty?
    end

    # The console's last lines, and what is wrong with them.
    def to_s(lines: 18)
      shown = run.console.lines(chomp: true).last(lines)
      ["#{test.name}: #{passed? ? "passed" : "FAILED"}: #{test.title}", "--- console, last #{shown.size} lines", *shown, "---", *complaints].join("\n")
    end
  end
end
