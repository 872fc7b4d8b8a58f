# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Builds the last sprint in an empty folder, boots it, and stops the time until its first line: ruby tests/bench/clean_build.rb SECONDS.

require "etc"
require "tmpdir"
require_relative "../../tools/machine/builder"
require_relative "../../tools/machine/run"
require_relative "../../tools/machine/staged"

limit = Integer(ARGV.fetch(0), 10)
start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
Dir.mktmpdir("postern") do |folder|
  tree = File.join(folder, "tree")
  Machine::Quiet.run("ruby", "tools/ladder.rb", "stage", Machine::Sprints.last.slug, "--into", tree)
  Machine::Quiet.run("make", "-s", "-j#{Etc.nprocessors}", "image", chdir: tree, env: Machine::Builder::CLEAN)
  Machine::Run.finish(File.join(tree, "build", "postern.iso")) do |machine|
    machine.wait_for(/^.+\n/)
    machine.stop
  end
end
seconds = Process.clock_gettime(Process::CLOCK_MONOTONIC) - start
puts format("%.1f s, at most %d", seconds, limit)
exit seconds <= limit
