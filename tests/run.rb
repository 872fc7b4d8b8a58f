#!/usr/bin/env ruby
# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Runs all tests in parallel and ends with `N passed, N failed, N skipped`. See tests/README.md.

USAGE = <<~TEXT
  usage: [NAME=value ...] ruby tests/run.rb
    ONLY=regexp   those whose name or group matches     LIST=1   name them, run nothing
    ALL=1         everything, at every sprint           JOBS=n   workers (default: one more than processors)
TEXT
if ARGV.any?
  print USAGE if (asked = ARGV.intersect?(%w[-h --help]))
  asked ? exit : abort("#{ARGV.first} is no argument of the tests: what they take stands in the environment\n#{USAGE}")
end

require_relative "run/suite"
require_relative "run/runner"

begin
  cases = Tests::Suite.load_all
  only = Regexp.new(ENV["ONLY"].to_s, Regexp::IGNORECASE)
  chosen = cases.select { |test| test.name.match?(only) || test.group.match?(only) }
  if ENV["LIST"] == "1"
    chosen.each { |test| puts "#{test.group}: #{test.name}" }
  elsif chosen.empty?
    abort "no test matches ONLY=#{ENV["ONLY"]}: LIST=1 ruby tests/run.rb names them all"
  else
    exit Tests::Runner.new(chosen).run
  end
rescue Tests::Mistake, RegexpError => e
  abort e.message
end
