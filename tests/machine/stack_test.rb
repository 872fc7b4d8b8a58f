# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Proves that the bound of the stack adds up the frames along the deepest path, on a small program whose frames are known.

require_relative "helper"
require_relative "../../tools/machine/stack"

class StackTest < Minitest::Test
  SOURCE = <<~C
    void use(volatile char *buffer);
    __attribute__((noinline)) void use(volatile char *buffer) { buffer[0] = 1; }
    __attribute__((noinline)) static void deep(void) { volatile char room[512]; use(room); }
    __attribute__((noinline)) static void shallow(void) { volatile char room[64]; use(room); }
    void panic(void);
    void panic(void) { volatile char room[128]; use(room); for (;;) { } }
    void _start(void);
    void _start(void) { shallow(); deep(); panic(); }
  C
  FLAGS = %w[-O1 -ffreestanding -fno-pic -fno-pie -fno-stack-protector -fno-omit-frame-pointer -fno-optimize-sibling-calls
             -fcf-protection=none -fstack-usage -fno-asynchronous-unwind-tables].freeze

  def figures(source)
    Dir.mktmpdir do |folder|
      FileUtils.mkdir_p(File.join(folder, "kernel"))
      File.write(File.join(folder, "kernel", "x.c"), source)
      Machine::Quiet.run("gcc", *FLAGS, "-c", "x.c", chdir: File.join(folder, "kernel"))
      Machine::Quiet.run("ld", "-nostdlib", "-static", "-o", "kernel.elf", "kernel/x.o", chdir: folder)
      reported = File.readlines(File.join(folder, "kernel", "x.su")).to_h { |line| [line.split("\t").first.split(":").last, line.split("\t")[1].to_i] }
      return [Machine::StackBound.new(folder).figures, reported]
    end
  end

  def test_the_deepest_path_counts_and_a_panic_comes_on_top
    found, reported = figures(SOURCE)
    assert_equal %w[_start deep use], found["call_path"]
    assert_equal reported.values_at("_start", "deep", "use").sum, found["call"]
    assert_equal reported.values_at("panic", "use").sum, found["panic"]
    assert_equal found["call"] + found["panic"], found["bound"]
    assert_equal ["deep", reported["deep"]], found.values_at("largest_frame_function", "largest_frame")
    assert_empty found["recursion"]
  end

  def test_recursion_is_told
    own = SOURCE.sub("static void deep(void) {", "void deep(void) { volatile char turn[8]; if (turn[0]) { deep(); }")
    assert_equal ["deep"], figures(own).first["recursion"]
    mutual = SOURCE.sub("static void deep(void) {", "void deep(void) { extern void shallow(void); volatile char turn[8]; if (turn[0]) { shallow(); }")
                   .sub("static void shallow(void) {", "void shallow(void) { volatile char turn[8]; if (turn[0]) { deep(); }")
    assert_equal 1, figures(mutual).first["recursion"].size
  end
end
