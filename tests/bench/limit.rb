# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# A recorded figure keeps its limit, in the unit that it is recorded in: ruby tests/bench/limit.rb NAME LIMIT. That it is still the measured one, `bench --check` says.

require "yaml"

name, limit = ARGV
figure = YAML.safe_load_file(File.join(__dir__, "../../docs/figures/bench.yml")).fetch("now").fetch(name)
puts "#{name}: #{figure}, at most #{limit}"
exit figure.between?(1, Integer(limit, 10))
