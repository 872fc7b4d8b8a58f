# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require "minitest/autorun"
require "open3"

# The numbers that docs/skeleton.md reserves, against the numbers that the compiler makes of the definitions.
class AbiTest < Minitest::Test
  ROOT = File.expand_path("../..", __dir__)
  SKELETON = File.read(File.join(ROOT, "docs", "skeleton.md"))

  # name => number, from the fragments themselves, by the preprocessor: MACRO becomes a line "@ sprint name number".
  def defined(folder, macros)
    Dir.glob(File.join(ROOT, folder, "*.def")).flat_map do |file|
      output, status = Open3.capture2("gcc", "-E", "-P", "-x", "c", *macros, file)
      assert status.success?, "the preprocessor refuses #{file}"
      output.scan(/@ (\w+) (\d+)/).map { |name, number| [name, [number.to_i, File.basename(file, ".def")]] }
    end.to_h
  end

  def calls
    defined("kernel/abi/calls", (0..6).map { |n| "-DCALL#{n}(number,name,...)=@ name number" })
  end

  def test_each_call_has_the_number_and_the_sprint_that_are_reserved_for_it
    reserved = SKELETON.scan(/^\| (\d+) \| (\w+) \| (\w+) \|$/).to_h { |number, name, sprint| [name, [number.to_i, sprint]] }
    refute_empty calls
    calls.each { |name, facts| assert_equal reserved[name], facts, "docs/skeleton.md, section 8, reserves something else for #{name}" }
  end

  def test_numbers_are_below_the_size_of_the_table_and_none_is_given_twice
    numbers = calls.values.map(&:first)
    slots = File.read(File.join(ROOT, "kernel/abi/numbers.h"))[/CALL_SLOTS (\d+)/, 1].to_i
    assert_equal numbers.uniq, numbers
    assert numbers.all? { |number| number.between?(0, slots - 1) }, "the table ends at #{slots}"
  end

  def test_errors_have_the_numbers_that_are_reserved
    errors = defined("kernel/abi/errors", ["-DERROR(number,name,text)=@ name number"])
    refute_empty errors
    errors.each { |name, (number, _)| assert_match(/\b#{number} #{name}\b/, SKELETON, "docs/skeleton.md, section 8, does not say #{number} #{name}") }
  end

  def test_panic_codes_are_unique_and_reserved
    panics = defined("kernel/panics", ["-DPANIC(number,name,text)=@ name number"])
    codes = panics.values.map(&:first)
    assert_equal codes.uniq, codes
    last = SKELETON[/Panic codes: .*? (\d+) [a-z ]+\.$/m, 1].to_i
    assert codes.all? { |code| code.between?(1, last) }, "docs/skeleton.md, section 8, reserves codes up to #{last}"
  end
end
