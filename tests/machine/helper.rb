# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# What the tests of tools/machine share.

require "minitest/autorun"
require "tmpdir"
require_relative "../../tools/machine/project"
