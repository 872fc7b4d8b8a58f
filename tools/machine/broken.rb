# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require_relative "boot_test"
require_relative "recorder"
require_relative "staged"
require_relative "versions"

module Machine
  # A broken variant: a patch that takes a guard away, the test that must turn red, and what the red test must print.
  # See tests/suites/README.md for the header.
  class Broken
    ORACLES = %w[qemu bochs static host].freeze

    attr_reader :name

    def self.names(sprint)
      Dir.glob(File.join(sprint.folder, "broken", "*.patch")).map { |file| File.basename(file, ".patch") }.sort
    end

    def initialize(sprint, name)
      @sprint = sprint
      @name = name
      @file = File.join(sprint.folder, "broken", "#{name}.patch")
      raise Failure, "there is no broken variant `#{name}` in #{sprint.slug}: it has #{Broken.names(sprint).join(" ")}" unless File.exist?(@file)

      @header = read_header
    end

    def guard
      @header.fetch("Guard")
    end

    def oracle
      @header.fetch("Oracle", "qemu")
    end

    # Runs the test on the broken tree. 0 if it is red for the named reason.
    def check
      passed, output = attempt
      puts output
      return complain("the test `#{test}` stays green without the guard (#{guard}): it does not test it") if passed
      return complain("the test is red, but its output lacks `#{expect}`: it is red for another reason") unless output.include?(expect)

      puts "#{@sprint.slug}/#{name}: red as it should be: #{expect}"
      0
    end

    # What the broken kernel prints, for the transcript beside the patch: the test's console, or the checkpoint's.
    def play
      copy do |tree|
        unless boot_test?
          played = Recorder.new(@sprint).play("make run SPRINT=#{@sprint.slug}", image: tree.image(append: append))
          next Transcript.new(headers: played.headers, command: command, lines: played.lines, exit_status: played.exit_status)
        end
        run = boot(tree).run
        headers = { "sprint" => @sprint.slug, "machine" => oracle == "bochs" ? "bochs-#{Bochs::MODEL}" : Profile::NAME, "recorded-with" => Versions.line }
        Transcript.new(headers: headers, command: command,
                       lines: run.console.lines(chomp: true), exit_status: run.verdict.exit_status)
      end
    end

    private

    def command
      "ruby tools/machine.rb broken #{@sprint.slug} #{name}"
    end

    def test
      @header.fetch("Test")
    end

    def expect
      @header.fetch("Expect")
    end

    def append
      @header.fetch("Append", "")
    end

    def boot_test?
      !%w[build transcript].include?(test) && !test.match?(/\A(?:host|fuzz)-|\Aaudit /)
    end

    def read_header
      lines = File.foreach(@file, chomp: true).take_while { |line| line != "---" }
      header = lines.to_h { |line| line.split(/:\s*/, 2) }
      missing = %w[Guard Test Expect].reject { |key| header[key].to_s != "" }
      raise Failure, "#{Project.relative(@file)}: the header lacks `#{missing.first}:`" if missing.any?
      raise Failure, "#{Project.relative(@file)}: Oracle: is one of #{ORACLES.join(", ")}" unless ORACLES.include?(header.fetch("Oracle", "qemu"))

      header
    end

    def complain(message)
      puts "#{Project.relative(@file)}: #{message}"
      1
    end

    def copy
      tree = Staged.new(@sprint, "broken-#{@sprint.slug}-#{name}", debug: boot_test? && BootTest.find(test).debug?)
      tree.patch(@file)
      yield(tree).tap { tree.remove }
    end

    # [did it pass, what it printed]
    def attempt
      copy do |tree|
        case test
        when "build" then command_passes(["make", "-s", "kernel"], tree)
        when /\A(?:host|fuzz)-/ then host(tree)
        when /\Aaudit (\S+)\z/ then audit(tree, Regexp.last_match(1))
        when "transcript" then compare(tree)
        else [(report = boot(tree)).passed?, report.to_s]
        end
      end
    end

    def boot(tree)
      boot_test = BootTest.find(test)
      tree.put_test(boot_test.sources, "boot-test")
      settings = append.empty? ? boot_test.append : append
      image = tree.image(demo: "boot-test", append: settings, debug: boot_test.debug?)
      boot_test.run_image(image, oracle: oracle)
    end

    def compare(tree)
      recorder = Recorder.new(@sprint)
      recorded = Transcript.read(recorder.path("boot"))
      image = tree.image(append: append)
      run = oracle == "bochs" ? Bochs.finish(image) : Run.finish(image)
      wrong = recorded.differences(run.console.lines(chomp: true), run.verdict.exit_status, masks: Masks.load, all_masks: true)
      [wrong.empty?, [*run.console.lines(chomp: true).last(15), "---", *wrong, run.verdict.explanation].join("\n")]
    end

    # Host tests and fuzzers compile kernel files of the tree that they stand in.
    def host(tree)
      %w[tests/host tests/fuzz].each { |place| tree.put(Project.path(place), place) }
      FileUtils.mkdir_p(File.join(tree.folder, "sprints"))
      FileUtils.cp(Project.path("sprints", "order"), File.join(tree.folder, "sprints"))
      command_passes(["make", "-s", "-f", "tests/host/Makefile", test], tree)
    end

    def audit(tree, audit)
      tree.image(append: append)
      command_passes(["ruby", Project.path("tests", "audit", "#{audit}.rb"), @sprint.slug, "--tree", tree.folder], tree)
    end

    def command_passes(command, tree)
      output, status = Open3.capture2e(Builder::CLEAN, *command, chdir: tree.folder)
      [status.success?, output]
    end
  end
end
