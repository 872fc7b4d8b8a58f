# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require "open3"
require_relative "builder"

module Machine
  # One instruction of the disassembly.
  Instruction = Struct.new(:address, :mnemonic, :operands, :section, :symbol, :next) do
    def to_s
      format("%<address>x %<where>s: %<text>s", address: address, where: symbol, text: "#{mnemonic} #{operands}".strip)
    end
  end

  # objdump's text as structures.
  class Disassembly
    LINE = /\A\s*(\h+):\s+(?:(?:lock|rep|repz|repnz|data16|cs|ds|notrack|addr32|rex\S*)\s+)*(\S+)\s*(.*?)\s*\z/

    attr_reader :instructions

    def self.of(kernel)
      new(Quiet.run("objdump", "-d", "-w", "--no-show-raw-insn", kernel))
    end

    def initialize(text)
      @instructions = []
      section = symbol = nil
      text.each_line do |line|
        case line
        when /\ADisassembly of section (\S+):/ then section = Regexp.last_match(1)
        when /\A\h+ <(.+)>:/ then symbol = Regexp.last_match(1)
        when LINE then add(*Regexp.last_match.captures, section, symbol)
        end
      end
    end

    private

    def add(address, mnemonic, operands, section, symbol)
      instruction = Instruction.new(address.to_i(16), mnemonic, operands.sub(/\s*[<#].*\z/, ""), section, symbol)
      @instructions.last.next = instruction if @instructions.any?
      @instructions << instruction
    end
  end

  # Where an instruction comes from: the innermost function, and the file that it was compiled from.
  Place = Struct.new(:function, :file) do
    def demo?
      file.to_s.match?(%r{(?:\A|/)(?:demo|boot-test)/|\A/?tests/boot/})
    end
  end

  # Asks addr2line.
  class Inlined
    def initialize(kernel)
      @kernel = kernel
    end

    # { address => Place }
    def places(addresses)
      output, status = Open3.capture2("addr2line", "-a", "-f", "-i", "-e", @kernel, stdin_data: addresses.map { |at| at.to_s(16) }.join("\n"))
      raise Failure, "addr2line failed: is binutils installed?" unless status.success?

      output.split(/^0x/).reject(&:empty?).to_h do |block|
        address, function, *rest = block.lines(chomp: true)
        [address.to_i(16), Place.new(function == "??" ? nil : function, rest.last)]
      end
    end
  end
end
