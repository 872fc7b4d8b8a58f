#!/usr/bin/env ruby
# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Builds and boots checkpoints, records and compares what they print, tests and measures them: `ruby tools/machine.rb help`.

require_relative "machine/command"
exit Machine::Command.new.run(ARGV)
