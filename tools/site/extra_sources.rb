# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Pages for files outside the ladder.
require_relative 'error'

module Site
  # Files outside the ladder that chapters link to: tests, tools, exercises. They get a page when a chapter names them.
  class ExtraSources
    class << self
      def wanted = @wanted ||= {}

      def address(project, path, line)
        full = project.path(path)
        raise Error, "a chapter links to /#{path}, which is not there: correct the link" unless File.exist?(full)

        name = path.chomp('/')
        wanted[name] = true
        File.directory?(full) ? "/files/#{name}/index.html" : "/files/#{name}.html#{"#L#{line}" if line}"
      end
    end
  end
end
