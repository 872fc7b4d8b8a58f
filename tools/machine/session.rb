# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require "English"
require "tmpdir"
require_relative "builder"
require_relative "run"

module Machine
  # A checkpoint that somebody watches: `make run` and `make debug`.
  class Session
    def initialize(sprint, knobs)
      @sprint = sprint
      @knobs = knobs
    end

    # Builds, boots, and returns the exit status: 0 done, 64 + N for panic N, 1 for a reset.
    def run
      image = Builder.new(@sprint, debug: @knobs.on?(:debug)).checkpoint(append: @knobs.append.to_s)
      announce
      verdict = terminal? ? attached(image) : piped(image)
      closing(verdict)
      verdict.exit_status
    end

    # QEMU waits for gdb, which runs in front. When gdb ends, so does QEMU.
    def debug
      image = Builder.new(@sprint, debug: @knobs.on?(:debug)).checkpoint(append: @knobs.append.to_s)
      Dir.mktmpdir("postern") do |scratch|
        console = File.join(scratch, "console")
        pid = halted(image, scratch, console)
        puts "The machine is halted at its first instruction; `continue` lets it go, `quit` ends both. `kconsole` prints what it has said."
        gdb(*scripts, *console_command(scratch, console), "-ex", "target remote #{scratch}/gdb", kernel(image)) or
          raise(Failure, "gdb did not start or failed: run make deps")
      ensure
        stop(pid)
      end
      0
    end

    private

    # Ctrl-c reaches the whole foreground; it is meant for gdb, which stops the machine with it.
    def gdb(*arguments)
      before = trap("INT") {}
      system("gdb", "-q", *arguments)
    ensure
      trap("INT", before)
    end

    def terminal?
      $stdin.tty? && $stdout.tty?
    end

    def announce
      puts "Sprint #{@sprint.label}. #{terminal? ? "To leave QEMU: Ctrl-a x." : "To stop it: Ctrl-c."}"
      puts "Under KVM, figures differ from the recorded ones." if @knobs.on?(:kvm)
      $stdout.flush
    end

    def profile
      Profile.new(@knobs, sleep: terminal?)
    end

    # A person at a terminal: QEMU has it, monitor included, and there is no watchdog.
    def attached(image)
      Dir.mktmpdir("postern") do |scratch|
        system(*profile.command(image, serial: "mon:stdio", scratch: scratch)).nil? and
          raise(Failure, "#{Profile::QEMU} is not installed: run make deps")
        Verdict.of($CHILD_STATUS)
      end
    end

    def piped(image)
      Run.finish(image, profile: profile, echo: $stdout).verdict
    end

    def closing(verdict)
      return if verdict.done?

      $stdout.flush
      left = terminal? && verdict.to_s == "reset" ? " (or you left it with Ctrl-a x)" : ""
      advice = @knobs.on?(:kvm) ? "; if KVM does not work here, run without KVM=1" : ""
      warn "#{@sprint.label}: #{verdict.explanation}#{left}#{advice}"
    end

    def halted(image, scratch, console)
      extra = ["-S", "-chardev", "socket,path=#{scratch}/gdb,server=on,wait=off,id=gdb", "-gdb", "chardev:gdb"]
      command = Profile.new(@knobs, sleep: true).command(image, serial: "file:#{console}", scratch: scratch, extra: extra)
      pid = Process.spawn(*command, in: File::NULL, pgroup: true)
      sleep 0.05 until File.exist?(File.join(scratch, "gdb")) || Process.wait(pid, Process::WNOHANG)
      pid
    rescue Errno::ENOENT
      raise Failure, "#{Profile::QEMU} is not installed: run make deps"
    end

    # The gdb command kconsole, which needs to know this run's file.
    def console_command(scratch, console)
      file = File.join(scratch, "console.gdb")
      File.write(file, "define kconsole\n  shell cat '#{console}'\nend\n" \
                       "document kconsole\nPrint what the machine has written to its console so far.\nend\n")
      ["-x", file]
    end

    def kernel(image)
      File.join(File.dirname(image), "kernel.elf")
    end

    def scripts
      file = Project.path("tools", "debug", "postern.gdb")
      File.exist?(file) ? ["-x", file] : []
    end

    def stop(pid)
      return unless pid

      Process.kill(:TERM, pid)
      Process.wait(pid)
    rescue Errno::ESRCH, Errno::ECHILD
      nil
    end
  end
end
