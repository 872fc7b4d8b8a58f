# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Address maps: what of the recorded ones is shown, and how.
require_relative 'helper'
require_relative '../../tools/site/address_map'
require_relative '../../tools/site/project'
require_relative '../../tools/site/pages/address_maps'

class AddressMapsTest < Minitest::Test
  PROJECT = Site::Project.new(ROOT)

  def maps = Site::AddressMap.new(PROJECT)

  # Maps of made-up sprints: slug => list of maps, each a list of regions.
  def made(data)
    tree = Struct.new(:order).new(data.keys)
    file = data.transform_values { |list| list.map { |regions| { 'title' => 'at the end', 'stopped-at' => 'here', 'regions' => regions } } }.merge('recorded-with' => 'x')
    Site::AddressMap.new(Struct.new(:tree, :file) { def yaml(*) = file }.new(tree, file))
  end

  KERNEL = { 'image' => [['0x1000', '0x1fff', 'r-x', '.text', { '4 KiB' => 1 }]] }.freeze
  LARGER = { 'image' => [['0x1000', '0x2fff', 'r-x', '.text', { '4 KiB' => 2 }]] }.freeze
  PROGRAM = { 'program' => [['0x0', '0xfff', '---', 'page 0'], ['0x4000', '0x4fff', 'rw- user', 'stack', { '4 KiB' => 1 }]] }.freeze

  def test_every_sprint_has_a_map
    assert_equal PROJECT.tree.order, maps.slugs
  end

  def test_permissions_are_told_in_colour_and_in_words
    figure = maps.figure('address-map-paging')
    assert_match(%r{<tr class="execute"><td><code aria-hidden="true">r-x</code><span class="sr-only">read and execute</span></td>.*?\.text\.entry}, figure)
    assert_match(%r{<tr class="hole">.*guard page below the kernel stack, <span class="pages">4 KiB</span>}, figure)
    assert_match(%r{<tr class="read">.*the image once more}, figure)
    refute_includes figure, '<details'
    refute_match(/<tr class="(?:write|read|hole)"><td><code aria-hidden="true">r.x/, figure)
  end

  def test_what_permits_everything_is_marked_and_ends_with_paging
    assert_match(%r{<tr class="anything"><td><code aria-hidden="true">rwx</code><span class="sr-only">read, write and execute</span>}, maps.figure('address-map-boot'))
    before, after = maps.slugs.partition { |slug| PROJECT.tree.order.index(slug) < PROJECT.tree.order.index('paging') }
    all = ->(slug) { maps.maps(slug).flat_map(&:ranges).select(&:pages).map(&:permissions) }
    assert_equal ['rwx'], before.flat_map(&all).uniq
    refute_includes after.flat_map(&all), 'rwx'
  end

  def test_the_map_of_a_program_shows_its_half_and_folds_the_kernels
    program, kernel = maps.figure('address-map-usercopy').split('<details')
    assert_equal %w[hole execute write hole write hole], program.scan(/<tr class="(\w+)"/).flatten
    assert_match(%r{<tr class="device">.*physical 0xfee00000, uncached}, kernel)
    refute_includes kernel, ', user'
  end

  def test_ranges_of_programs_are_called_as_in_their_files
    names = maps.maps('processes').map { |map| map.program.select(&:pages).map(&:what) }
    assert_equal 2, names.size
    assert_includes names.first.join("\n"), 'init: .text'
    assert_includes names.first, 'the archive'
    assert_includes names.last, 'heap'
    assert_match(/^primes: .*\.bss$/, names.last.join("\n"))
  end

  def test_what_does_not_change_is_said_and_not_repeated
    found = made('a' => [KERNEL], 'b' => [KERNEL], 'c' => [LARGER], 'd' => [PROGRAM.merge(LARGER)], 'e' => [PROGRAM.merge(KERNEL)])
    assert_equal [nil, 'a', nil, nil, nil], %w[a b c d e].map { |slug| found.same_as(slug) }
    assert_includes found.html('d', repeat: false), '<p class="kernel-half">The kernel\'s half is as at the sprint <a href="/reference/address-maps.html#map-c">c</a>.</p>'
    assert_includes found.html('d'), '1 ranges, as at the sprint <em>c</em></summary>'
    assert_includes found.html('e', repeat: false), '1 ranges, the same ones as at the sprint <em>a</em> in other sizes</summary>'
  end

  def test_several_maps_of_a_sprint_have_a_headline_each_and_one_caption
    html = made('a' => [PROGRAM.merge(KERNEL), PROGRAM.merge(KERNEL)]).html('a')
    assert_equal 1, html.scan('<details class="kernel-half">').size
    assert_equal 1, html.scan("The kernel's half is the one above.").size
    assert_equal 2, html.scan('<p class="map-title">What is mapped at the end</p>').size
    assert_equal 1, html.scan('<figcaption>').size
  end

  def test_a_map_that_is_not_recorded_is_an_error_that_names_the_others
    assert_nil maps.figure('register-cr4')
    assert_match(/no map nothing.*boot, console/, assert_raises(Site::Error) { maps.figure('address-map-nothing') }.message)
  end

  def test_the_page_has_a_section_for_each_sprint_and_links_to_the_one_that_it_equals
    text = Site::AddressMaps.new(PROJECT, nil).pages.first.markdown
    assert_equal PROJECT.tree.order, text.scan(/^\{: #map-([a-z0-9-]+) \}$/).flatten
    assert_match(/As at the end of \[[^\]]+\]\(#map-boot\), page by page/, text)
  end
end
