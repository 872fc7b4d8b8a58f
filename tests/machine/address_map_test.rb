# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Proves that page tables are walked as the processor does it, that address maps join, name and refuse what they should, and that programs are found.

require_relative "helper"
require "tmpdir"
require "yaml"
require_relative "../../tools/machine/address_map"
require_relative "../../tools/machine/program_image"

class AddressMapTest < Minitest::Test
  IMAGE = 0xffff_ffff_8000_0000
  DIRECT = 0xffff_8000_0000_0000
  CONSTANTS = {
    "IMAGE_OFFSET" => IMAGE, "IMAGE_LOAD" => 0x200000, "DIRECT_MAP" => DIRECT, "PAGE_BYTES" => 4096, "USER_LIMIT" => 0x7fff_ffff_f000,
    "DEVICE_FIRST" => 0xffff_c000_0000_0000, "DEVICE_LAST" => 0xffff_c0ff_ffff_ffff,
    "PROCESSORS_FIRST" => 0xffff_c100_0000_0000, "PROCESSORS_LAST" => 0xffff_c1ff_ffff_ffff,
    "FLAT_CODE" => 0x400000, "FLAT_DATA" => 0x500000, "FLAT_DATA_PAGES" => 8, "FLAT_STACK_TOP" => 0x700000, "FLAT_STACK_PAGES" => 4
  }.freeze

  # The symbols of an image with a page of each part, and two pages of stack above a guard page.
  class Symbols
    PARTS = %w[text_entry text rodata symbols ro_after_init data].each_with_index.to_h { |name, index| [name, IMAGE + 0x201000 + (index * 4096)] }.freeze
    STACKS = IMAGE + 0x207000

    def address(name)
      return STACKS + 0x3000 if %w[__stacks_end __image_end].include?(name)
      return STACKS if name == "__stacks_start"

      PARTS.fetch(name[/\A__(\w+)_(?:start|end)\z/, 1]) + (name.end_with?("_end") ? 4096 : 0)
    end

    def table(name)
      name == "guard_pages" ? [STACKS] : []
    end

    def names(_address)
      %w[__stacks_start nmi_stack_guard]
    end
  end

  def leaf(virtual, physical, rights, size: 4096, user: false, cached: true)
    Machine::Leaf.new(virtual, physical, size, rights.include?("w"), rights.include?("x"), user, cached)
  end

  def image
    parts = Symbols::PARTS.values.map { |at| leaf(at, at - IMAGE, "r") }
    parts + [1, 2].map { |page| leaf(Symbols::STACKS + (page * 4096), Symbols::STACKS - IMAGE + (page * 4096), "rw") }
  end

  def map(*leaves)
    Machine::AddressMap.new(image + leaves, Symbols.new, CONSTANTS).ranges
  end

  def find(ranges, what)
    ranges.select { |range| range["what"] == what }
  end

  def test_neighbours_of_one_kind_are_one_range_and_others_are_not
    ranges = map(leaf(DIRECT + 0x400000, 0x400000, "rw", size: 1 << 21), leaf(DIRECT + 0x3ff000, 0x3ff000, "rw"), leaf(DIRECT + 0x3fe000, 0x3fe000, "r"),
                 leaf(DIRECT + 0x700000, 0x700000, "rw"))
    assert_equal [["0xffff8000003ff000", "0xffff8000005fffff", { "4 KiB" => 1, "2 MiB" => 1 }], ["0xffff800000700000", "0xffff800000700fff", { "4 KiB" => 1 }]],
                 find(ranges, "available memory").map { |range| range.values_at("from", "to", "pages") }
    assert_equal ["r--"], find(ranges, "what the firmware keeps").map { |range| range["permissions"] }
  end

  def test_the_image_has_its_parts_and_a_guard_page_is_a_hole
    ranges = map
    assert_equal [".text.entry", ".text", ".rodata", ".symbols", ".ro_after_init", ".data and .bss", "guard page below the NMI stack", "NMI stack"],
                 ranges.select { |range| range["region"] == "image" }.map { |range| range["what"] }
    hole = find(ranges, "guard page below the NMI stack").first
    assert_equal ["---", nil], hole.values_at("permissions", "pages")
    assert_equal({ "4 KiB" => 2 }, find(ranges, "NMI stack").first["pages"])
  end

  def test_an_image_that_lies_elsewhere_is_still_known_in_the_direct_map
    moved = image.each { |page| page.physical += 0x600000 }
    ranges = Machine::AddressMap.new(moved + [leaf(DIRECT + 0x800000, 0x800000, "r"), leaf(DIRECT + 0x200000, 0x200000, "rw")], Symbols.new, CONSTANTS).ranges
    assert_equal ["0xffff800000800000"], find(ranges, "the image once more").map { |range| range["from"] }
    assert_equal ["0xffff800000200000"], find(ranges, "available memory").map { |range| range["from"] }
  end

  def test_a_program_has_names_and_an_owner
    ranges = map(leaf(0x400000, 0x900000, "rx", user: true), leaf(0x507000, 0x901000, "rw", user: true), leaf(0x6fc000, 0x902000, "rw", user: true))
    found = ranges.select { |range| range["region"] == "program" && range["pages"] }
    assert_equal [["code and constants", "r-x", "user"], ["variables", "rw-", "user"], ["stack", "rw-", "user"]], found.map { |range| range.values_at("what", "permissions", "owner") }
    assert_equal ["0x0", "0xfff"], find(ranges, "page 0, never mapped").first.values_at("from", "to")
    assert_equal "0x6fbfff", find(ranges, "guard page below the stack").first["to"]
  end

  def test_device_registers_are_one_range_only_if_the_devices_are_neighbours
    ranges = map(leaf(0xffff_c000_0000_0000, 0xfee0_0000, "rw", cached: false), leaf(0xffff_c000_0000_1000, 0xfec0_0000, "rw", cached: false),
                 leaf(0xffff_c000_0000_2000, 0xfec0_1000, "rw", cached: false))
    assert_equal [["0xfee00000", false], ["0xfec00000", false]], find(ranges, "device registers").map { |range| range.values_at("physical", "cached") }
  end

  # Two segments and a stack of two pages; above that a page for the archive.
  ELF = { "USER_LIMIT" => 0x7fff_ffff_f000, "LAUNCH_STACK_START" => 0x6000_0000_0000, "HEAP_START" => 0x4000_0000_0000, "ARCHIVE_ADDRESS" => 0x3800_0000_0000,
          "WINDOW" => 0x3200_0000_0000 }.freeze
  BASE = 0x1000_0000_0000
  STACK = 0x7000_0000_2000

  def elf_leaves
    [leaf(BASE, 0, "r", user: true), leaf(BASE + 0x1000, 0, "rx", user: true), leaf(ELF["WINDOW"], 0, "r", user: true), leaf(ELF["ARCHIVE_ADDRESS"], 0, "r", user: true),
     leaf(ELF["HEAP_START"] + 0x5000, 0, "rw", user: true), leaf(STACK - 0x2000, 0, "rw", user: true), leaf(STACK - 0x1000, 0, "rw", user: true)]
  end

  def elf_map(leaves)
    segments = [[0, 0x1000, ".rodata"], [0x1000, 0x2000, ".text"]].map { |first, last, what| Struct.new(:start, :end, :what).new(first, last, what) }
    image = Struct.new(:name, :segments).new("tool", segments)
    Machine::AddressMap.new(self.image + leaves, Symbols.new, CONSTANTS.except(*CONSTANTS.keys.grep(/FLAT/)).merge(ELF), Machine::AddressMap::Place.new(image, BASE, 2)).ranges
  end

  def test_a_program_of_an_elf_file_has_its_sections_names_and_its_other_memory_too
    found = elf_map(elf_leaves).select { |range| range["region"] == "program" }
    assert_equal ["page 0, never mapped", "tool: .rodata", "tool: .text", "what the loader keeps of its window", "the archive", "heap", "guard page below the stack", "stack",
                  "the last page, never mapped"], found.map { |range| range["what"] }
    assert_equal [format("%#x", STACK - 0x3000), { "4 KiB" => 2 }], [found[6]["from"], found[7]["pages"]]
  end

  def test_a_stack_that_is_too_long_and_memory_outside_of_all_parts_are_refused
    assert_match(/guard page below the stack: here nothing|belongs to nothing/, assert_raises(Machine::Failure) { elf_map(elf_leaves + [leaf(STACK - 0x3000, 0, "rw", user: true)]) }.message)
    assert_match(/belongs to nothing/, assert_raises(Machine::Failure) { elf_map(elf_leaves + [leaf(BASE + 0x2000, 0, "rw", user: true)]) }.message)
  end

  # As boot.S makes them: 2 MiB pages, all memory at three places, everything permitted.
  EARLY = CONSTANTS.slice("IMAGE_OFFSET", "IMAGE_LOAD", "DIRECT_MAP", "PAGE_BYTES")

  def early(*more)
    pages = [0, DIRECT].flat_map { |from| [0, 1].map { |number| leaf(from + (number << 21), number << 21, "rwx", size: 1 << 21) } }
    Machine::AddressMap.new(pages + [leaf(IMAGE + 0x200000, 0x800000, "rwx", size: 1 << 21)] + more, Symbols.new, EARLY)
  end

  def test_the_first_tables_are_three_ranges
    assert_equal({ "identity" => [["0x0", "0x3fffff", "rwx", "memory at its own address", { "2 MiB" => 2 }]],
                   "direct map" => [["0xffff800000000000", "0xffff8000003fffff", "rwx", "the same memory once more", { "2 MiB" => 2 }]],
                   "image" => [["0xffffffff80200000", "0xffffffff803fffff", "rwx", "the image, and the memory behind it", { "2 MiB" => 1 }]] }, early.regions)
  end

  def test_a_page_of_the_first_tables_that_leads_elsewhere_is_refused
    [leaf(0x400000, 0x600000, "rwx", size: 1 << 21), leaf(IMAGE + 0x400000, 0x400000, "rwx", size: 1 << 21)].each do |stranger|
      assert_match(/belongs to nothing/, assert_raises(Machine::Failure) { early(stranger).ranges }.message)
    end
  end

  def test_what_is_written_can_be_read_and_has_a_line_for_each_range
    regions = Machine::AddressMap.new(image + [leaf(0x400000, 0x900000, "rx", user: true), leaf(0xffff_c000_0000_0000, 0xfee0_0000, "rw", cached: false)], Symbols.new, CONSTANTS).regions
    figure = { "machine" => "m: 1", "ring3" => [{ "title" => "when: so", "stopped-at" => "here", "regions" => regions }] }
    text = Machine::AddressMap.text(figure)
    assert_equal figure, YAML.safe_load(text)
    assert_includes text, %(    - ["0x400000","0x400fff","r-x user","code and constants",{"4 KiB":1}]\n)
    assert_includes text, %(["0xffffc00000000000","0xffffc00000000fff","rw- uncached","device registers",{"4 KiB":1},"0xfee00000"]\n)
  end

  def test_what_has_no_name_is_refused
    [leaf(0x600000, 0x900000, "rw", user: true), leaf(IMAGE, 0, "r"), leaf(DIRECT + 0x900000, 0x901000, "rw")].each do |stranger|
      assert_match(/belongs to nothing/, assert_raises(Machine::Failure) { map(stranger) }.message)
    end
  end

  def test_what_is_mapped_in_a_hole_is_refused
    guard = leaf(Symbols::STACKS, Symbols::STACKS - IMAGE, "rw")
    assert_match(/belongs to nothing/, assert_raises(Machine::Failure) { map(guard) }.message)
    large = leaf(Symbols::STACKS - 4096, Symbols::STACKS - 4096 - IMAGE, "rw", size: 1 << 21)
    assert_match(/below the NMI stack: here nothing may be mapped/, assert_raises(Machine::Failure) { map(large) }.message)
  end
