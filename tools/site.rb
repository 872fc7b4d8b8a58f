# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The website: `ruby tools/site.rb build` writes it, `serve` shows it on this machine, `check` runs its tests,
# `api` builds the API reference alone.

ROOT = File.expand_path('..', __dir__)
ENV['BUNDLE_GEMFILE'] = File.join(ROOT, 'Gemfile')
ENV['BUNDLE_PATH'] ||= File.join(ROOT, '.deps/gems')
ENV['LANG'] = ENV['LC_ALL'] = 'C.UTF-8'
ENV['TZ'] = 'UTC'
Encoding.default_external = Encoding::UTF_8
begin
  require 'bundler/setup'
rescue LoadError, StandardError => e
  abort "the site's gems are not installed (#{e.message.lines.first&.chomp}): run `make deps`"
end

require_relative 'site/command'
exit Site::Command.new(ROOT).run(ARGV)
