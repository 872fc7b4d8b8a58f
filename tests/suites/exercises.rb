# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Each exercise, in the tree that a reader gets: red at the start, green with its solution.

require_relative "../../tools/machine/exercise"

Machine::Sprints.all.each do |sprint|
  Machine::Exercise.all(sprint).each do |exercise|
    { "start" => "is red before it is solved", "solution" => "is green with its solution" }.each do |state, claim|
      test "exercise #{sprint.slug}/#{exercise.name} #{claim}",
           command: machine("exercise", sprint.slug, exercise.number, state), birth: sprint.slug, cost: 8
    end
  end
end
