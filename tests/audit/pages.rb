# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Audit: the page tables that are in force when the machine leaves. No page is writable and executable, no page of the
# kernel's half is open to ring 3, and no alias undoes the protection of the kernel's text and read-only data.
# The machine is stopped at machine_exit, and the tables are read through QEMU's gdb port as physical memory.

require_relative "audit"
require_relative "../../tools/machine/page_walk"
require_relative "../../tools/machine/run"

# The rules.
class PageRules
  IMAGE = 0xffff_ffff_8000_0000
  LAST_USER_PAGE = 0x0000_7fff_ffff_f000

  def initialize(walk)
    @walk = walk
    @leaves = walk.leaves
  end

  def wrong
    raise Machine::Failure, "the tables map nothing of the kernel's image" if image.empty?

    both + open_to_ring3 + first_and_last + aliases
  end

  private

  def image
    @leaves.select { |leaf| leaf.virtual >= IMAGE }
  end

  def both
    @leaves.select { |leaf| leaf.writable && leaf.executable }.map { |leaf| "writable and executable: #{leaf}" }
  end

  def open_to_ring3
    @leaves.select { |leaf| leaf.kernel_half? && leaf.user }.map { |leaf| "in the kernel's half, but open to ring 3: #{leaf}" } +
      @walk.user_tables.map { |virtual| format("a table of the kernel's half has the user bit: at %#018x", virtual) }
  end

  def first_and_last
    @leaves.select { |leaf| leaf.virtual.zero? || leaf.virtual == LAST_USER_PAGE }.map { |leaf| "must never be mapped: #{leaf}" }
  end

  # Kernel text and read-only data: no other mapping of the same memory may be writable. Pages that ring 3 executes: no
  # mapping that ring 3 can write.
  def aliases
    writable = @leaves.select(&:writable)
    fixed = image.reject(&:writable)
    text = @leaves.select { |leaf| leaf.user && leaf.executable }
    overlaps(fixed, writable) + overlaps(text, writable.select(&:user))
  end

  def overlaps(fixed, writable)
    fixed.flat_map do |leaf|
      writable.select { |other| other.physical < leaf.physical + leaf.size && leaf.physical < other.physical + other.size }
              .map { |other| "an alias undoes the protection of #{leaf}: #{other}" }
    end
  end
end

Audit.run do |subject|
  wrong = nil
  Machine::Run.finish(subject.image) do |machine|
    gdb = machine.gdb
    gdb.run_to(subject.symbols.address("machine_exit"))
    status = gdb.register("rdi")
    raise Machine::Failure, format("the machine leaves with status %#x, so these are not the tables to look at", status) if status != 0x10

    wrong = PageRules.new(Machine::PageWalk.live(gdb)).wrong
    machine.go
  end
  wrong
end