end

# With a program of two segments that the host's tools have made.
class ProgramImageTest < Minitest::Test
  SOURCE = ".globl _start\n_start: lea word(%rip), %rax\nincl counter(%rip)\nret\n.section .rodata\nword: .quad 7\n.bss\n.balign 4096\ncounter: .skip 5000\n"

  def program(*flags)
    Dir.mktmpdir do |folder|
      source, object, file = %w[tool.s tool.o tool.elf].map { |name| File.join(folder, name) }
      File.write(source, SOURCE)
      Machine::Quiet.run("as", "-o", object, source)
      Machine::Quiet.run("ld", "-nostdlib", "-static", "-z", "separate-code", "-z", "max-page-size=4096", "-z", "noexecstack", "--build-id=none", *flags, "-o", file, object)
      yield Machine::ProgramImage.new(file), File.binread(file)
    end
  end

  # The program's pages at a base, and one that is not its own.
  def leaves(image, base)
    pages = image.segments.flat_map { |one| (one.start...one.end).step(4096).map { |at| Machine::Leaf.new(base + at, 0, 4096, one.writable, one.executable, true, true) } }
    pages + [Machine::Leaf.new(base + 0x100000, 0, 4096, true, false, true, true)]
  end

  def memory(image, file, base)
    lambda do |address, length|
      code = image.segments.find(&:executable)
      assert_equal base + code.address, address
      file[code.offset, length]
    end
  end

  MOVABLE = ["-pie", "--no-dynamic-linker", "-z", "text"].freeze

  def test_a_movable_program_is_found_where_it_is_and_its_segments_have_their_sections
    program(*MOVABLE) do |image, file|
      base = 0x1234_5678_9000
      assert_equal base, image.base(leaves(image, base), &memory(image, file, base))
      assert_includes image.segments.map(&:what), ".text"
      assert_match(/\.bss\z/, image.segments.last.what)
      assert_equal "tool", image.name
    end
  end

  def test_a_program_for_one_address_is_only_there
    program do |image, file|
      assert_equal 0, image.base(leaves(image, 0), &memory(image, file, 0))
      assert_nil(image.base(leaves(image, 0x1000)) { flunk "nothing to compare" })
    end
  end

  def test_other_permissions_or_other_code_are_another_program
    program(*MOVABLE) do |image, file|
      changed = leaves(image, 0x1000_0000).each { |leaf| leaf.writable = true if leaf.executable }
      assert_nil(image.base(changed) { flunk "nothing to compare" })
      assert_nil(image.base(leaves(image, 0x1000_0000)) { |_, length| "\0" * length })
    end
  end
