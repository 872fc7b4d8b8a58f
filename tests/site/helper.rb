# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# What the Ruby tests of the site share.
require_relative 'finished_site'
require 'minitest/autorun'
