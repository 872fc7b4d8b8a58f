# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require_relative 'stage'
require_relative 'text_rules'
require_relative 'later_names'

module Ladder
  # Everything that the ladder demands of the tree. problems is a list of messages; an empty list is a sound tree.
  class Lint
    BUDGET = 4.0 # conditionals per 100 lines of code, on average over the tree
    HOUSES = %w[kernel arch user].freeze

    attr_reader :report

    def initialize(tree)
      @tree = tree
      @report = []
    end

    def problems
      found = manifests + order_of_parts + sources
      # The rest reads the staged trees, which may not even be possible before these are mended.
      found += @tree.order.flat_map { |slug| includes(slug) } + LaterNames.new(@tree).problems if found.empty?
      membership + found
    end

    private

    def membership
      named = @tree.authored_paths
      houses = HOUSES.flat_map { |house| Dir.glob("#{house}/**/*", base: @tree.root) }
      files = houses.select { |path| File.file?(File.join(@tree.root, path)) && !path.end_with?('README.md') }
      replacements = Dir.glob('sprints/*/replace/**/*', base: @tree.root).select { |p| File.file?(File.join(@tree.root, p)) }
      (files + replacements - named).sort.map { |path| "#{path}: no manifest names it: add it to one, or remove it" }
    end

    def manifests
      @tree.order.flat_map do |slug|
        change = @tree.manifest(slug)
        wrong = change.add.reject { |p| p.start_with?(*HOUSES.map { |h| "#{h}/" }) }
                      .map { |p| "#{change.path}: #{p} is not under #{HOUSES.join('/, ')}/" }
        wrong += change.add.select { |p| Tree::JOINED.key?(p) }
                       .map { |p| "#{change.path}: #{p} is a joined file: list the fragment instead" }
        wrong += change.replace.reject { |path, text| text == "sprints/#{slug}/replace/#{path}" }
                       .map { |path, _| "#{change.path}: the new text of #{path} belongs in sprints/#{slug}/replace/#{path}" }
        wrong + fragments(change) + demo(slug)
      end
    end

    def fragments(change)
      change.add.select { |path| fragment?(path) && File.basename(path, '.*') != change.slug }
            .map { |path| "#{change.path}: #{path} is a fragment of a joined file: name it #{change.slug}#{File.extname(path)}" }
    end

    def fragment?(path)
      Tree::JOINED.values.any? { |folder, extension| path.start_with?(folder) && path.end_with?(extension) }
    end

    def demo(slug)
      return [] if @tree.demo(slug).key?('demo/demo.c')

      ["sprints/#{slug}/demo/demo.c is missing: a checkpoint needs void demo(void)"]
    end

    def order_of_parts
      @tree.order.each_cons(2).select { |a, b| part(a) > part(b) }.map do |a, b|
        "sprints/#{b}/manifest.yml: part '#{@tree.manifest(b).part}' comes after '#{@tree.manifest(a).part}' of #{a}: parts do not go back"
      end
    end

    def part(slug) = Manifest::PARTS.index(@tree.manifest(slug).part)

    def sources
      found = []
      blocks = code = 0
      all_versions.each do |version|
        source = @tree.source(version)
        found += TextRules.new(@tree.sprints, source).problems
        lines = TextRules.code_lines(source.texts.join("\n"))
        @report << [source.path, source.blocks.size, lines] unless source.blocks.empty?
        blocks += source.blocks.size
        code += lines
      rescue Error => e
        found << e.message
      end
      found + budget(blocks, code)
    end

    def all_versions
      demos = @tree.order.flat_map { |s| @tree.demo(s).values.map { |p| Tree::Version.new(p, s, @tree.sprints.following(s)) } }
      @tree.all_versions + demos
    end

    def budget(blocks, code)
      average = code.zero? ? 0.0 : blocks * 100.0 / code
      @report << ['the tree', blocks, code]
      return [] if average <= BUDGET

      [format('%<n>d conditionals in %<code>d lines are %<average>.1f per 100; %<budget>d are allowed: let the kernel grow ' \
              'by new files and tables instead', n: blocks, code: code, average: average, budget: BUDGET)]
    end

    # Every quoted include names a file that the tree of this sprint holds (or that its build writes).
    def includes(slug)
      paths = @tree.paths(slug)
      known = paths + ['checkpoint.h']
      paths.flat_map do |path|
        @tree.lines(path, slug).filter_map do |line|
          name = line.text[/\A\s*#\s*include\s+"([^"]+)"/, 1]
          next if name.nil? || known.include?(name) || !authored_somewhere?(name)

          "#{line.authored_path || path}:#{line.authored_lineno}: #{name} does not exist at #{slug}: " \
            "it enters in #{@tree.path_birth(name)}"
        end
      end
    end

    def authored_somewhere?(name) = !@tree.path_birth(name).nil?
  end
end
