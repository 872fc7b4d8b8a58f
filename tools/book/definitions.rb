# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# What an identifier in a piece of code means: its definition at a sprint, as far as C's rules of scope and name spaces tell it.
# Where they leave a doubt, there is no answer: no link is better than a wrong one.
require 'set'
require_relative 'contract_text'

module Book
  # A definition at a sprint. line counts from 1. owner: the structure of a member, the enumeration of an enumerator.
  Definition = Struct.new(:name, :kind, :path, :line, :file_scope, :owner, :region, :slug, keyword_init: true) do
    def declaration?
      %w[prototype externvar].include?(kind)
    end

    # Visible in its own file only: what is static, and what a file that nobody includes does not export.
    def private?
      file_scope || (path.match?(/\.[cS]\z/) && !%w[function variable label made].include?(kind))
    end
  end

  # The definitions of one sprint.
  class Definitions
    TAGS = %w[struct union enum].freeze
    WORDS = %w[function variable macro typedef enumerator label data made prototype externvar].freeze
    # Files whose lines make names: what the macro's arguments become.
    MAKERS = { 'ERROR' => ['%s'], 'DEFINE' => ['%s'], 'PANIC' => ['PANIC_%s'], 'CALL' => ['CALL_%s', 'call_%s'] }.freeze

    def initialize(library, slug)
      @library = library
      @slug = slug
      @inner = {}
    end

    # The meaning of a name in a line (index from 0; nil: unknown) of a file. before: the text to its left.
    def find(name, path, index, before)
      candidates = all[name] or return nil
      return member(candidates, path) if before.match?(path.end_with?('.c') ? /(?:->|(?<!\.)\.)\z/ : /(?:->|[\w)\]]\.)\z/)

      if (tag = before[/\b(struct|union|enum)\s+\z/, 1])
        return nearest(candidates.select { |d| d.kind == tag }, path)
      end
      return nil if before.end_with?('\\', '.') || inner?(name, path, index) || named_here?(candidates, path, index)

      nearest(candidates.select { |d| WORDS.include?(d.kind) }, path)
    end

    # How it is declared, and the first sentence of its contract (nil: none).
    def declaration(definition)
      ContractText.declaration(@library.file(definition.path, @slug), definition)
    end

    def summary(definition)
      file = @library.file(definition.path, @slug)
      promised = @library.declarations(@slug, definition.name).find { |f, _| visible?(group(f.path), group(definition.path)) } if %w[function variable label].include?(definition.kind) && !definition.file_scope
      (promised && promised[1].doc && ContractText.summary(*promised)) || ContractText.summary(file, definition.region, definition)
    end

    private

    # Name => definitions.
    def all
      @all ||= @library.sources(@slug).each_with_object({}) do |path, found|
        of_file(@library.file(path, @slug)).each do |definition|
          definition.slug = @slug
          (found[definition.name] ||= []) << definition
        end
      end
    end

    def of_file(file)
      regions = file.symbols + file.data_labels
      outer = regions.reject { |r| r.name.start_with?('@') || %w[member enumerator].include?(r.kind) }.map do |r|
        Definition.new(name: r.name, kind: r.kind, path: file.path, line: line_of(file, r), file_scope: r.file_scope, region: r)
      end
      outer + parts(file) + made(file)
    end

    # The line in which the name itself stands: attributes and the type may come before it.
    def line_of(file, region)
      (region.first..region.last).find { |i| file.texts[i].match?(/\b#{Regexp.escape(region.name)}\b/) }.to_i.then { |i| i.zero? ? region.first + 1 : i + 1 }
    end

    def parts(file)
      return [] unless file.path.match?(/\.[ch]\z/)

      file.tags.select { |tag| %w[member enumerator].include?(tag[:kind]) }.map do |tag|
        Definition.new(name: tag[:name], kind: tag[:kind], path: file.path, line: tag[:line], file_scope: false, owner: tag[:scope].to_s.split('::').last)
      end
    end

    def made(file)
      return [] unless file.path.match?(/\.def\z|offsets\.c\z/)

      file.texts.each_with_index.flat_map do |text, i|
        macro, word = text.match(/\A\s*([A-Z]+)\d?\((?:\d+, )?([A-Za-z_]\w*)/)&.captures
        MAKERS.fetch(macro, []).map { |form| Definition.new(name: format(form, word), kind: 'made', path: file.path, line: i + 1, file_scope: false) }
      end
    end

    # A member is known by its name if only one structure that can be seen has it.
    def member(candidates, path)
      seen = visible(candidates.select { |d| d.kind == 'member' }, path)
      seen.size == 1 ? seen[0] : nil
    end

    # A definition rather than a declaration; then its own file first, its own part of the tree, and what that includes from elsewhere.
    # Two in one place are no answer.
    def nearest(candidates, path)
      declared, defined = visible(candidates, path).partition(&:declaration?)
      close = (defined.empty? ? declared.first(1) : defined).group_by { |d| distance(d.path, path) }.min_by(&:first)&.last.to_a
      close.map(&:path).uniq.size == 1 ? close[0] : nil
    end

    def visible(candidates, path)
      candidates.select { |d| d.path == path || (!d.private? && visible?(group(d.path), group(path))) }
    end

    def distance(there, here)
      return 0 if there == here

      group(there) == group(here) ? 1 : 2
    end

    def group(path)
      case path
      when %r{\Akernel/(?:abi|lib|upcall)/} then :shared
      when %r{\A(?:kernel|arch)/} then :kernel
      when %r{\Auser/} then :user
      else :demo
      end
    end

    # Programs see the ABI; the demonstrations of the first sprints are linked into the kernel.
    def visible?(there, here)
      there == here || there == :shared || (here == :shared && there == :kernel) || (here != :user && there != :user)
    end

    # Is the name a parameter or a local variable in the function or macro around the line?
    def inner?(name, path, index)
      return false unless index

      inner(path).any? { |range, names| range.cover?(index) && names.include?(name) }
    end

    def inner(path)
      @inner[path] ||= begin
        file = @library.file(path, @slug)
        file.symbols.select { |r| %w[function prototype macro].include?(r.kind) }.map { |r| [r.first..r.last, names_inside(file, r)] }
      end
    end

    def names_inside(file, region)
      return file.texts[region.first].to_s[/#\s*define\s+\w+\(([^)]*)\)/, 1].to_s.scan(/\w+/).to_set if region.kind == 'macro'

      file.inner_tags.select { |tag| (region.first..region.last).cover?(tag[:line] - 1) }.map { |tag| tag[:name] }.to_set
    end

    # A definition needs no link to itself, and a member of that name is another thing.
    def named_here?(candidates, path, index)
      index && candidates.any? { |d| d.path == path && d.line == index + 1 && d.kind != 'made' }
    end
  end
end
