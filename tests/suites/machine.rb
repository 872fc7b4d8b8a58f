# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# The unit tests of the tools that drive the machine, and of the runner itself.

Dir.glob(root("tests", "machine", "*_test.rb")).sort.each do |file|
  test "the tools of the machine hold: #{File.basename(file, "_test.rb").tr("_", " ")}", command: ["ruby", file], cost: 5
end
