# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# What a newcomer meets first: the two commands, and what they install.

test "missing packages are found, named and installed, and no failure is taken for a success",
     command: ["ruby", "tests/bringup/deps_test.rb"]

test "make help names every target, and mistakes on the command line get one line that says what to do",
     command: ["ruby", "tests/bringup/commands_test.rb"]

test "make debug attaches gdb, and its commands print the frame, the page tables and the current thread",
     command: ["ruby", "tests/bringup/debug_test.rb"], cost: 10

if all?
  ready = Process.uid.zero? && (ENV["PATH"].split(":") + %w[/usr/sbin]).any? { |folder| File.executable?("#{folder}/debootstrap") }
  test "make run and make test work on a machine that holds nothing but git and make",
       command: ["tests/bare/run.sh"], limit: 3600, cost: 1800,
       skip: (ready ? nil : "it makes a root file system: run make test-all as root, with debootstrap installed")
end
