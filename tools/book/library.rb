# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# What the whole book shares: the tree, files at each sprint, who declares what, what went away.
require 'set'
require_relative '../ladder/tree'
require_relative '../ladder/text_rules'
require_relative 'source_file'
require_relative 'definitions'

module Book
  # Caches everything that is looked up per sprint.
  class Library
    SCOPE = %r{\A(?:kernel|arch)/|\Auser/init(?:/|\.)}.freeze
    SOURCES = /\.(?:c|h|S|ld|def|inc|js)\z/.freeze

    attr_reader :tree

    # The library of a tree; one per tree, so that caches are shared.
    def self.of(tree)
      (@all ||= {}.compare_by_identity)[tree] ||= new(tree)
    end

    def initialize(tree)
      @tree = tree
      @files = {}
      @removed = {}
      @declarations = {}
      @tokens = {}
      @symbols = {}
    end

    def root
      @tree.root
    end

    def order
      @tree.order
    end

    def file(path, slug)
      @files[[path, slug]] ||= SourceFile.new(@tree, path, slug)
    end

    def in_tree?(path, slug)
      order.include?(slug) && @tree.paths(slug).include?(path)
    end

    # Paths under the rule that every line is shown.
    def scope(slug)
      @tree.paths(slug).select { |path| path.match?(SCOPE) && !joined?(path) }
    end

    def joined?(path)
      Ladder::Tree::JOINED.key?(path)
    end

    def previous(slug)
      index = order.index(slug)
      index&.positive? ? order[index - 1] : nil
    end

    # Lines that were there in the sprint before: index of the line that now follows them => texts.
    def removed(path, slug)
      @removed[[path, slug]] ||= find_removed(path, slug)
    end

    # Prototypes and extern declarations of a name in the headers of a sprint.
    def declarations(slug, name)
      @declarations[slug] ||= headers(slug).each_with_object(Hash.new { |h, k| h[k] = [] }) do |path, all|
        found = file(path, slug)
        found.symbols.select(&:declaration?).each { |region| all[region.name] << [found, region] }
      end
      @declarations[slug].fetch(name, [])
    end

    # Where each symbol is defined at a sprint: name => [path, line from 1, kind].
    def symbols(slug)
      @symbols[slug] ||= sources(slug).each_with_object({}) do |path, all|
        found = file(path, slug)
        found.symbols.each do |region|
          next if region.name.start_with?('@')

          known = all[region.name]
          all[region.name] = [path, region.range.first + 1, region.kind] if known.nil? || (declared?(known[2]) && !region.declaration?)
        end
      end
    end

    # What names mean at a sprint.
    def definitions(slug)
      (@definitions ||= {})[slug] ||= Definitions.new(self, slug)
    end

    # Every word that the code of a sprint contains, with the names that its definition files make.
    def tokens(slug)
      @tokens[slug] ||= sources(slug).each_with_object(Set.new) do |path, all|
        found = file(path, slug)
        found.texts.each_with_index { |text, i| all.merge(text.scan(/[A-Za-z_]\w*/)) unless found.line_kinds[i] == :comment }
        all.merge(made_names(found)) if path.end_with?('.def')
      end.merge(order.map { |other| "S_#{other.upcase.tr('-', '_')}" })
    end

    def sources(slug)
      return [] unless order.include?(slug)

      @tree.paths(slug).select { |path| path.match?(SOURCES) }
    end

    # Lines of code, neither blank nor comment, of a sprint's kernel; with born: only those that this sprint adds. The counter is the ladder's.
    def code_lines(slug, born: false)
      scope(slug).grep(%r{\A(?:kernel|arch)/}).sum do |path|
        found = file(path, slug)
        next Ladder::TextRules.code_lines(found.texts.join("\n")) unless born

        found.lines.each_index.count { |i| found.line_kinds[i] == :code && found.lines[i].birth_slug == slug }
      end
    end

    private

    def declared?(kind)
      %w[prototype externvar].include?(kind)
    end

    def headers(slug)
      sources(slug).grep(/\.h\z/)
    end

    # PANIC(2, EXCEPTION, …) makes PANIC_EXCEPTION, CALL(…, getpid, …) makes call_getpid and CALL_getpid.
    def made_names(file)
      file.texts.flat_map do |text|
        macro = text[/\A\s*([A-Z][A-Z_]*)\(/, 1] or next []
        text.scan(/[A-Za-z_]\w*/).flat_map { |word| ["#{macro}_#{word}", "#{macro}_#{word.upcase}", "#{macro.downcase}_#{word}"] }
      end
    end

    def find_removed(path, slug)
      before = previous(slug)
      return {} unless before && @tree.paths(before).include?(path) && @tree.paths(slug).include?(path)

      old = file(path, before).texts
      pairs = Ladder::Common.pairs(old, file(path, slug).texts) + [[old.size, file(path, slug).texts.size]]
      from = 0
      pairs.each_with_object({}) do |(a, b), all|
        all[removed_at(path, slug, b, a - from)] = old[from...a] if a > from
        from = a + 1
      end
    end

    # Removed lines stand before the new lines that replace them, so go back over those.
    def removed_at(path, slug, index, _count)
      lines = file(path, slug).lines
      index -= 1 while index.positive? && lines[index - 1].birth_slug == slug
      index
    end
  end
end
