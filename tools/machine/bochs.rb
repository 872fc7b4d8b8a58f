# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require "tmpdir"
require_relative "run"

module Machine
  # The second oracle: Bochs, which models some things that QEMU's TCG does not. See tests/bochs/README.md.
  # It has no isa-debug-exit, so the verdict is the kernel's own words on the serial line; once the processor has
  # halted for good (or the watchdog's limit is reached), the process is ended by its id.
  class Bochs
    MODEL = "corei7_haswell_4770"
    BIOS = "/usr/share/bochs/BIOS-bochs-latest"
    VIDEO = "/usr/share/vgabios/vgabios.bin"
    # Instructions in a second of the machine's time. The slower the machine, the fewer of them the BIOS and GRUB spend waiting.
    SPEED = 10_000_000
    HALTED = "HLT instruction with IF=0"

    attr_reader :console, :verdict

    def self.finish(image, cpu: nil, memory: nil, limit: Run::LIMIT)
      [BIOS, VIDEO].each { |file| File.exist?(file) or raise Failure, "#{file} is missing: run make deps, or apt install bochs bochsbios bochs-term vgabios" }
      Dir.mktmpdir("postern") { |scratch| new(scratch, image, cpu || MODEL, Integer((memory || "256M").delete("M"), 10)).finish(limit) }
    end

    def initialize(scratch, image, model, megabytes)
      @scratch = scratch
      File.write(path("bochsrc"), configuration(image, model, megabytes))
      File.write(path("commands"), "c\n")
    end

    def finish(limit)
      pid = Process.spawn("bochs", "-q", "-f", path("bochsrc"), "-rc", path("commands"),
                          in: File::NULL, out: path("out"), err: path("out"))
      watch(pid, limit)
      self
    rescue Errno::ENOENT
      raise Failure, "bochs is not installed: run make deps, or apt install bochs bochsbios bochs-term vgabios"
    end

    private

    def path(name)
      File.join(@scratch, name)
    end

    def text(name)
      Run.plain(File.exist?(path(name)) ? File.binread(path(name)) : "")
    end

    def watch(pid, limit)
      waiter = Process.detach(pid)
      deadline = Process.clock_gettime(Process::CLOCK_MONOTONIC) + limit
      sleep 0.1 until (over = !waiter.alive? || text("log").include?(HALTED)) || Process.clock_gettime(Process::CLOCK_MONOTONIC) > deadline
      Process.kill(:KILL, pid) if waiter.alive?
      waiter.join
      @console = text("serial")
      @verdict = Verdict.new(over ? status : nil)
    end

    # The status that QEMU would have ended with.
    def status
      return Verdict::DONE if @console.match?(/^sprint \S+: done$/)

      code = @console[/^panic (\d+) /, 1]
      code ? 129 + (2 * Integer(code, 10)) : 0
    end

    def configuration(image, model, megabytes)
      <<~TEXT
        config_interface: textconfig
        display_library: rfb, options="timeout=0"
        romimage: file=#{BIOS}
        vgaromimage: file=#{VIDEO}
        cpu: model=#{model}, count=1, ips=#{SPEED}, reset_on_triple_fault=0
        memory: guest=#{megabytes}, host=#{megabytes}
        ata0: enabled=1, ioaddr1=0x1f0, ioaddr2=0x3f0, irq=14
        ata0-master: type=cdrom, path="#{File.expand_path(image)}", status=inserted
        boot: cdrom
        com1: enabled=1, mode=file, dev=#{path("serial")}
        sound: waveoutdrv=dummy
        speaker: enabled=0
        clock: sync=none, time0=946684800
        log: #{path("log")}
        panic: action=fatal
        error: action=report
        info: action=report
        debug: action=ignore
      TEXT
    end
  end
end
