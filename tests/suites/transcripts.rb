# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Each recorded transcript, run again and compared; those of broken variants too.

require_relative "../../tools/machine/recorder"

Machine::Sprints.all.each do |sprint|
  Machine::Recorder.new(sprint).names.each do |name|
    test "the transcript #{sprint.slug}/#{name} is what the machine prints",
         command: machine("check-transcript", sprint.slug, name), birth: sprint.slug, cost: 5
  end
end
