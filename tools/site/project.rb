# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# What the site is made from: the tree at each sprint, the edition, the chapters.
require 'open3'
require 'yaml'
require_relative 'error'
require_relative '../ladder/tree'
require_relative 'changes'

module Site
  # A sprint as the site sees it.
  Sprint = Struct.new(:slug, :number, :title, :goal, :part, keyword_init: true) do
    def heading = "#{number}. #{title}"
    def address = "/chapters/#{slug}.html"
  end

  # The project's folder and what can be asked of it.
  class Project
    # solutions: whether the site shows those of the exercises
    attr_reader :root, :solutions

    def initialize(root, solutions: true)
      @root = root
      @solutions = solutions
    end

    def tree = @tree ||= Ladder::Tree.new(@root)
    def changes = @changes ||= Changes.new(self)

    def sprints
      @sprints ||= tree.order.map do |slug|
        manifest = tree.manifest(slug)
        Sprint.new(slug: slug, number: tree.number(slug), title: manifest.title, goal: manifest.goal, part: manifest.part)
      end
    end

    def sprint(slug) = sprints.find { |s| s.slug == slug }
    def last = sprints.last

    # Markdown files of a chapter, in order; none when it has no chapter.
    def chapter_files(slug)
      folder = path('sprints', slug)
      pages = Dir.glob(File.join(folder, 'chapter', '*.md')).sort
      single = File.join(folder, 'chapter.md')
      pages.empty? && File.file?(single) ? [single] : pages
    end

    def path(*parts) = File.join(@root, *parts)

    def read(*parts) = File.read(path(*parts))

    def yaml(relative, otherwise)
      file = path(relative)
      File.file?(file) ? YAML.safe_load(File.read(file), aliases: true) : otherwise
    end

    # The commit that the site was built from, "+" when the work tree differs from it.
    def revision
      @revision ||= begin
        commit, ok = git('rev-parse', '--short=12', 'HEAD')
        ok ? commit + (git('status', '--porcelain', '--untracked-files=no').first.empty? ? '' : '+') : 'unversioned'
      end
    end

    def edition
      @edition ||= setting('edition')
    end

    # A value of site/_config.yml.
    def setting(name) = (@settings ||= yaml('site/_config.yml', {}))[name]

    private

    def git(*words)
      out, status = Open3.capture2('git', '-C', @root, *words, err: File::NULL)
      [out.strip, status.success?]
    rescue Errno::ENOENT
      ['', false]
    end
  end
end
