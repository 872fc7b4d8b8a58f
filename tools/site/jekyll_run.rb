# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Runs Jekyll over site/ in this process. A warning of Jekyll's is an error here.
require 'jekyll'
require 'logger'
require 'stringio'
require_relative 'error'

module Site
  # What the plugin in site/_plugins needs to know about the build that runs it.
  module Context
    class << self
      attr_accessor :project, :doxygen
    end
  end

  # One run of Jekyll.
  class JekyllRun
    def initialize(project, out, doxygen)
      @project = project
      @out = out
      @doxygen = doxygen
    end

    def run
      Context.project = @project
      Context.doxygen = @doxygen
      notes = StringIO.new
      Jekyll.logger = Logger.new(notes, formatter: ->(_, _, _, message) { "  #{message}\n" })
      Jekyll.logger.log_level = :warn
      options = { 'source' => @project.path('site'), 'destination' => @out,
                  'disable_disk_cache' => true }
      Jekyll::Site.new(Jekyll.configuration(options)).process
      return if notes.string.empty?

      raise Error, "Jekyll warned, and a warning stops the build:\n#{notes.string.lines.uniq.join}"
    end
  end
end
