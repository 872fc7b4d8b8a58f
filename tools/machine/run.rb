# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require "English"
require "etc"
require "tmpdir"
require_relative "profile"
require_relative "verdict"
require_relative "qmp"
require_relative "gdb"

module Machine
  # A running QEMU whose console is read through a pipe. Verdicts come from words on the console and from the exit
  # status. The limit in seconds is a watchdog: it decides nothing but that a machine which neither speaks nor ends has hung.
  class Run
    LIMIT = Integer(ENV.fetch("MACHINE_LIMIT", "120"), 10)

    attr_reader :verdict, :scratch

    # Runs the image to its end. The block, if there is one, gets the run while the machine stands still before its
    # first instruction, and drives it. Returns the finished run.
    # busy: seconds of processor time after which a machine that computes and does not end has hung, too; nil: none.
    def self.finish(image, profile: Profile.new, extra: [], limit: LIMIT, busy: nil, echo: nil, &drive)
      Dir.mktmpdir("postern") do |scratch|
        run = new(image, profile: profile, extra: extra, limit: limit, busy: busy, echo: echo, scratch: scratch, driven: !drive.nil?)
        begin
          drive&.call(run)
          run.wait if run.verdict.nil?
        ensure
          run.stop
        end
        run
      end
    end

    def initialize(image, profile:, extra:, limit:, echo:, scratch:, driven:, busy: nil)
      @scratch = scratch
      @driven = driven
      @going = !driven
      @echo = echo
      @console = +""
      @mutex = Mutex.new
      @changed = ConditionVariable.new
      @deadline = now + limit
      @busy = busy
      start(profile.command(image, serial: "stdio", scratch: scratch, extra: extra + control))
    end

    # What the machine has printed so far, without carriage returns and terminal sequences.
    def console
      @mutex.synchronize { Run.plain(@console) }
    end

    def self.plain(text)
      text.dup.force_encoding(Encoding::UTF_8).scrub("?").gsub(/\e\[[0-9;?=]*[A-Za-z]/, "").delete("\r")
    end

    # QMP: a command and its arguments; the answer's `return` value.
    def qmp(command, arguments = {})
      qmp_client.call(command, arguments)
    end

    # A line for QEMU's human monitor, such as "info tlb" or "nmi"; what it prints. A machine that the line itself brings
    # to its end, as a machine check does, may be gone before it answers: then nothing, and the console has the verdict.
    def hmp(line)
      qmp("human-monitor-command", { "command-line" => line })
    rescue Qmp::Ended
      ""
    end

    # The gdb port. While it is connected, the machine stops and goes as this client says.
    def gdb
      @gdb ||= Gdb.connect(File.join(@scratch, "gdb"))
    end

    # Lets the machine go on, if it stands.
    def go
      @going = true
      return qmp("cont") unless @gdb

      @gdb.go unless @gdb.running?
    end

    # Waits until the pattern stands on the console; returns the match. If the machine ends or hangs first, that is a failure.
    # Only whole lines count: a line comes in pieces, and `(\d+)` would be content with the first digit of a number.
    def wait_for(pattern)
      go unless @going
      @mutex.synchronize do
        loop do
          match = Run.plain(@ended ? @console : whole_lines).match(pattern)
          return match if match
          raise Failure, "the machine ended before it printed #{pattern.inspect}" if @ended
          raise Failure, "the machine did not print #{pattern.inspect} before the watchdog's limit" if now > @deadline

          @changed.wait(@mutex, 0.5)
        end
      end
    end

    # Types text into the machine's console.
    def type(text)
      @input.write(text)
      @input.flush
    end

    # Waits for QEMU to end by itself. The watchdog ends it otherwise.
    def wait
      go unless @going
      nil until @reader.join(STEP) || now > @deadline || (@busy && processor_time > @busy)
      ended = @reader.join(0) && Process.wait(@pid)
      status = ended && $CHILD_STATUS
      @pid = nil if ended
      @verdict = status ? Verdict.of(status) : Verdict.new(nil)
    end

    def ended?
      @mutex.synchronize { @ended }
    end

    # Ends QEMU if it still runs; a machine that somebody had to end has no verdict but `hang`.
    def stop
      return unless @pid

      Process.kill(:KILL, @pid)
      Process.wait(@pid)
      @reader.join
      @pid = nil
      @verdict ||= Verdict.new(nil)
    end

    private

    def now
      Process.clock_gettime(Process::CLOCK_MONOTONIC)
    end

    # How often the watchdog looks, in seconds.
    STEP = 0.2

    # Seconds that QEMU has computed, in user and kernel mode: other than the time of day, they do not depend on what else this computer does.
    def processor_time
      File.read("/proc/#{@pid}/stat").rpartition(")").last.split[11, 2].sum { |ticks| Integer(ticks, 10) } / Etc.sysconf(Etc::SC_CLK_TCK).to_f
    end

    # With the mutex held: the console up to its last line feed.
    def whole_lines
      @console[0...(@console.rindex("\n") || -1).succ]
    end

    def control
      return [] unless @driven

      ["-S", "-qmp", "unix:#{@scratch}/qmp,server=on,wait=off",
       "-chardev", "socket,path=#{@scratch}/gdb,server=on,wait=off,id=gdb", "-gdb", "chardev:gdb"]
    end

    def qmp_client
      @qmp_client ||= Qmp.connect(File.join(@scratch, "qmp"))
    end

    def start(command)
      input, @input = IO.pipe
      output, writer = IO.pipe(binmode: true)
      @pid = Process.spawn(*command, in: input, out: writer, err: writer)
      [input, writer].each(&:close)
      @reader = Thread.new { read(output) }
    rescue Errno::ENOENT
      raise Failure, "#{command.first} is not installed: run make deps"
    end

    def read(output)
      loop { heard(output.readpartial(65_536)) }
    rescue EOFError
      @mutex.synchronize do
        @ended = true
        @changed.broadcast
      end
    end

    def heard(bytes)
      @echo&.write(bytes)
      @echo&.flush
      @mutex.synchronize do
        @console << bytes
        @changed.broadcast
      end
    end
  end
end
