# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Proves that the recorded machine is the one that its name stands for, and that the knobs turn what they say.

require_relative "helper"
require_relative "../../tools/machine/profile"

class ProfileTest < Minitest::Test
  TCG_2 = %w[qemu-system-x86_64 -machine pc-q35-7.2 -accel tcg -icount shift=4,sleep=off -seed 1 -cpu max -smp 1 -m 256M
             -rtc base=2000-01-01,clock=vm -nodefaults -display none -serial stdio -no-reboot
             -device isa-debug-exit,iobase=0xf4,iosize=4 -cdrom x.iso].freeze

  def command(**knobs)
    Machine::Profile.new(Machine::Knobs.new(**knobs)).command("x.iso")
  end

  def test_the_recorded_machine
    assert_equal TCG_2, command
    assert_equal "tcg-2", Machine::Profile::NAME
  end

  def test_knobs
    assert_includes command(smp: "2", memory: "1G", cpu: "qemu64").join(" "), "-cpu qemu64 -smp 2 -m 1G"
  end

  def test_kvm_has_no_instruction_counter
    refute_includes command(kvm: "1"), "-icount"
    assert_includes command(kvm: "1").join(" "), "-accel kvm -cpu host"
  end

  def test_nonsense_is_refused_with_an_example
    assert_match(/SMP=2/, assert_raises(Machine::Failure) { command(smp: "two") }.message)
    assert_match(/MEM=512M/, assert_raises(Machine::Failure) { command(memory: "a lot") }.message)
  end

  def test_a_sprint_has_four_names
    sprint = Machine::Sprints.find("boot")
    assert_equal [sprint] * 3, %w[1 01 01-boot].map { |name| Machine::Sprints.find(name) }
    assert_match(/there is no sprint `bot`; choose one of: 01-boot/, assert_raises(Machine::Failure) { Machine::Sprints.find("bot") }.message)
  end
end
