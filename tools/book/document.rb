# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# A chapter page taken apart: sections, paragraphs, fences, directives.
require_relative 'error'

module Book
  # A paragraph that is only [src](/path#name "options"), [run](file.t#slice) or [fig](name).
  class Directive
    FORM = /\A\[(src|run|fig)\]\(([^\s)#]+)(?:#([^\s)]+))?(?:\s+"([^"]*)")?\)\s*\z/.freeze
    OPTIONS = { 'fold' => false, 'again' => false, 'context' => true, 'part' => true, 'without' => true }.freeze

    attr_reader :kind, :target, :name, :options, :lineno, :text

    def self.parse(text, lineno)
      match = FORM.match(text.strip) and new(match, text, lineno)
    end

    def initialize(match, text, lineno)
      @kind, @target, @name = match[1], match[2].delete_prefix('/'), match[3]
      @text = text.strip
      @lineno = lineno
      @options = (match[4] || '').split(/\s+/).to_h { |word| option(word) }
    end

    def option?(name)
      @options.key?(name)
    end

    # What the lock and messages call it.
    def id
      part = @options['part'] && "/#{@options['part']}"
      [@target, @name].compact.join('#') + part.to_s
    end

    private

    def option(word)
      key, value = word.split(':', 2)
      unless OPTIONS.key?(key) && OPTIONS[key] == !value.nil?
        raise Error, "line #{@lineno}: unknown option \"#{word}\" of #{@text}; there are: fold, again, context:N, part:NAME, without:NAME,NAME."
      end
      [key, value || true]
    end
  end

  # A block of Markdown. kind: :heading, :text, :fence, :directive, :html.
  Block = Struct.new(:kind, :text, :lineno, :directive, :level, :section, keyword_init: true)

  # A heading and everything up to the next one.
  Section = Struct.new(:title, :level, :blocks, keyword_init: true) do
    # The section's words, without its directives, with spaces made even.
    def prose
      blocks.reject { |block| block.kind == :directive }.map(&:text).join(' ').split.join(' ')
    end
  end

  # One Markdown file.
  class Document
    attr_reader :path, :blocks, :sections

    def initialize(path, text)
      @path = path
      @lines = text.lines(chomp: true)
      @blocks = []
      @sections = [Section.new(title: '(start)', level: 0, blocks: [])]
      skip = front_matter
      split(skip)
    end

    def directives
      @blocks.map(&:directive).compact
    end

    # Words a person reads: fences count, directives do not.
    def self.words(blocks)
      blocks.reject { |block| block.kind == :directive }.sum { |block| block.text.scan(/[[:alnum:]][[:alnum:]'’_-]*/).size }
    end

    private

    def front_matter
      return 0 unless @lines[0] == '---'

      (@lines[1..].index('---') || -1) + 2
    end

    def split(at)
      while at < @lines.size
        line = @lines[at]
        if line.strip.empty? then at += 1
        elsif (fence = line[/\A\s*(```+|~~~+)/, 1]) then at = add_fence(at, fence)
        elsif line.match?(/\A\#{1,6}\s/) then at = add_heading(at)
        else at = add_text(at)
        end
      end
    end

    def add_fence(at, fence)
      close = (at + 1...@lines.size).find { |i| @lines[i].strip.start_with?(fence) && @lines[i].strip.delete(fence[0]).empty? }
      raise Error, "#{@path}:#{at + 1}: this fence is never closed; add #{fence}." unless close

      add(Block.new(kind: :fence, text: @lines[at..close].join("\n"), lineno: at + 1))
      close + 1
    end

    def add_heading(at)
      line = @lines[at]
      text = line
      text += "\n#{@lines[at + 1]}" if @lines[at + 1]&.match?(/\A\{:.*\}\s*\z/)
      level = line[/\A#+/].length
      @sections << Section.new(title: line.sub(/\A#+\s*/, '').sub(/\s*\{#.*\}\s*\z/, ''), level: level, blocks: [])
      add(Block.new(kind: :heading, text: text, lineno: at + 1, level: level))
      at + text.lines.size
    end

    def add_text(at)
      stop = at
      stop += 1 until @lines[stop].nil? || @lines[stop].strip.empty? || @lines[stop].match?(/\A\s*(```|~~~)/)
      text = @lines[at...stop].join("\n")
      directive = Directive.parse(text, at + 1)
      if directive.nil? && (line = (at...stop).find { |i| Directive.parse(@lines[i], i + 1) })
        raise Error, "#{@path}:#{line + 1}: #{@lines[line].strip} stands inside a paragraph; put an empty line before and after it."
      end
      add(Block.new(kind: directive ? :directive : kind(text), text: text, lineno: at + 1, directive: directive))
      stop
    rescue Error => e
      raise e.message.start_with?(@path) ? e : Error.new("#{@path}: #{e.message}")
    end

    def kind(text)
      text.start_with?('<') ? :html : :text
    end

    def add(block)
      block.section = @sections.last
      @sections.last.blocks << block
      @blocks << block
    end
  end
end
