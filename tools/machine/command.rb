# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require_relative "project"
require_relative "session"

module Machine
  # The command line. Each command is a method that returns the exit status.
  class Command
    HELP = <<~TEXT
      ruby tools/machine.rb COMMAND [SPRINT] [memory=256M smp=1 uefi=1 kvm=1 append="…" debug=1 cpu=max]
        run [SPRINT]                     build a checkpoint and boot it; 0 done, 64+N panic N, 1 reset
        debug [SPRINT]                   the same, halted, with gdb attached
        record [SPRINT|all]              record the transcripts again
        check-transcript SPRINT NAME     run again and compare with a transcript
        boot-test NAME [--sprint SLUG] [--cpu MODEL] [--oracle bochs]
        broken SPRINT NAME               a broken variant must turn its test red
        exercise SPRINT N start|solution an exercise's test is red at the start and green with the solution
        bochs [SPRINT] [MODEL]           boot a checkpoint on Bochs
        bench                            measure, and write the figures
        bench --check [SPRINT]           measure, and compare with what is recorded (of all sprints, or of one)
        bench … --part NAME              only this part: bench, size, crossing or address-map
      The settings may also come from the environment: SPRINT, MEM, SMP, UEFI, KVM, APPEND, DEBUG.
    TEXT

    SETTINGS = { "memory" => :memory, "smp" => :smp, "uefi" => :uefi, "kvm" => :kvm, "append" => :append,
                 "debug" => :debug, "cpu" => :cpu }.freeze
    COMMANDS = %w[run debug record check-transcript boot-test broken exercise bochs bench].freeze

    def run(arguments)
      name, *rest = arguments
      return help if name.nil? || %w[help --help -h].include?(name)
      raise Failure, "there is no command `#{name}`: ruby tools/machine.rb help lists them" unless COMMANDS.include?(name)

      send("#{name.tr("-", "_")}_command", rest)
    rescue Failure => e
      warn e.message
      1
    rescue Interrupt
      130
    end

    private

    def help
      puts HELP
      0
    end

    # Splits `sprint memory=… smp=…` into the sprint and the knobs.
    def split(rest)
      knobs = Knobs.from_environment
      names = rest.reject do |word|
        key, value = word.split("=", 2)
        knobs[SETTINGS[key]] = value if value && SETTINGS.key?(key)
      end
      raise Failure, "too many arguments: #{names.join(" ")}; one sprint, then name=value" if names.size > 1

      check_append(knobs.append.to_s)
      [Sprints.find(names.first || ENV.fetch("SPRINT", nil)), knobs]
    end

    # The command line passes through make, a shell and GRUB's script on its way, so it keeps to what means nothing to them.
    def check_append(text)
      return if text.match?(%r{\A[\w .,:=+/@%-]*\z})

      raise Failure, "APPEND takes letters, digits, spaces and . , : = + / @ % _ - only; it holds #{text.inspect}"
    end

    def run_command(rest)
      Session.new(*split(rest)).run
    end

    def debug_command(rest)
      Session.new(*split(rest)).debug
    end

    def record_command(rest)
      require_relative "recorder"
      name = rest.first || ENV.fetch("SPRINT", nil)
      sprints = [nil, "", "all"].include?(name) ? Sprints.all : [Sprints.find(name)]
      sprints.each do |sprint|
        recorder = Recorder.new(sprint)
        (recorder.names | ["boot"]).each { |transcript| puts "recorded #{Project.relative(recorder.record(transcript))}" }
      end
      0
    end

    def check_transcript_command(rest)
      require_relative "recorder"
      sprint, name = exactly(rest, 2, "check-transcript SPRINT NAME")
      recorder = Recorder.new(Sprints.find(sprint))
      wrong = recorder.differences(name) { |note| puts note }
      return 0.tap { puts "#{sprint}/#{name}: the same" } if wrong.empty?

      puts wrong
      puts "If the new output is right: make record SPRINT=#{sprint}, look at git diff, and reread the sections that show it."
      1
    end

    def boot_test_command(rest)
      require_relative "boot_test"
      options = options(rest, "--sprint", "--cpu", "--oracle")
      name, = exactly(rest, 1, "boot-test NAME [--sprint SLUG] [--cpu MODEL] [--oracle bochs]")
      test = BootTest.find(name)
      sprint = options["--sprint"] ? Sprints.find(options["--sprint"]) : Sprints.find(test.since)
      processors = options["--cpu"] ? [options["--cpu"]] : test.processors
      reports = processors.map { |cpu| test.run_at(sprint, cpu: cpu, oracle: options.fetch("--oracle", "qemu")).tap { |report| puts report } }
      reports.all?(&:passed?) ? 0 : 1
    end

    def broken_command(rest)
      require_relative "broken"
      sprint, name = exactly(rest, 2, "broken SPRINT NAME")
      Broken.new(Sprints.find(sprint), name).check
    end

    def exercise_command(rest)
      require_relative "exercise"
      sprint, number, state = exactly(rest, 3, "exercise SPRINT N start|solution")
      Exercise.find(Sprints.find(sprint), number).check(state)
    end

    def bochs_command(rest)
      require_relative "bochs"
      image = Builder.new(Sprints.find(rest.first)).private_checkpoint("bochs")
      run = Bochs.finish(image, cpu: rest[1])
      puts run.console
      warn run.verdict.explanation unless run.verdict.done?
      run.verdict.exit_status
    end

    def bench_command(rest)
      require_relative "bench"
      part = options(rest, "--part")["--part"]
      raise Failure, "there is no part `#{part}`; there are: #{Bench::PARTS.join(" ")}" unless part.nil? || Bench::PARTS.include?(part)

      parts = part ? [part] : Bench::PARTS
      return Bench.new(parts: parts).run unless rest.first == "--check"

      Bench.new(rest[1] ? [Sprints.find(rest[1])] : Sprints.all, parts: parts).run(check: true)
    end

    def options(rest, *names)
      names.each_with_object({}) do |name, found|
        at = rest.index(name) or next
        _, found[name] = rest.slice!(at, 2)
        raise Failure, "#{name} needs a value" unless found[name]
      end
    end

    def exactly(rest, count, usage)
      rest.size == count ? rest : raise(Failure, "usage: ruby tools/machine.rb #{usage}")
    end
  end
end
