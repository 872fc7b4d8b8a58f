# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require 'fileutils'
require_relative 'tree'

module Ladder
  # A new sprint: its line in the order, its folder, a manifest that adds nothing yet, the demonstration of the sprint before it
  # as a start, and the headings of its chapter. Nothing else in the tree is edited: numbers are computed.
  class NewSprint
    def initialize(tree, slug, after:, title:, goal: nil, part: nil)
      @tree = tree
      @slug = slug
      @after = tree.sprints.resolve(after)
      @title = title
      @goal = goal || "#{title}."
      @part = part || tree.manifest(@after).part
      check
    end

    # Returns the paths that were written.
    def make
      folder = File.join(@tree.root, 'sprints', @slug)
      FileUtils.mkdir_p(folder)
      FileUtils.cp_r(File.join(@tree.root, 'sprints', @after, 'demo'), folder)
      write('manifest.yml', manifest)
      write('chapter.md', chapter)
      insert
      ['sprints/order', *Dir.glob("sprints/#{@slug}/**/*", base: @tree.root).sort]
    end

    private

    def check
      raise Error, "'#{@slug}' is no slug: lower-case letters, digits and dashes, a letter first" unless @slug.match?(Order::SLUG)
      raise Error, "part '#{@part}': use one of #{Manifest::PARTS.join(', ')}" unless Manifest::PARTS.include?(@part)
      return unless @tree.sprints.all.include?(@slug) || File.exist?(File.join(@tree.root, 'sprints', @slug))

      raise Error, "sprints/#{@slug} is there already: choose another slug, or remove it"
    end

    def manifest
      { 'title' => @title, 'goal' => @goal, 'part' => @part, 'add' => [] }.to_yaml.delete_prefix("---\n")
    end

    def chapter
      <<~MARKDOWN
        ## What you will have at the end

        #{@goal}

        ## What changes

        ## What you should see

        ## What goes wrong without it

        ## What real kernels do

        ## Exercises
      MARKDOWN
    end

    def write(name, text)
      File.write(File.join(@tree.root, 'sprints', @slug, name), text)
    end

    def insert
      file = File.join(@tree.root, 'sprints/order')
      lines = File.readlines(file, chomp: true)
      File.write(file, lines.insert(lines.index(@after) + 1, @slug).map { |line| "#{line}\n" }.join)
    end
  end
end
