# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require_relative "qmp"

module Machine
  # A client for QEMU's gdb port (the remote serial protocol), as much as tests and traces need.
  class Gdb
    # The registers in the order of the `g` packet, with their sizes in bytes.
    REGISTERS = {
      8 => %w[rax rbx rcx rdx rsi rdi rbp rsp r8 r9 r10 r11 r12 r13 r14 r15 rip],
      4 => %w[rflags cs ss ds es fs gs]
    }.flat_map { |size, names| names.map { |name| [name, size] } }.to_h
     .merge(%w[fs_base gs_base k_gs_base cr0 cr2 cr3 cr4 cr8 efer].to_h { |name| [name, 8] }).freeze

    # What stopped the machine: a signal number, or nil once it has ended.
    Stop = Struct.new(:signal, :exited)

    def self.connect(path)
      new(UnixSocket.connect(path))
    end

    def running?
      @running
    end

    def initialize(socket)
      @socket = socket
      @pending = +""
      @running = false
      command("qSupported")
      command("qXfer:features:read:target.xml:0,ffb") # single registers can be written only after this
      command("?")
    end

    # All registers of the current processor, by name.
    def registers
      bytes = [command("g")].pack("H*")
      REGISTERS.each_with_object({}) do |(name, size), found|
        raw = bytes.slice!(0, size)
        found[name] = raw.unpack1(size == 8 ? "Q<" : "L<") if raw&.bytesize == size
      end
    end

    def register(name)
      registers.fetch(name)
    end

    # Writes one register. A number is its place in the `g` packet.
    def set_register(name, value)
      size = REGISTERS.fetch(name)
      packed = [value & ((1 << (size * 8)) - 1)].pack(size == 8 ? "Q<" : "L<")
      demand("P#{REGISTERS.keys.index(name).to_s(16)}=#{packed.unpack1("H*")}")
    end

    # Bytes of memory at a virtual address, as the current processor sees it.
    def memory(address, length)
      (0...length).step(CHUNK).map { |offset| chunk(address + offset, [CHUNK, length - offset].min) }.join
    end

    # QEMU's packets hold no more.
    CHUNK = 1024

    def word(address)
      memory(address, 8).unpack1("Q<")
    end

    # Writes bytes at a virtual address, whatever its page allows.
    def write_memory(address, bytes)
      demand(format("M%<at>x,%<length>x:%<bytes>s", at: address, length: bytes.bytesize, bytes: bytes.unpack1("H*")))
    end

    # The time stamp counter, at the price of one instruction: RDTSC is put where the machine stands, executed, and taken away.
    def time_stamp
      before = registers
      at = before["rip"]
      code = memory(at, RDTSC.bytesize)
      write_memory(at, RDTSC)
      step
      after = registers
      write_memory(at, code)
      %w[rip rax rdx].each { |name| set_register(name, before[name]) }
      (after["rdx"] << 32) | (after["rax"] & 0xffff_ffff)
    end

    RDTSC = "\x0f\x31".b.freeze

    # Whether addresses of `memory` are physical.
    def physical(yes)
      demand("Qqemu.PhyMemMode:#{yes ? 1 : 0}")
    end

    def break_at(address)
      demand(format("Z1,%<at>x,1", at: address))
    end

    def clear_break(address)
      demand(format("z1,%<at>x,1", at: address))
    end

    # What a single step holds back. QEMU's bits: 1 step, 2 no interrupts, 4 no timers. 7 is its default;
    # 1 lets interrupts and timers through, so that a step can end in a handler.
    def step_mode(bits)
      demand(format("Qqemu.sstep=0x%x", bits))
    end

    # One instruction; returns the stop.
    def step
      send_packet("s")
      wait_stop
    end

    # Goes on and returns at once.
    def go
      send_packet("c")
      @running = true
    end

    # Goes on until a breakpoint, or until the machine ends.
    def continue
      go
      wait_stop
    end

    # Stops a machine that runs.
    def interrupt
      @socket.write("\x03")
      wait_stop
    end

    # Goes on until the instruction at the address is about to be executed.
    def run_to(address)
      break_at(address)
      stop = continue
      raise Failure, format("the machine ended before it reached %#x", address) if stop.exited

      clear_break(address)
      stop
    end

    def wait_stop
      answer = receive
      answer = receive while answer.start_with?("O")
      @running = false
      case answer
      when /\A[ST](\h\h)/ then Stop.new(Regexp.last_match(1).to_i(16), false)
      else Stop.new(nil, true)
      end
    rescue EOFError, Errno::ECONNRESET
      Stop.new(nil, true)
    end

    # Sends a packet and returns the answer's text.
    def command(text)
      send_packet(text)
      receive
    rescue EOFError, Errno::ECONNRESET, Errno::EPIPE
      raise Failure, "the gdb port closed during `#{text}`: the machine has ended"
    end

    private

    def chunk(address, length)
      answer = command(format("m%<at>x,%<length>x", at: address, length: length))
      raise Failure, format("no memory at %#x", address) if answer.start_with?("E")

      [answer].pack("H*")
    end

    def demand(text)
      answer = command(text)
      raise Failure, "the gdb port answered `#{answer}` to `#{text}`" unless answer == "OK"
    end

    def send_packet(text)
      @socket.write(format("$%<text>s#%<sum>02x", text: text, sum: text.sum(8) & 0xff))
    end

    def receive
      loop do
        found = @pending.slice!(/\A[+-]*\$([^#]*)#\h\h/m)
        if found
          @socket.write("+")
          return expand(found[/\$(.*)#/m, 1])
        end
        @pending << @socket.readpartial(65_536)
      end
    end

    # Run-length encoding: a character, a star, and a count.
    def expand(text)
      text.gsub(/(.)\*(.)/m) { Regexp.last_match(1) * (Regexp.last_match(2).ord - 28) }
    end
  end
end
