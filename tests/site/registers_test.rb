# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Register layouts: what their data say of the kernel's constants, how they are drawn.
require_relative 'helper'
require_relative 'register_constants'
require_relative '../../tools/site/project'
require_relative '../../tools/site/registers'

class RegistersTest < Minitest::Test
  PROJECT = Site::Project.new(ROOT)
  DATA = PROJECT.yaml('docs/figures/registers.yml', {})
  # Of the last sprint.
  SOURCES = PROJECT.tree.paths(PROJECT.last.slug).grep(/\.(?:h|c|S|def|inc)\z/).to_h { |path| [path, PROJECT.tree.text(path, PROJECT.last.slug)] }

  def register(data) = Site::Register.new('x', { 'title' => 'X', 'width' => 8, 'source' => 's' }.merge(data))
  def field(bits, name = 'A', more = {}) = { 'bits' => bits, 'name' => name, 'text' => '' }.merge(more)

  # What is wrong when the block has changed a copy of the tables and of the sources.
  def problems
    data = Marshal.load(Marshal.dump(DATA))
    sources = SOURCES.dup
    yield data, sources if block_given?
    RegisterConstants.new(Site::Registers.new(nil, data).all, sources).problems
  end

  def test_every_constant_of_a_register_is_where_the_table_has_it_and_the_other_way_round
    assert_empty problems
  end

  def test_a_table_that_is_off_by_a_bit_is_noticed
    found = problems do |data, _|
      data['cr4']['fields'].find { |field| field['name'] == 'PGE' }['bits'] = '8'
      data['cr4']['fields'].delete_if { |field| field['name'] == 'PCE' }
      data['sfmask']['values'].first['set'] = '21:16 14:8 7 6 4 2'
      data['star']['msr']['MSR_STAR'] += 1
    end
    assert_equal ['sfmask: SFMASK_ALL of arch/x86_64/syscall.h is 0x3f7fd5, and 0x3f7fd4 in the table', 'cr4: CR4_PGE of arch/x86_64/paging.h is 0x80, and 0x100 in the table',
                  'star: MSR_STAR of arch/x86_64/syscall.h is 0xc0000081, and 0xc0000082 in the table'], found
  end

  def test_a_constant_that_is_off_or_new_or_gone_is_noticed
    found = problems do |_, sources|
      sources['arch/x86_64/trap.h'] = sources['arch/x86_64/trap.h'].sub('PAGE_FAULT_FETCH (1 << 4)', 'PAGE_FAULT_FETCH (1 << 5)')
      sources['arch/x86_64/control.h'] = sources['arch/x86_64/control.h'].sub('#define CR0_PG', "#define CR0_AM (1 << 18)\n\\0")
      sources['arch/x86_64/boot.S'] = sources['arch/x86_64/boot.S'].sub('#define ENTRY_LARGE 0x83', '#define ENTRY_BIG 0x83')
      sources['arch/x86_64/features.c'] = sources['arch/x86_64/features.c'].sub('1 << 20}', '1 << 21}')
    end
    assert_equal ['page-table-entry: there is no constant ENTRY_LARGE in arch/x86_64/boot.S', 'page-fault-error: PAGE_FAULT_FETCH of arch/x86_64/trap.h is 0x20, and 0x10 in the table',
                  'arch/x86_64/control.h: CR0_AM says something about a register, but no table names it', 'arch/x86_64/boot.S: ENTRY_BIG says something about a register, but no table names it',
                  'cr4: arch/x86_64/features.c has [["SMEP", 2097152]], the table has [["SMEP", 1048576]]'], found
  end

  # Bits that no table is asked about: CPUID's answers, which are no register.
  CPUID = ['arch/x86_64/extended_state.h: CPUID_FEATURES_XSAVE', 'arch/x86_64/paging.h: CPUID_EXTENDED_PAGE_1G'].freeze

  def test_no_header_of_the_machine_has_bits_that_no_table_knows
    known = DATA.values.flat_map { |data| data.fetch('constants', {}).flat_map { |file, beginnings| Array(beginnings).map { |beginning| [file, beginning] } } }
    strangers = SOURCES.select { |path, _| path.match?(%r{\Aarch/x86_64/.*\.h\z}) }.flat_map do |path, text|
      names = text.scan(/^#define ([A-Z]\w+)[ \t]+\(?(?:UINT64_C\(\d+\)|\d+U?) << /).flatten
      names.reject { |name| known.any? { |file, beginning| file == path && name.start_with?(beginning) } }.map { |name| "#{path}: #{name}" }
    end
    assert_equal CPUID, strangers.sort
  end

  def test_reserved_bits_of_a_register_are_drawn
    found = register('fields' => [field('6:5'), field('0', 'B')])
    assert_equal [[7, 7, nil], [6, 5, 'A'], [4, 1, nil], [0, 0, 'B']], found.complete.map { |f| [f.high, f.low, f.name] }
    assert_equal 0b0110_0000, found.complete[1].mask
  end

  def test_what_cannot_be_is_refused
    assert_match(/overlaps/, assert_raises(Site::Error) { register('fields' => [field('3:1'), field('1', 'B')]) }.message)
    assert_match(/V has more bits/, assert_raises(Site::Error) { register('fields' => [], 'also' => [{ 'macro' => 'V', 'set' => '8' }]) }.message)
    assert_match(/no value W/, assert_raises(Site::Error) { register('fields' => [], 'drawn' => 'W') }.message)
  end

  # Each bit is in one rectangle, all rows are full, and names fit into their fields.
  def test_drawings_have_every_bit_and_names_that_fit
    Site::Registers.new(PROJECT).all.each do |register|
      pictures = register.html.scan(/<svg.*?<\/svg>/m)
      assert_equal 2, pictures.size
      pictures.zip([[32, 24], [8, 31]]) { |svg, (per_row, cell)| drawing(register, svg, [per_row, register.width].min, cell) }
    end
  end

  def drawing(register, svg, per_row, cell)
    boxes = svg.scan(/<rect x="\d+" y="([\d.]+)" width="(\d+)"[^>]*>((?:<text [^>]*class="bit"[^>]*>\d+<\/text>)+)/)
    assert_equal [per_row * cell], boxes.group_by(&:first).values.map { |row| row.sum { |_, wide,| wide.to_i } }.uniq, register.name
    ends = boxes.map { |_, _, numbers| numbers.scan(/>(\d+)</).flatten.map(&:to_i) }
    assert_equal (0...register.width).to_a.reverse, ends.flat_map { |high, low| high.downto(low || high).to_a }, register.name
    svg.scan(/width="(\d+)" height="(\d+)" class="field[^"]*"\/>(?:<text [^>]*class="bit"[^>]*>\d+<\/text>)+<text [^>]*font-size="([\d.]+)"[^>]*?( transform="rotate[^"]*")?>([^<]*)</) do |wide, high, size, turned, name|
      assert_operator CGI.unescapeHTML(name).size * size.to_f * 0.6, :<=, (turned ? high : wide).to_i, "#{register.name}: #{name}"
      assert_operator size.to_f, :>=, 9.5, "#{register.name}: #{name}"
    end
  end

  def test_rows_of_one_field_are_one_row
    narrow = register('width' => 32, 'fields' => [field('27:4', 'long'), field('0', 'B')]).html.scan(/<svg.*?<\/svg>/m).last
    assert_equal %w[31 28 27 24 23 8 7 4 3 1 0], narrow.scan(/class="bit"[^>]*>(\d+)</).flatten
    assert_equal 3, narrow.scan('>long<').size
  end

  def test_the_bits_of_a_value_stand_in_the_drawing_and_in_the_table
    svg, table = Site::Registers.new(PROJECT).figure('register-sfmask').split('<details')
    assert_includes svg, 'class="field set"'
    assert_match(%r{>IF</text><text [^>]*class="value"[^>]*>1</text>}, svg)
    assert_match(%r{<th scope="col">Cleared by SYSCALL</th>.*<td>13–12</td><td>IOPL</td><td><code>11</code></td>}, table)
    refute_match(/<svg[^>]*>.*class="value"/m, Site::Registers.new(PROJECT).figure('register-rflags'))
    assert_match(%r{<td>15–3</td><td>index</td><td><code>0x1</code></td><td><code>0x2</code></td><td><code>0x3</code></td><td><code>0x4</code></td><td><code>0x5</code></td>},
                 Site::Registers.new(PROJECT).figure('register-selector'))
  end
end
