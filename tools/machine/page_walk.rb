# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require_relative "gdb"

module Machine
  # One mapping: a leaf of the tables.
  Leaf = Struct.new(:virtual, :physical, :size, :writable, :executable, :user, :cached) do
    def kernel_half?
      virtual >= 1 << 63
    end

    # The first address behind it.
    def end
      virtual + size
    end

    def to_s
      format("%<at>#018x -> %<to>#014x, %<kib>d KiB, %<w>s%<x>s%<u>s", at: virtual, to: physical, kib: size / 1024,
                                                                      w: writable ? "w" : "-", x: executable ? "x" : "-", u: user ? " user" : "")
    end
  end

  # Walks four levels of tables. A right holds only if every level grants it; user bits above leaves are reported apart.
  class PageWalk
    PRESENT = 1
    WRITABLE = 2
    USER = 4
    CACHE_DISABLE = 0x10
    LARGE = 0x80
    NO_EXECUTE = 1 << 63
    ADDRESS = 0x000f_ffff_ffff_f000

    attr_reader :leaves, :user_tables

    # The tables that are in force in a machine that stands still, read through its gdb port as physical memory.
    def self.live(gdb)
      root = gdb.register("cr3")
      gdb.physical(true)
      walk = new(root) { |at| gdb.memory(at, 4096) }
      gdb.physical(false)
      walk
    end

    # memory: reads 4 KiB at a physical address.
    def initialize(root, &memory)
      @memory = memory
      @leaves = []
      @user_tables = []
      table(root & ADDRESS, 4, 0, true, true, true)
    end

    private

    def table(at, level, base, writable, executable, user)
      @memory.call(at).unpack("Q<512").each_with_index do |entry, index|
        next if (entry & PRESENT).zero?

        virtual = base + (index << (12 + (9 * (level - 1))))
        virtual |= 0xffff_0000_0000_0000 if level == 4 && index >= 256
        rights = [writable && entry.anybits?(WRITABLE), executable && entry.nobits?(NO_EXECUTE), user && entry.anybits?(USER)]
        if level == 1 || (level < 4 && entry.anybits?(LARGE)) then leaf(entry, level, virtual, rights)
        else
          @user_tables << virtual if entry.anybits?(USER) && virtual >= 1 << 63
          table(entry & ADDRESS, level - 1, virtual, *rights)
        end
      end
    end

    def leaf(entry, level, virtual, rights)
      size = 1 << (12 + (9 * (level - 1)))
      @leaves << Leaf.new(virtual, entry & ADDRESS & ~(size - 1), size, *rights, entry.nobits?(CACHE_DISABLE))
    end
  end
end
