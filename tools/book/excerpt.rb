# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# What an excerpt shows: the lines of a region, which of them are new in this sprint, and which went away.
require_relative 'error'
require_relative 'source_file'

module Book
  # A line of an excerpt. state: :new, :context, :removed, :gap. lineno counts from 1 in the staged file.
  Row = Struct.new(:state, :text, :lineno, keyword_init: true)

  # A contract in a header that belongs to a definition shown elsewhere.
  Contract = Struct.new(:file, :region, keyword_init: true)

  # One [src] directive, resolved.
  class Excerpt
    MAX_NEW = 40

    attr_reader :slug, :directive, :file, :region, :contracts

    def initialize(book, slug, directive)
      @book = book
      @slug = slug
      @directive = directive
      raise Error, "#{directive.text}: name what to show, as in /#{directive.target}#name." unless directive.name

      @file = book.file(directive.target.sub(%r{\Asprints/#{slug}/(?=demo/)}, ''), slug)
      @whole = @file.region(directive.name)
      @region = part || @whole
      @hidden = hidden
      @contracts = again? ? [] : find_contracts
    end

    def path
      @file.path
    end

    def again?
      @directive.option?('again')
    end

    # Lines that this excerpt shows as new: [path, index from 0]. Its contracts come with it.
    def claims
      return [] if again?

      own = shown.select { |i| new?(i) }.map { |i| [path, i] }
      own + @contracts.flat_map { |c| c.region.range.select { |i| c.file.lines[i].birth_slug == @slug }.map { |i| [c.file.path, i] } }
    end

    # The attached comment, line by line.
    def doc_rows
      doc ? doc.map { |i| row(i) } : []
    end

    # Code rows in order, removed lines where they stood.
    def rows
      @rows ||= begin
        before = context
        first = body.first
        found = [first - before, 0].max.upto(first - 1).map { |i| row(i, :context) }
        body.each { |i| add_line(found, i) }
        found + (body.last + 1).upto([body.last + before, @file.lines.size - 1].min).map { |i| row(i, :context) }
      end
    end

    # New lines that count against the limit: code and what is said inside it.
    def new_lines
      body.select do |i|
        new?(i) && !@hidden.include?(i) && (@file.line_kinds[i] == :comment ? !@file.opening.include?(i) : !@file.exempt?(i))
      end
    end

    # New lines of code, for the time that reading takes.
    def new_code
      again? ? 0 : new_lines.count { |i| @file.line_kinds[i] == :code }
    end

    def all_new?
      rows.all? { |row| row.state == :new || row.text.strip.empty? }
    end

    # "new function", "+3 lines", "replaces 2 lines", "unchanged".
    def what
      removed = rows.count { |row| row.state == :removed }
      added = body.count { |i| new?(i) }
      return 'shown before' if again?
      return 'unchanged' if added.zero? && removed.zero?
      return "new #{noun}" if all_new? && @region.kind != 'region'
      return "replaces #{count(removed)}" if removed.positive? && added.positive?

      removed.positive? ? "#{count(removed)} removed" : "+#{count(added)}"
    end

    # The text that the lock holds: comments and white space do not count.
    def normalised
      shown.reject { |i| @file.line_kinds[i] == :comment || (doc && doc.cover?(i)) }
           .map { |i| @file.texts[i].gsub(%r{/\*.*?\*/}, ' ').sub(%r{//.*}, '').split.join(' ') }.reject(&:empty?).join("\n")
    end

    # Raises when the excerpt is too long to be read at once.
    def check
      return if new_lines.size <= MAX_NEW

      raise Error, "#{@directive.text} shows #{new_lines.size} new lines, the limit is #{MAX_NEW}: put // [name] … // [/name] marks inside " \
                   "and show it in parts (\"part:name\"), or split the function."
    end

    private

    def part
      name = @directive.options['part'] or return nil
      inner = @file.region(name)
      unless @whole.range.cover?(inner.first) && @whole.range.cover?(inner.last)
        raise Error, "#{@directive.text}: the region [#{name}] lies outside #{@directive.name}; name one inside it."
      end
      inner
    end

    def hidden
      (@directive.options['without'] || '').split(',').flat_map { |name| @file.region(name).range.to_a }
    end

    def doc
      @region.doc
    end

    def body
      @region.first..@region.last
    end

    def shown
      @region.range.to_a - @hidden
    end

    def new?(index)
      !again? && @file.lines[index].birth_slug == @slug
    end

    def context
      default = @region.kind == 'region' && @directive.option?('part') ? 2 : 0
      Integer(@directive.options['context'] || default)
    end

    def row(index, state = nil)
      Row.new(state: state || (new?(index) ? :new : :context), text: @file.texts[index], lineno: index + 1)
    end

    def add_line(rows, index)
      if @hidden.include?(index)
        rows << Row.new(state: :gap, text: '…', lineno: index + 1) unless rows.last&.state == :gap
      else
        rows.concat(removed_before(index), [row(index)])
      end
    end

    def removed_before(index)
      return [] if again? || (index == body.first && !new?(index))

      @book.removed(path, @slug).fetch(index, []).map { |text| Row.new(state: :removed, text: text) }
    end

    def count(lines)
      lines == 1 ? '1 line' : "#{lines} lines"
    end

    def noun
      { 'struct' => 'structure', 'union' => 'union', 'enum' => 'enumeration', 'label' => 'routine', 'externvar' => 'declaration',
        'prototype' => 'declaration', 'top' => 'opening', 'range' => 'code', 'file' => 'file' }.fetch(@region.kind, @region.kind)
    end

    # The header's declaration of what is defined here, if it came in the same sprint.
    def find_contracts
      return [] if @region.declaration? || !%w[function variable label].include?(@region.kind) || @region.file_scope

      @book.declarations(@slug, @region.name).reject { |file, _| file.path == path || top(file.path) != top(path) }
           .select { |file, declared| file.lines[declared.first].birth_slug == @slug }
           .map { |file, declared| Contract.new(file: file, region: declared) }
    end

    def top(path)
      path.start_with?('user/') ? 'user' : 'kernel'
    end
  end
end
