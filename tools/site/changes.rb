# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# What a sprint changes in the tree: for its page of differences and for the end of its chapter.
require 'open3'
require 'tempfile'
require_relative 'error'

module Site
  # path; old and new text, nil where there is none; diff: unified, for files that are in both trees.
  Change = Struct.new(:path, :old, :new, :diff, keyword_init: true) do
    def kind = old.nil? ? 'new' : new.nil? ? 'gone' : 'changed'

    def added = diff ? diff.scan(/^\+(?!\+\+)/).size : new.to_s.lines.size
    def gone = diff ? diff.scan(/^-(?!--)/).size : old.to_s.lines.size

    # How many lines came and went, in a few characters.
    def counts = { 'new' => "+#{added}", 'gone' => "−#{gone}", 'changed' => "+#{added} −#{gone}" }.fetch(kind)
  end

  # Compares the tree of each sprint with the one before, once.
  class Changes
    def initialize(project)
      @project = project
      @found = {}
    end

    def of(sprint) = @found[sprint.slug] ||= compare(sprint, before(sprint))

    # The sprint that this one follows; nil for the first.
    def before(sprint)
      index = @project.sprints.index(sprint)
      index.zero? ? nil : @project.sprints[index - 1]
    end

    private

    def tree = @project.tree

    def compare(sprint, before)
      now = tree.paths(sprint.slug)
      then_ = before ? tree.paths(before.slug) : []
      (now | then_).sort.filter_map do |path|
        old = then_.include?(path) ? tree.text(path, before.slug) : nil
        new = now.include?(path) ? tree.text(path, sprint.slug) : nil
        Change.new(path: path, old: old, new: new, diff: old && new ? unified(path, old, new) : nil) unless old == new
      end
    end

    def unified(path, old, new)
      Tempfile.create('old') do |a|
        Tempfile.create('new') do |b|
          [[a, old], [b, new]].each { |file, text| file.write(text); file.close }
          text, status = Open3.capture2('diff', '-u', '--label', "a/#{path}", '--label', "b/#{path}", a.path, b.path)
          raise Error, "diff failed on #{path}" if status.exitstatus > 1

          text
        end
      end
    end
  end
end
