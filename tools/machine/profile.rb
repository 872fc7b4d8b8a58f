# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require "fileutils"
require_relative "project"

module Machine
  # What the user may turn: memory, processors, firmware, acceleration, the kernel's command line, debug checks.
  # Tests also turn the machine (QEMU's -machine).
  Knobs = Struct.new(:memory, :smp, :uefi, :kvm, :append, :debug, :cpu, :machine, keyword_init: true) do
    def self.from_environment(environment = ENV)
      new(memory: environment["MEM"], smp: environment["SMP"], uefi: environment["UEFI"],
          kvm: environment["KVM"], append: environment["APPEND"], debug: environment["DEBUG"], cpu: environment["CPU"])
    end

    def on?(name)
      %w[1 yes true on].include?(self[name].to_s)
    end
  end

  # The recorded machine, `tcg-2`, as a QEMU command line. A change of what is here is a new profile with a new name,
  # since every transcript names the profile that it was recorded under.
  class Profile
    NAME = "tcg-2"
    QEMU = "qemu-system-x86_64"
    MACHINE = "pc-q35-7.2"
    FIRMWARE = ["/usr/share/OVMF/OVMF_CODE.fd", "/usr/share/OVMF/OVMF_CODE_4M.fd"].freeze

    # shift: instructions cost 2^shift nanoseconds (0 for measuring). sleep: idle guests let the host sleep (for people).
    def initialize(knobs = Knobs.new, shift: 4, sleep: false)
      @knobs = knobs
      @shift = shift
      @sleep = sleep
    end

    # The whole command. `serial` is what -serial gets; `scratch` is a folder for this run's own files.
    def command(image, serial: "stdio", scratch: nil, extra: [])
      [QEMU, "-machine", @knobs.machine || MACHINE, *acceleration, "-cpu", cpu, "-smp", smp, "-m", memory,
       "-rtc", "base=2000-01-01,clock=vm", "-nodefaults", "-display", "none", "-serial", serial, "-no-reboot",
       "-device", "isa-debug-exit,iobase=0xf4,iosize=4", *much_memory, *firmware(scratch), "-cdrom", image, *extra]
    end

    def uefi?
      @knobs.on?(:uefi)
    end

    private

    def acceleration
      return ["-accel", "kvm"] if @knobs.on?(:kvm)

      # -seed: RDRAND gives the same numbers in each run.
      ["-accel", "tcg", "-icount", "shift=#{@shift},sleep=#{@sleep ? "on" : "off"}", "-seed", "1"]
    end

    def cpu
      return @knobs.cpu if @knobs.cpu && !@knobs.cpu.empty?

      @knobs.on?(:kvm) ? "host" : "max"
    end

    def smp
      value(:smp, "1", /\A[1-9]\d*\z/, "SMP takes a number of processors, such as SMP=2")
    end

    def memory
      value(:memory, "256M", /\A[1-9]\d*[MG]?\z/i, "MEM takes an amount of memory, such as MEM=512M")
    end

    # More memory than the host may have: QEMU asks for it page by page, as the kernel touches it.
    def much_memory
      return [] if memory.to_i < 8 || !memory.match?(/G\z/i)

      ["-machine", "memory-backend=ram", "-object", "memory-backend-ram,id=ram,size=#{memory},reserve=off"]
    end

    def value(name, default, pattern, message)
      given = @knobs[name].to_s
      return default if given.empty?

      given.match?(pattern) ? given : raise(Failure, message)
    end

    # UEFI writes to its variables: each run gets a fresh copy.
    def firmware(scratch)
      return [] unless uefi?

      code = FIRMWARE.find { |file| File.exist?(file) } ||
             raise(Failure, "UEFI=1 needs the package ovmf: run make deps, or apt install ovmf")
      variables = File.join(scratch || raise(ArgumentError, "UEFI needs a scratch folder"), "variables.fd")
      FileUtils.cp(code.sub("CODE", "VARS"), variables)
      ["-drive", "if=pflash,format=raw,unit=0,readonly=on,file=#{code}",
       "-drive", "if=pflash,format=raw,unit=1,file=#{variables}"]
    end
  end
end
