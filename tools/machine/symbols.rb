# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require_relative "builder"

module Machine
  # Names and addresses of a linked kernel, from nm.
  class Symbols
    def initialize(kernel)
      @kernel = kernel
      @addresses = Quiet.run("nm", "-n", kernel).lines.filter_map do |line|
        address, _, name = line.split
        [name, address.to_i(16)] if name
      end
    end

    def address(name)
      _, address = @addresses.find { |symbol, _| symbol == name }
      address || raise(Failure, "#{Project.relative(@kernel)} has no symbol `#{name}`")
    end

    def name?(name)
      @addresses.any? { |symbol, _| symbol == name }
    end

    # All names of an address.
    def names(address)
      @addresses.select { |_, at| at == address }.map(&:first)
    end

    # The words of a link-time table, that is, between __NAME_start and __NAME_end; empty if the kernel has no such table.
    def table(name)
      return [] unless name?("__#{name}_start")

      from, to = %w[start end].map { |part| address("__#{name}_#{part}") }
      return [] if from == to

      words(from, to - from)
    end

    # So many bytes of the linked kernel, as words.
    def words(from, length)
      dump = Quiet.run("objdump", "-s", "--start-address=#{from}", "--stop-address=#{from + length}", @kernel)
      [dump.lines.grep(/\A \h{16} /).map { |line| line[18, 36].delete(" ") }.join].pack("H*").unpack("Q<*")
    end

    # `symbol` or `symbol+0x12` of an address; nil below the first symbol.
    def name(address)
      index = @addresses.bsearch_index { |_, at| at > address } || @addresses.size
      return if index.zero?

      symbol, at = @addresses[index - 1]
      at == address ? symbol : format("%<symbol>s+%<offset>#x", symbol: symbol, offset: address - at)
    end
  end
end
