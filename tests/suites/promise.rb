# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# What the book promises, broken on purpose: a sample, or everything under make test-all.
require_relative "../promise/fault"

names = all? ? Promise::Fault.all.keys : Promise::Fault.quick
names.each do |name|
  test "a check finds it, and says what to do, when #{Promise::Fault.all[name]::SENTENCE}",
       command: ["ruby", "tests/promise/seeded.rb", name], group: "promise", cost: Promise::Fault.quick.include?(name) ? 2 : 20
end
