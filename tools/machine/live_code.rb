# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require "tmpdir"
require_relative "builder"

module Machine
  # The instructions of a machine that stands still, as they are in its memory: a kernel may have replaced some since it was linked.
  class LiveCode
    LONGEST = 15
    PAGE = 4096

    # gdb: what reads memory. files: what was linked. names: the kernel's symbols.
    def initialize(gdb, files, names)
      @gdb = gdb
      @names = names
      @linked = files.map { |file| linked(file) }.reduce(:merge)
      @texts = {}
    end

    # The instruction at an address.
    def text(address)
      @texts[address] ||= begin
        bytes, text = @linked[address]
        bytes && @gdb.memory(address, bytes.bytesize) == bytes ? text : disassembled(address)
      end
    end

    # objdump's text with the names of what it refers to, and single spaces.
    def self.readable(text, names = nil)
      text = text.strip.gsub(/\s+/, " ")
      text = text.sub(/-?0x\h+\(%rip\)(.*?)\s*# \h+ <([^>]+)>/) { "#{Regexp.last_match(2)}(%rip)#{Regexp.last_match(1)}" }
      text = text.sub(/(?<=\s)\h+ <([^>]+)>\z/) { Regexp.last_match(1) }.sub(/\s*#.*\z/, "")
      text.gsub(/(?<sign>-?)0x(?<number>7f\h{6}|ffffffff8\h{7})(?=\(,|,|\z)/) do |found|
        match = Regexp.last_match
        value = Integer(match[:number], 16)
        value = (1 << 64) - value if match[:sign] == "-"
        (names&.names(value) || []).first || found
      end
    end

    private

    # { address => [bytes, text] }
    def linked(file)
      Quiet.run("objdump", "-d", "-w", file).scan(/^\s*(\h+):\t((?:\h\h )+)\s*\t(.*)$/).to_h do |address, bytes, text|
        [address.to_i(16), [[bytes.delete(" ")].pack("H*"), LiveCode.readable(text, @names)]]
      end
    end

    def disassembled(address)
      bytes = @gdb.memory(address, [LONGEST, PAGE - address % PAGE].min)
      Dir.mktmpdir("postern") do |folder|
        file = File.join(folder, "code")
        File.binwrite(file, bytes)
        dump = Quiet.run("objdump", "-D", "-w", "-b", "binary", "-m", "i386:x86-64", file)
        LiveCode.readable(dump[/^\s*0:\t(?:\h\h )+\s*\t(.*)$/, 1])
      end
    end
  end
end
