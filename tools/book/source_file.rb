# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# A source file as it stands at one sprint: its lines with their births, its symbols, its named regions.
require_relative 'error'
require_relative 'ctags'
require_relative '../ladder/tree'

module Book
  # A part of a file that an excerpt can name: lines first..last, the attached comment at doc (nil: none). Counted from 0.
  Region = Struct.new(:name, :kind, :first, :last, :doc, :file_scope, keyword_init: true) do
    def range
      (doc ? doc.first : first)..last
    end

    def declaration?
      %w[prototype externvar].include?(kind)
    end
  end

  # A line of a file that lies outside the ladder (demo, tests, patches): same form as the ladder's lines.
  PlainLine = Struct.new(:text, :authored_path, :authored_lineno, :birth_slug, :death_slug)

  # One file at one sprint.
  class SourceFile
    MARK = Ladder::Source::MARK

    attr_reader :path, :slug, :lines

    def initialize(tree, path, slug)
      @tree = tree
      @path = path
      @slug = slug
      all = tree.order.include?(slug) && tree.paths(slug).include?(path) ? tree.lines(path, slug) : plain_lines
      @lines = all.reject { |line| line.text.chomp.match?(MARK) }
    end

    def texts
      @texts ||= @lines.map { |line| line.text.chomp }
    end

    def language
      case @path
      when /\.[ch]\z/, /\.def\z/, /\.inc\z/ then 'c'
      when /\.S\z/ then 'gas'
      when /\.ld\z/ then 'ld'
      when /\.patch\z/ then 'diff'
      when /\.rb\z/ then 'ruby'
      when /\.mk\z|Makefile\z/ then 'make'
      when /\.yml\z/ then 'yaml'
      else 'plaintext'
      end
    end

    # For each line: :blank, :comment or :code.
    def line_kinds
      @line_kinds ||= begin
        inside = false
        texts.map { |text| kind, inside = classify(text, inside); kind }
      end
    end

    # A line that no excerpt needs to show: blank, comment, include, include guard, lone brace, forward declaration of a structure,
    # end of an assembly routine, compiler's condition around several symbols.
    def exempt?(index)
      line_kinds[index] != :code || guard_lines.include?(index) ||
        texts[index].match?(/\A\s*(?:#\s*include\b.*|[{}]+[;,]?|(?:struct|union) \w+;|END\(\w+\)|\.section\s+\.note\.GNU-stack.*)\s*\z/) ||
        (texts[index].match?(/\A#\s*(?:if|ifdef|ifndef|else|elif|endif)\b/) && @path.match?(/\.[chS]\z/) && symbol_at(index).nil?)
    end

    # The regions that carry a name, in the order of the file.
    def regions
      @regions ||= (symbols + marked).sort_by { |region| [region.range.first, -region.last] }
    end

    # The region that a chapter names; raises when there is none, or more than one.
    def region(name)
      return range_region(name) if name.include?('..')

      kind, bare = name.include?(':') ? name.split(':', 2) : [nil, name]
      found = bare.start_with?('@') ? [special(bare)].compact : named(kind, bare)
      unknown(name) if found.empty?
      if found.size > 1
        forms = found.map { |region| "#{region.kind}:#{bare}" }.uniq
        raise Error, "#{@path}##{name} at sprint #{@slug} is ambiguous: " + (forms.size > 1 ? "write one of #{forms.join(', ')}." :
                     "it is defined #{found.size} times; put // [name] and // [/name] around the part you mean.")
      end
      raise Error, "#{@path}##{name} at sprint #{@slug} is empty: name a region that holds code." if blank?(found[0].range)

      found[0]
    end

    # The innermost named symbol around a line, nil outside of any.
    def symbol_at(index)
      symbols.select { |region| region.range.cover?(index) }.min_by { |region| region.range.size }
    end

    # The lines of the include guard.
    def guard_lines
      @guard_lines ||= begin
        directives = texts.each_index.select { |i| texts[i].start_with?('#') }
        a, b = directives.first(2)
        name = a && texts[a][/\A#ifndef (\w+)\s*\z/, 1]
        name && b && texts[b].match?(/\A#define #{name}\s*\z/) ? [a, b, directives.last] : []
      end
    end

    # Definitions, declarations and labels, with the lines that belong to them.
    def symbols
      @symbols ||= (@path.end_with?('.S') ? c_regions.select { |r| r.kind == 'macro' } + labels : c_regions) + assembler_macros
    end

    # All tags of the file, members and enumerators too: name => kind.
    def tags
      @tags ||= Ctags.read(@tree.root, texts.join("\n") + "\n", File.extname(@path))
    end

    # Tags of local variables and parameters.
    def inner_tags
      @inner_tags ||= Ctags.inner(@tree.root, texts.join("\n") + "\n", File.extname(@path))
    end

    # Named regions from the marks in the authored text.
    def marked
      @marked ||= @lines.map(&:authored_path).compact.uniq.flat_map { |authored| marks_of(authored) }
    end

    # The comment lines before the first line that is neither comment nor include.
    def opening
      @opening ||= texts.each_index.take_while { |i| exempt?(i) }
    end

    # Assembly labels outside of routines: each with the directives above and the data below it.
    def data_labels
      return [] unless @path.end_with?('.S')

      @data_labels ||= texts.each_index.select { |i| texts[i].match?(/\A\w+:/) && symbols.none? { |s| s.range.cover?(i) } }.map do |at|
        first = last = at
        first -= 1 while first.positive? && texts[first - 1].match?(/\A\s*\.(?!byte|word|long|quad|asci|skip|string)/) && line_kinds[first - 1] == :code
        last += 1 while texts[last + 1]&.match?(/\A\s+\S/) && line_kinds[last + 1] == :code
        Region.new(name: texts[at][/\A\w+/], kind: 'data', first: first, last: last, doc: comment_above(first))
      end
    end

    private

    def plain_lines
      file = File.join(@tree.root, @path)
      unless File.file?(file)
        paths = @tree.order.include?(@slug) ? @tree.paths(@slug) : []
        raise Error, "#{@path} does not exist at sprint #{@slug}.#{Error.suggest(@path, paths)}"
      end

      birth = @path.start_with?("sprints/#{@slug}/") ? @slug : nil
      File.readlines(file, encoding: 'UTF-8').each_with_index.map { |text, i| PlainLine.new(text, @path, i + 1, birth, nil) }
    end

    def classify(text, inside)
      rest = text.strip
      return [:blank, inside] if rest.empty?

      unless inside
        return [:comment, false] if rest.start_with?('//') || (@path.end_with?('.S') && rest.match?(/\A#(\s|\z)/))
        return [:code, rest.rpartition('/*')[2].include?('*/') ? false : rest.include?('/*')] unless rest.start_with?('/*')
      end
      close = rest.index('*/', inside ? 0 : 2)
      return [:comment, true] unless close

      rest[(close + 2)..].strip.empty? ? [:comment, false] : [:code, false]
    end

    def blank?(range)
      range.all? { |i| line_kinds[i] != :code && line_kinds[i] != :comment }
    end

    def named(kind, bare)
      found = regions.select { |region| region.name == bare && (kind.nil? || region.kind == kind) }
      definitions = found.reject(&:declaration?)
      definitions.empty? ? found.first(1) : definitions
    end

    def unknown(name)
      if bare_label(name)
        raise Error, "#{@path}##{name} is a label without END(#{name}), so its end is not known: use FUNC and END, " \
                     "or name a range, #{name}..LAST_LABEL."
      end
      raise Error, "#{@path} has no ##{name} at sprint #{@slug}.#{Error.suggest(name, regions.map(&:name).uniq)}"
    end

    # FROM..TO: from the first line of one region to the last line of another.
    def range_region(name)
      from, to = name.split('..', 2).map { |part| bare_label(part) || region(part) }
      raise Error, "#{@path}##{name}: the second name stands before the first; swap them." if to.last < from.range.first

      Region.new(name: name, kind: 'range', first: from.range.first, last: to.last)
    end

    def special(name)
      last = texts.size - 1
      case name
      when '@all' then Region.new(name: name, kind: 'file', first: 0, last: last)
      when '@top'
        start = regions.map { |region| region.range.first }.min
        Region.new(name: name, kind: 'top', first: 0, last: start ? start - 1 : last) unless start == 0
      end
    end

    def c_regions
      return [] unless @path.match?(/\.[chS]\z/)

      tagged = tags.reject { |tag| %w[member enumerator].include?(tag[:kind]) || guard_name == tag[:name] || texts[tag[:line] - 1].match?(/\A\s*\.macro/) }
      anonymous = tagged.select { |tag| tag[:name].start_with?('__anon') }.map { |tag| [tag[:name], tag] }.to_h
      named = tagged - anonymous.values
      tags.each do |tag| # an enumerator names the anonymous enum around it
        owner = tag[:kind] == 'enumerator' && anonymous.values.find { |a| (a[:line]..a[:end]).cover?(tag[:line]) }
        named << owner.merge(name: tag[:name], kind: 'enum') if owner
      end
      merge_conditional(named.map { |tag| extent(tag, tagged) })
    end

    def guard_name
      guard_lines.empty? ? nil : texts[guard_lines[0]].split[1]
    end

    def extent(tag, tagged)
      body = tagged.find { |other| other[:name].start_with?('__anon') && (other[:line]..other[:end]).cover?(tag[:line]) && tag[:kind] != 'macro' }
      first = (body || tag)[:line] - 1
      last = (tag[:end] || statement_end(first) + 1) - 1
      taken = tagged.reject { |other| other[:line] == tag[:line] || other.equal?(body) }.flat_map { |t| (t[:line] - 1..(t[:end] || t[:line]) - 1).to_a }
      first -= 1 while first.positive? && tag[:kind] != 'macro' && continues?(first - 1) && !taken.include?(first - 1)
      finish(Region.new(name: tag[:name], kind: tag[:kind], first: first, last: last, file_scope: tag[:file]))
    end

    # Adds the attached comment above and the registration lines below.
    def finish(region)
      region.doc = comment_above(region.first)
      region.last = tail(region)
      region
    end

    # A line whose statement goes on below it: a return type or an attribute on a line of its own.
    def continues?(index)
      line_kinds[index] == :code && !texts[index].match?(/\A#|[;{}:\\]\s*\z/) && !texts[index].match?(/\A[A-Z_0-9]+\(.*\)\z/)
    end

    def statement_end(index)
      depth = 0
      (index...texts.size).each do |i|
        depth += texts[i].count('({[') - texts[i].count(')}]')
        return i if depth <= 0 && texts[i].match?(/[;})]\s*(\\?|[^\w]*)\z/)
      end
      index
    end

    def comment_above(first)
      i = first - 1
      return nil if i.negative? || line_kinds[i] != :comment || grouping?(i)

      if texts[i].rstrip.end_with?('*/')
        i -= 1 until i.negative? || texts[i].lstrip.start_with?('/*')
        return nil if i.negative? || (i..first - 1).any? { |j| grouping?(j) }
      else
        i -= 1 while i.positive? && line_kinds[i - 1] == :comment && !texts[i - 1].include?('*/')
      end
      i..(first - 1)
    end

    def grouping?(index)
      texts[index].match?(/SPDX|@file|@defgroup|@addtogroup|@\{|@\}|@cond|@endcond/)
    end

    # Lines directly below that register or check what was just defined: BOOT_STEP(10, f); _Static_assert(sizeof(struct s) …
    def tail(region)
      last = region.last
      loop do
        i = last + 1
        i += 1 if texts[i] == ''
        break unless texts[i]&.match?(@path.end_with?('.S') ? /\A\s*(?!FUNC|END)[A-Z][A-Z0-9_]+\(/ : /\A(?:[A-Z][A-Z0-9_]+|_Static_assert)\(/)

        close = statement_end(i)
        break unless texts[i..close].join(' ').match?(/\b#{Regexp.escape(region.name)}(?:_\w+)?\b/)

        last = close
      end
      last
    end

    # Outermost #if … #endif pairs, the include guard aside.
    def conditional_blocks
      @conditional_blocks ||= begin
        stack = []
        blocks = []
        texts.each_with_index do |text, i|
          next if guard_lines.include?(i)

          stack << i if text.match?(/\A\s*#\s*if/)
          next unless text.match?(/\A\s*#\s*endif/) && !stack.empty?

          start = stack.pop
          blocks << (start..i) if stack.empty?
        end
        blocks
      end
    end

    # A name that is defined on both sides of an #if is one region: the whole block.
    def merge_conditional(found)
      conditional_blocks.each do |block|
        inside = found.select { |region| block.cover?(region.first) && block.cover?(region.last) }
        next if inside.empty? || inside.map(&:name).uniq.size != 1 ||
                found.any? { |region| region.first < block.first && region.last > block.last }

        found -= inside
        found << finish(Region.new(**inside[0].to_h, first: block.first, last: block.last))
      end
      found
    end

    # .macro NAME to .endm, in assembly and in headers that assembly includes.
    def assembler_macros
      return [] unless @path.match?(/\.[hS]\z/)

      texts.each_with_index.select { |text, _| text.match?(/\A\s*\.macro\s/) }.map do |text, first|
        last = (first...texts.size).find { |i| texts[i].match?(/\A\s*\.endm\b/) } || first
        Region.new(name: text[/\.macro\s+(\w+)/, 1], kind: 'macro', first: first, last: last, doc: comment_above(first))
      end
    end

    # Assembly: FUNC(label) or label: to END(label).
    def labels
      texts.each_with_index.select { |text, _| text.match?(/\AEND\w*\(/) }.map do |text, last|
        name = text[/\((\w+)/, 1]
        first = (0...last).to_a.reverse.find { |i| texts[i].match?(/\A(?:[A-Z][A-Z_]*\(#{name}[,)]|#{name}:)/) }
        raise Error, "#{@path}: END(#{name}) has no FUNC(#{name}) or #{name}: above it; add it." unless first

        first -= 1 while first.positive? && line_kinds[first - 1] == :code && texts[first - 1].match?(/\A\s*\.(?!byte|word|long|quad|asci|skip|string)/)
        finish(Region.new(name: name, kind: 'label', first: first, last: last))
      end
    end

    # A label without END can be shown as an end of FROM..TO only.
    def bare_label(name)
      data_labels.find { |region| region.name == name }
    end

    def marks_of(authored)
      open = {}
      found = []
      File.readlines(File.join(@tree.root, authored), encoding: 'UTF-8').each.with_index(1) do |text, number|
        match = text.chomp.match(MARK) or next
        name = match[2]
        if match[1].empty?
          raise Error, "#{authored}: region [#{name}] is opened twice; each name may stand once in a file." if open.key?(name)

          open[name] = number
        else
          raise Error, "#{authored}: [/#{name}] closes a region that is not open; add // [#{name}] above it." unless open[name].is_a?(Integer)

          found << [name, open[name], number]
          open[name] = :closed
        end
      end
      left = open.select { |_, state| state.is_a?(Integer) }.keys
      raise Error, "#{authored}: region [#{left[0]}] is never closed; add // [/#{left[0]}]." unless left.empty?

      found.map { |name, from, to| marked_region(authored, name, from, to) }.compact
    end

    def marked_region(authored, name, from, to)
      inside = @lines.each_index.select { |i| @lines[i].authored_path == authored && @lines[i].authored_lineno.to_i.between?(from, to) }
      Region.new(name: name, kind: 'region', first: inside.first, last: inside.last) unless inside.empty?
    end
  end
end
