# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Lints of prose: names must exist at the sprint, numbers must be measured.
require 'yaml'
require_relative 'chapter'

module Book
  # A code span that looks like an identifier names something that exists.
  class Names
    SPAN = /(?<!`)`([^`\n]+)`(?!`)(?:\{:\s*([^}]*)\})?/.freeze
    IDENTIFIER = /\A(?:(?:struct|enum|union)\s+)?([A-Za-z_]\w*)((?:(?:->|\.)[A-Za-z_]\w*)*)(\(.*\))?\z/.freeze
    FILE = %r{\A[\w./-]*\w\.(?:c|h|S|ld|def|inc)\z}.freeze

    def self.foreign
      @foreign ||= YAML.safe_load(File.read(File.join(__dir__, 'foreign.yml')))
    end

    def initialize(chapter)
      @chapter = chapter
      @library = chapter.library
      @slug = chapter.slug
      order = @library.order
      @later = order.include?(@slug) ? order[(order.index(@slug) + 1)..] : order
    end

    def problems
      @chapter.document.blocks.select { |b| b.kind == :text }.flat_map do |block|
        block.text.to_enum(:scan, SPAN).map { Regexp.last_match }.map do |match|
          problem = check(match[1].strip, match[2].to_s)
          "#{@chapter.path}:#{block.lineno + block.text[0...match.begin(0)].count("\n")}: #{problem}" if problem
        end.compact
      end
    end

    private

    def check(span, marks)
      return nil if marks.include?('.foreign')
      return check_file(span, marks) if span.match?(FILE)

      match = IDENTIFIER.match(span) or return nil
      words = [match[1]] + match[2].scan(/[A-Za-z_]\w*/)
      return nil if foreign?(match[1]) || !(marks.include?('.later') || looks_like_name?(span, match))

      missing = words.reject { |word| here?(word) }
      return later_problem(span, missing, words) if marks.include?('.later')
      return nil if missing.empty?

      absent(span, missing[0])
    end

    def looks_like_name?(span, match)
      match[1].include?('_') || match[2].include?('->') || match[3] == '()' || span.start_with?('struct ') ||
        @library.symbols(@slug).key?(match[1]) || @later.any? { |slug| @library.symbols(slug).key?(match[1]) && match[1].length > 3 }
    end

    def foreign?(word)
      Names.foreign['words'].include?(word) || Names.foreign['patterns'].any? { |pattern| word.match?(/\A(?:#{pattern})\z/) }
    end

    def here?(word)
      @library.tokens(@slug).include?(word)
    end

    def first_later(word)
      @later.find { |slug| @library.tokens(slug).include?(word) }
    end

    def later_problem(span, missing, words)
      return "`#{span}` is marked {:.later} but exists at sprint #{@slug}: drop the mark." if missing.empty?

      unknown = words.find { |word| !here?(word) && first_later(word).nil? }
      "`#{span}` is marked {:.later}, but no later sprint has #{unknown}: drop it, or mark it {:.foreign}." if unknown
    end

    def absent(span, word)
      later = first_later(word)
      return "`#{span}` does not exist before sprint #{later}: mark it {:.later}, or do not speak of it yet." if later

      "`#{span}` does not exist at sprint #{@slug}.#{Error.suggest(word, @library.symbols(@slug).keys)} " \
        'Mend the name, or mark it {:.foreign} if it belongs to another project.'
    end

    def check_file(span, marks)
      at = ->(slug) { (@library.tree.paths(slug) + ['checkpoint.h']).any? { |path| path == span || path.end_with?("/#{span}") } }
      return nil if (@library.order.include?(@slug) && at.call(@slug)) || (span.include?('/') && File.file?(File.join(@library.root, span)) && !span.match?(Library::SCOPE))

      later = @later.find(&at)
      return (later ? nil : "`#{span}` is marked {:.later}, but no later sprint has it: drop it, or mark it {:.foreign}.") if marks.include?('.later')

      later ? "`#{span}` enters in sprint #{later}: mark it {:.later}." : "`#{span}` is no file of sprint #{@slug}: mend the name, or mark it {:.foreign}."
    end
  end

  # Code and output are named, never pasted: a fence that repeats a line of the source or of a transcript is refused.
  class Pasted
    SHORTEST = 16

    def initialize(chapter)
      @chapter = chapter
      @library = chapter.library
    end

    def problems
      @chapter.document.blocks.select { |block| block.kind == :fence }.map do |block|
        line = block.text.lines.map(&:strip).find { |text| text.length >= SHORTEST && known.key?(text) }
        line && "#{@chapter.path}:#{block.lineno}: \"#{line}\" is pasted from #{known[line]}: name it with #{known[line].end_with?('.t') ? '[run]' : '[src]'} instead."
      end.compact
    end

    private

    # Line of code or output => where it stands.
    def known
      @known ||= sessions.merge(code)
    end

    def code
      @library.sources(@chapter.slug).each_with_object({}) do |path, all|
        file = @library.file(path, @chapter.slug)
        file.texts.each_with_index { |text, i| all[text.strip] = path unless file.exempt?(i) }
      end
    end

    def sessions
      Dir.glob("sprints/#{@chapter.slug}/{transcripts,broken}/*.t", base: @library.root).each_with_object({}) do |path, all|
        Transcript.new(@library.root, path).slice(nil).each { |line| all[line.strip] = path unless line.start_with?('$ ') }
      end
    end
  end

  # A number with a unit that could have been measured comes from [num], or is marked as a fact of the hardware.
  class Numbers
    UNITS = 'instructions?|cycles?|bytes?|lines?|ms|µs|us|ns|milliseconds?|microseconds?|nanoseconds?|seconds?'
    TYPED = /(?<![\w.#-])\d[\d,.]*(?:\s|-|&nbsp;)(?:(?:guest|machine|new|whole|clock)\s)?(?:#{UNITS})\b/.freeze
    SPEC = /([*_`]{1,2})(?:(?!\1).)+\1\{:\s*\.spec\s*\}/m.freeze

    def initialize(chapter)
      @chapter = chapter
    end

    def problems
      @chapter.document.blocks.select { |b| b.kind == :text && !b.text.match?(/^\{:[^}]*\.?\bspec\b[^}]*\}\s*$/) }.flat_map do |block|
        plain = block.text.gsub(SPEC, '').gsub(/\[num\]\([^)]*\)/, '').gsub(/\]\([^)]*\)/, ']').delete('`*')
        plain.scan(TYPED).map do |found|
          "#{@chapter.path}:#{block.lineno}: \"#{found.split.join(' ')}\" is typed: measure or compute it with [num](key), " \
            'or mark a fact of the hardware: *…*{:.spec}.'
        end
      end
    end
  end
end
