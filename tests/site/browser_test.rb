# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Runs one of the browser tests (tests/site/browser_test.js) on the finished site.
require_relative 'finished_site'

name = ARGV.first or abort 'usage: ruby tests/site/browser_test.rb NAME; the names are in tests/site/browser_test.js'
site = FinishedSite.path
exec({ 'SAMPLES' => FinishedSite.samples }, 'node', File.join(ROOT, 'tests/site/browser_test.js'), name, site)
