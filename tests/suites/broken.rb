# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Each broken variant must turn its test red, for the reason that it names.

require_relative "../../tools/machine/broken"

Machine::Sprints.all.each do |sprint|
  Machine::Broken.names(sprint).each do |name|
    broken = Machine::Broken.new(sprint, name)
    test "without its guard a test turns red: #{broken.guard} [#{sprint.slug}/#{name}]",
         command: machine("broken", sprint.slug, name), birth: sprint.slug, cost: 8
  end
end
