# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require "open3"
require_relative "../ladder/tree"
require_relative "builder"

module Machine
  # Where instructions come from: the file and line that the debug information names, as the file stands in the clean tree of a sprint, where
  # conditionals are gone and so lines have other numbers.
  class SourceLines
    def initialize(sprint)
      @sprint = sprint
      @tree = Ladder::Tree.new(Project::ROOT)
    end

    # { address => "path:line" }; nothing for what has no line. section: addresses count from its start, in an object file.
    def of(file, addresses, section: nil)
      options = section ? ["-j", section] : []
      output, status = Open3.capture2("addr2line", "-a", "-e", file, *options, stdin_data: addresses.map { |at| at.to_s(16) }.join("\n"))
      raise Failure, "addr2line failed: is binutils installed?" unless status.success?

      output.scan(/^0x(\h+)\n(.+)$/).filter_map { |address, place| line(place)&.then { |found| [address.to_i(16), found] } }.to_h
    end

    # "path:line" of what the compiler was given, at the sprint.
    def line(place)
      path, number = place.sub(/ \(discriminator.*\)\z/, "").match(/\A(.+):(\d+)\z/)&.captures
      return unless path

      path = path.delete_prefix("#{Project::ROOT}/").delete_prefix("./").delete_prefix("/").sub(%r{\Abuild/.*/gen/}, "")
      return ("#{path}:#{number}" if File.file?(Project.path(path))) unless @tree.paths(@sprint.slug).include?(path)

      numbers(path)[number.to_i]&.then { |found| "#{path}:#{found}" }
    end

    private

    # { line in the authored file => line in the clean one }
    def numbers(path)
      (@numbers ||= {})[path] ||= @tree.lines(path, @sprint.slug).each.with_index(1)
                                       .to_h { |line, number| [line.authored_lineno, number] }
    end
  end
end
