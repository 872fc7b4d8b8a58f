#!/usr/bin/env ruby
# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The book's command line: excerpts, coverage, the prose lock, names and numbers.
require_relative 'book/command'

$stdout.sync = true
exit Book::Command.new(File.expand_path('..', __dir__)).run(ARGV)
