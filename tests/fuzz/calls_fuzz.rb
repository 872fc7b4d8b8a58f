#!/usr/bin/env ruby
# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Random calls without an end: the boot test random-calls at the last sprint, ten million calls at a time, each time with another seed.
#   SEED=n   begins with this one        CALLS=n   so many calls at a time

require_relative "../../tools/machine/boot_test"

test = Machine::BootTest.find("random-calls")
sprint = test.sprints.last
seed = Integer(ENV.fetch("SEED", Random.new_seed % 0xffff_ffff))
calls = Integer(ENV.fetch("CALLS", 10_000_000))
loop do
  append = "#{test.append} seed=#{seed} calls=#{calls}"
  out = Machine::Project.path("build", "tests", "fuzz-calls-#{sprint.slug}")
  image = Machine::Builder.new(sprint, debug: true).with_demo(Machine::Project.relative(test.folder), out, append: append)
  run = Machine::Run.finish(image, limit: 3600)
  well = run.console.lines.grep(/the canary is well|^status 0, frames lost: 0, still charged: 0/)
  abort "#{run.console}\nseed #{seed}: repeat it with SEED=#{seed} CALLS=#{calls}" if well.length != 2 || run.verdict.to_s != "done"
  puts "seed #{seed}: #{well.first}"
  $stdout.flush
  seed = (seed + 100_000) & 0xffff_ffff
end
