# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require_relative 'build_list'

module Ladder
  # The Makefile of a staged tree: explicit lists, the rules that the authored tree uses too, and the targets for the reader.
  class StagedMakefile
    TARGETS = File.join(__dir__, 'staged.mk')

    # exercises: name => settings for make
    def initialize(tree, slug, exercises)
      @tree = tree
      @slug = slug
      @exercises = exercises
      @list = BuildList.new(tree, slug)
    end

    def text
      [head, rules, targets].join("\n").gsub(/\n{3,}/, "\n\n")
    end

    private

    def head
      <<~MAKE
        # SPDX-License-Identifier: MIT
        # Postern, sprint #{@tree.name(@slug)}. make run: build and boot. make check: compare with expected.txt.
        .DEFAULT_GOAL := image
        TOP := .
        OUT := build
        GEN := .
        #{BuildList.variable('SOURCES', @list.sources)}#{BuildList.variable('USER_SOURCES', @list.user_sources)}DEMO := demo
        DEFINES :=
        MEM := #{@tree.manifest(@slug).machine.fetch('memory', '256M')}
        #{BuildList.variable('EXERCISES', @exercises.keys)}#{settings}JOINED := #{Tree::JOINED.keys.join(' ')}
      MAKE
    end

    def settings
      @exercises.reject { |_, words| words.empty? }.map { |name, words| "SETTINGS_#{name} := #{words.join(' ')}\n" }.join
    end

    def rules
      ['tools/build.mk', *@list.fragments].map do |path|
        lines = File.readlines(File.join(@tree.root, path))
        lines.grep_v(/SPDX-License-Identifier/).join
      end.join("\n")
    end

    def targets
      File.readlines(TARGETS).grep_v(/SPDX-License-Identifier/).join
    end
  end
end
