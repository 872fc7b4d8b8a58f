# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# What the player replays: assets/casts/….js for each recorded session that a page shows, and the player itself, which npm brings. Both are
# loaded when a reader asks for a replay, and from no other host. Serial bytes carry no time, so the pace is that of the line.
require 'fileutils'
require 'json'
require_relative 'error'

module Site
  # Writes the sessions and copies the player.
  class Casts
    PLAYER = 'node_modules/asciinema-player'
    FILES = { 'dist/bundle/asciinema-player.min.js' => 'asciinema-player.js', 'dist/bundle/asciinema-player.css' => 'asciinema-player.css', 'LICENSE' => 'LICENSE.txt' }.freeze
    COLUMNS = (72..100).freeze
    ROWS = (8..24).freeze
    FIGURE = /<figure class="transcript" data-path="([^"]+)"/.freeze

    def initialize(project, out)
      @project = project
      @out = out
    end

    # The address of a session's data below assets/casts/; excerpts.js and player.js build the same one.
    def self.name(path) = "#{path.delete_prefix('sprints/').delete_suffix('.t')}.js"

    def write
      paths = Dir.glob('**/*.html', base: @out).grep_v(%r{\A(?:src|files|api)/}).flat_map { |page| File.read(File.join(@out, page)).scan(FIGURE).flatten }.uniq.sort
      return if paths.empty?

      paths.each { |path| put("casts/#{self.class.name(path)}", script(path, session(@project.read(path)))) }
      FILES.each { |from, to| put("player/#{to}", File.read(player(from))) }
    end

    # Columns and rows of the terminal, and what happens in it: ["type", line] after a prompt, ["print", lines].
    def session(text)
      lines = text.lines(chomp: true).reject { |line| line.start_with?('#: ', '#= ') || line.match?(/\A\[exit \d+\]\z/) }
      parts = lines.chunk_while { |a, b| !typed?(a) && !typed?(b) }.map { |run| typed?(run[0]) ? ['type', run[0]] : ['print', run.map { |l| "#{l}\n" }.join] }
      columns = lines.map(&:length).max.to_i.clamp(COLUMNS)
      { columns: columns, rows: lines.sum { |line| [(line.length.to_f / columns).ceil, 1].max }.succ.clamp(ROWS), parts: parts }
    end

    private

    def typed?(line) = line.start_with?('$ ', '> ')

    def script(path, session)
      "(window.posternCasts=window.posternCasts||{})[#{path.to_json}]=#{JSON.generate(session)};\n"
    end

    def player(name)
      file = @project.path(PLAYER, name)
      File.file?(file) ? file : raise(Error, 'asciinema-player is not installed: run `make deps`')
    end

    def put(name, text)
      file = File.join(@out, 'assets', name)
      FileUtils.mkdir_p(File.dirname(file))
      File.write(file, text)
    end
  end
end
