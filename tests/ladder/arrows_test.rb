# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require "minitest/autorun"

# Who may include what: the arrows between the folders of the house.
class ArrowsTest < Minitest::Test
  ROOT = File.expand_path("../..", __dir__)
  INCLUDE = /^\s*#\s*include\s+["<]([^">]+)[">]/
  COMPILER = %w[stddef.h stdint.h stdbool.h stdarg.h float.h].freeze

  def includes(*globs)
    globs.flat_map { |glob| Dir.glob(glob, base: ROOT) }.select { |file| file.match?(/\.[chS]\z/) }.flat_map do |file|
      File.read(File.join(ROOT, file)).scan(INCLUDE).map { |(name)| [file, name] }
    end
  end

  def refuse(found, sentence)
    wrong = found.map { |file, name| "#{file} includes #{name}" }
    assert_empty wrong, sentence
  end

  def test_programs_see_the_treaty_the_shared_library_and_their_own_headers
    own = Dir.glob("user/libc/include/*.h", base: ROOT).map { |file| File.basename(file) }
    refute_empty own
    found = includes("user/**/*", "sprints/*/replace/user/**/*").reject do |_, name|
      name.start_with?("kernel/abi/", "kernel/lib/", "user/") || COMPILER.include?(name) || own.include?(name)
    end
    refuse found, "user/ sees kernel/abi/, kernel/lib/ and itself"
  end

  def test_the_treaty_and_the_shared_library_see_nothing_of_the_kernel
    found = includes("kernel/abi/**/*", "kernel/lib/**/*").reject do |_, name|
      name.start_with?("kernel/abi/", "kernel/lib/") || name == "kernel/types.h" || COMPILER.include?(name)
    end
    refuse found, "kernel/abi/ and kernel/lib/ are shared by both rings"
  end

  def test_the_kernel_sees_no_architecture_and_no_program
    refuse includes("kernel/**/*").select { |_, name| name.start_with?("arch/", "user/") }, "kernel/ sees neither arch/ nor user/"
    refuse includes("arch/**/*").select { |_, name| name.start_with?("user/") }, "arch/ does not see user/"
  end
end
