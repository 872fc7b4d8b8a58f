# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Proves how a recorded crossing names instructions and lines, and that what is recorded is one way through the kernel, whole.

require "yaml"
require_relative "helper"
require_relative "../../tools/machine/crossing"

class CrossingTest < Minitest::Test
  def readable(text, names = nil)
    Machine::LiveCode.readable(text, names)
  end

  def test_instructions_name_what_they_refer_to
    assert_equal "call kernel_resume", readable("call   ffffffff80203f70 <kernel_resume>")
    assert_equal "jne trap_user+0x86", readable("jne    ffffffff8020eb86 <trap_user+0x86>")
    assert_equal "cmp limit(%rip),%rcx", readable("cmp    0x5d(%rip),%rcx        # ffffffff8020a0f0 <limit>")
    assert_equal "push %gs:0x18", readable("push   %gs:0x18")
  end

  # Stands for the kernel's symbols.
  Names = Struct.new(:table) do
    def names(address) = table.select { |_, at| at == address }.keys
  end

  def test_absolute_addresses_have_names_if_there_is_one
    names = Names.new({ "call_table" => 0xffff_ffff_8021_7b80, "handlers" => 0xffff_ffff_8021_9208 })
    assert_equal "call *call_table(,%rax,8)", readable("call   *-0x7fde8480(,%rax,8)", names)
    assert_equal "mov $handlers,%rax", readable("mov    $0xffffffff80219208,%rax", names)
    assert_equal "mov $0xffffffff80219210,%rax", readable("mov    $0xffffffff80219210,%rax", names)
  end

  # A program of two instructions; its memory is what the test says.
  def live(memory)
    Dir.mktmpdir do |folder|
      source, object, program = %w[a.s a.o a.elf].map { |name| File.join(folder, name) }
      File.write(source, ".globl _start\n_start: nop\nnop\nnop\nret\n")
      Machine::Quiet.run("as", "-o", object, source)
      Machine::Quiet.run("ld", "-Ttext=0x400000", "-o", program, object)
      gdb = Object.new
      gdb.define_singleton_method(:memory) { |address, length| memory.byteslice(address - 0x400000, length) }
      yield Machine::LiveCode.new(gdb, [program], Names.new({}))
    end
  end

  def test_an_instruction_that_was_replaced_in_memory_is_told_as_it_is_there
    live("\x0f\x01\xca\xc3".b + "\0" * 16) { |code| assert_equal "clac", code.text(0x400000) }
    live("\x90\x90\x90\xc3".b) { |code| assert_equal %w[nop ret], [code.text(0x400000), code.text(0x400003)] }
  end

  def test_lines_are_those_of_the_clean_tree
    sprint = Machine::Sprints.find("dispatch")
    lines = Machine::SourceLines.new(sprint)
    path = "arch/x86_64/vectors.S"
    authored = File.readlines(Machine::Project.path(path), chomp: true)
    clean = Ladder::Tree.new(Machine::Project::ROOT).text(path, "dispatch").lines(chomp: true)
    number = authored.index { |line| line.include?("movzbl 15 * 8(%rsp), %eax") } + 1
    found = lines.line("#{Machine::Project.path(path)}:#{number} (discriminator 2)")
    assert_equal authored[number - 1], clean[found[/\d+\z/].to_i - 1]
    refute_equal "#{path}:#{number}", found
    gone = authored.index { |line| line.include?("SMAP_SITE SMAP_CLAC") } + 1
    assert_nil lines.line("/#{path}:#{gone}")
    assert_nil lines.line("??:0")
  end

  def test_a_crossing_reads_back_as_it_was_written
    figure = { "title" => "A call: \"null\"", "count" => 1, "steps" => [["0x1", nil, "push $0x0", nil, { "rsp" => "0x8" }, { "vector" => 14 }]] }
    assert_equal figure, YAML.safe_load(Machine::Crossing.text(figure))
  end

  def recorded
    Machine::Crossing::TRACES.keys.to_h { |name| [name, YAML.safe_load_file(Machine::Project.path("docs", "figures", "#{name}.yml"))] }
  end

  # The selectors along a trace, beginning with the first step's before it.
  def selectors(figure)
    figure["steps"].reduce([figure["start"]["cs"]]) { |found, step| found << (step[4]["cs"] || found.last) }
  end

  def test_every_recorded_crossing_leaves_ring_3_once_and_comes_back_once
    recorded.each do |name, figure|
      assert_operator figure["steps"].size, :<=, Machine::Crossing::ROWS, name
      rings = selectors(figure).map { |selector| selector.hex & 3 }
      assert_equal [3, 0, 3], rings.chunk_while { |one, other| one == other }.map(&:first), name
    end
  end

  def test_a_recorded_way_back_is_the_one_that_its_figure_is_about
    back = recorded.transform_values { |figure| figure["steps"].map { |step| step[2] } & %w[sysretq iretq] }
    assert_equal({ "crossing" => %w[sysretq], "crossing-iretq" => %w[iretq], "crossing-exception" => %w[iretq], "crossing-timer" => %w[iretq] }, back)
  end

  def test_a_recorded_call_begins_before_syscall_and_ends_behind_it
    steps = recorded["crossing"]["steps"]
    assert_equal "syscall", steps[1][2]
    assert_equal "sysretq", steps[-2][2]
    assert_equal steps[1][0].hex + 2, steps[-1][0].hex
  end

  def test_exception_and_interrupt_are_recorded_with_their_vectors_and_change_the_address_space
    { "crossing-exception" => 14, "crossing-timer" => 48 }.each do |name, vector|
      steps = recorded[name]["steps"]
      assert_equal [vector], steps.filter_map { |step| step[5]&.fetch("vector", nil) }
      refute_equal recorded[name]["start"]["cr3"], steps.filter_map { |step| step[4]["cr3"] }.last
      refute_equal recorded[name]["start"]["frame"], steps.filter_map { |step| step[4]["frame"] }.last
    end
  end

  def test_the_frame_of_a_call_is_written_whole_but_for_the_bases
    written = recorded["crossing"]["steps"].flat_map { |step| step[4].keys.grep(/\Aframe\./) }.uniq
    assert_equal (Machine::Tracer::FRAME - %w[gs_base fs_base]).sort, written.map { |name| name.delete_prefix("frame.") }.sort
  end
end
