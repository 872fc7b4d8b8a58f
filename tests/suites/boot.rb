# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Each boot test, at its birth sprint and at the last one; on Bochs too if it says so.

require_relative "../../tools/machine/boot_test"

Machine::BootTest.all.each do |boot|
  sprints_for(boot.since, boot.until).each do |sprint|
    boot.processors.each do |cpu|
      test "#{boot.title} [#{boot.name} at #{sprint}#{", #{cpu}" if cpu}]",
           command: machine("boot-test", boot.name, "--sprint", sprint, *(cpu ? ["--cpu", cpu] : [])),
           birth: boot.since, cost: 5
    end
    next unless boot.bochs

    test "#{boot.title} [#{boot.name} at #{sprint}, on Bochs]",
         command: machine("boot-test", boot.name, "--sprint", sprint, "--oracle", "bochs"), birth: boot.since, cost: 5
  end
end