end

class ConstantsTest < Minitest::Test
  def test_constants_come_from_headers_and_from_lines_of_programs
    Dir.mktmpdir do |tree|
      %w[arch/x86_64 user].each { |folder| FileUtils.mkdir_p(File.join(tree, folder)) }
      File.write(File.join(tree, "arch/x86_64/a.h"), "#define UINT64_C(c) c##UL\n#define A 4\n")
      File.write(File.join(tree, "user/b.c"), "#include <nothing>\n#define B UINT64_C(0x100000000)\n#define OTHER 1\n")
      assert_equal({ "A" => 4, "B" => 1 << 32 }, Machine::Constants.of(tree, "arch/x86_64/a.h" => %w[A], "user/b.c" => %w[B C], "user/gone.c" => %w[D]))
    end
  end
end

class PageWalkTest < Minitest::Test
  # Tables at 0x1000, 0x2000 and so on: { table => { index => entry } }.
  def walk(tables)
    Machine::PageWalk.new(0x1000) { |at| (0...512).map { |index| tables.fetch(at)[index] || 0 }.pack("Q<512") }
  end

  NX = 1 << 63

  def test_a_right_holds_only_if_every_level_grants_it
    leaf = walk(0x1000 => { 0 => 0x2007 }, 0x2000 => { 0 => 0x3005 }, 0x3000 => { 1 => 0x4003 | NX }, 0x4000 => { 2 => 0x9007 }).leaves.first
    assert_equal [0x202000, 0x9000, 4096, false, false, false, true], leaf.to_a
  end

  def test_large_pages_the_upper_half_and_uncached_pages
    found = walk(0x1000 => { 256 => 0x2003, 511 => 0x2003 }, 0x2000 => { 1 => 0x40000083, 2 => 0x3003 }, 0x3000 => { 0 => 0x200093 | NX }).leaves
    assert_equal [[0xffff_8000_4000_0000, 1 << 30, true, true], [0xffff_8000_8000_0000, 1 << 21, false, false],
                  [0xffff_ff80_4000_0000, 1 << 30, true, true], [0xffff_ff80_8000_0000, 1 << 21, false, false]],
                 found.map { |leaf| [leaf.virtual, leaf.size, leaf.executable, leaf.cached] }
  end

  def test_a_table_of_the_kernels_half_with_the_user_bit_is_told
    assert_equal [0xffff_8000_0000_0000], walk(0x1000 => { 256 => 0x2007 }, 0x2000 => {}).user_tables
  end
end
