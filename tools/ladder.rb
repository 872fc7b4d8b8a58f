#!/usr/bin/env ruby
# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# The ladder's command line: what the tree is at each sprint. "ruby tools/ladder.rb help" lists the commands.

require_relative 'ladder/command'
exit Ladder::Command.new(File.expand_path('..', __dir__)).run(ARGV)
