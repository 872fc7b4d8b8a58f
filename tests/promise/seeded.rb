# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# ruby tests/promise/seeded.rb FAULT [SEED]: seeds one fault in a copy of the tree and sees that it is found.
require_relative 'fault'

name, seed = ARGV
unless Promise::Fault.all.key?(name)
  warn "usage: ruby tests/promise/seeded.rb FAULT [SEED]; faults: #{Promise::Fault.all.keys.join(' ')}"
  exit 2
end
seed = Integer((seed || ENV["SEED"] || Random.rand(1_000_000)).to_s, 10)
puts "seed #{seed}; the same again: ruby tests/promise/seeded.rb #{name} #{seed}"
begin
  Promise::Fault.all[name].new(seed).run
rescue Promise::Failure, Book::Error, Ladder::Error => e
  warn e.message
  exit 1
end
