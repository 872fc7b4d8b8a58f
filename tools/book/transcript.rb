# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# A recorded session and its named slices.
require_relative 'error'

module Book
  # Lines of console output, with the commands and typed lines in it.
  class Transcript
    attr_reader :path

    # The transcript that a chapter names: boot.t of its own sprint, broken/NAME.t, or a path from the root.
    def self.find(root, slug, target)
      places = ["sprints/#{slug}/transcripts/#{target}", "sprints/#{slug}/#{target}", target]
      path = places.find { |place| place.end_with?('.t') && File.file?(File.join(root, place)) }
      return new(root, path) if path

      there = Dir.glob("sprints/#{slug}/{transcripts,broken}/*.t", base: root).map { |p| p.split('/', 3)[2].delete_prefix('transcripts/') }
      raise Error, "no transcript #{target} at sprint #{slug}; record it with make record SPRINT=#{slug}.#{Error.suggest(target, there)}"
    end

    def initialize(root, path)
      @path = path
      @lines = File.readlines(File.join(root, path), chomp: true, encoding: 'UTF-8')
    end

    def header
      @lines.select { |line| line.start_with?('#: ') }.map { |line| line[3..] }
    end

    # The machine and the tools of the recording, in words; nil when the header does not say.
    def machine
      name = header_value('machine') or return nil
      tools = header_value('recorded-with').to_s.split('; ').grep(/\Aqemu /).map { |tool| tool.sub('qemu', 'QEMU') }
      "machine #{[name, *tools].join(', ')}"
    end

    # The command that shows it again.
    def command
      @lines.find { |line| line.start_with?('$ ') }&.delete_prefix('$ ')
    end

    def slices
      @lines.map { |line| line[%r{\A#= ([^/].*)}, 1] }.compact
    end

    # The lines of a slice, or of the whole session.
    def slice(name)
      return body(@lines) unless name

      starts = @lines.each_index.select { |i| @lines[i] == "#= #{name}" }
      if starts.size != 1
        what = starts.empty? ? "has no slice #{name}" : "has #{starts.size} slices #{name}; rename one"
        raise Error, "#{@path} #{what}.#{Error.suggest(name, slices)}"
      end
      rest = @lines[(starts[0] + 1)..]
      found = body(rest.take_while { |line| !line.start_with?('#= ') })
      raise Error, "#{@path}#{"##{name}"} is empty; move the line \"#= #{name}\" above the lines it should show." if found.all?(&:empty?)

      found
    end

    private

    def header_value(name)
      header.map { |line| line.split(' ', 2) }.to_h[name]
    end

    def body(lines)
      lines.reject { |line| line.start_with?('#: ', '#= ') }
    end
  end
end
