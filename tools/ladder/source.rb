# SPDX-License-Identifier: MIT
# frozen_string_literal: true

module Ladder
  # A line of a staged file: where it is written, from which sprint on it is there, and from which on it is gone (nil: never).
  # Lines that the ladder itself writes (joined files) have neither an authored path nor a number.
  Line = Struct.new(:text, :authored_path, :authored_lineno, :birth_slug, :death_slug)

  # One authored file with its conditionals taken apart. The only form is
  #
  #     #if SPRINT >= S_SLUG      or      #if SPRINT < S_SLUG
  #     #else
  #     #endif
  #
  # each a whole line at column 0, never one inside another. Other directives are the compiler's business.
  class Source
    OPEN = /\A#if SPRINT (>=|<) (S_[A-Z0-9_]+)\z/

    # The marks of a named region, for the book: // [name] and // [/name], alone on a line. No staged tree has them.
    MARK = %r{\A\s*(?://|\#|/\*)\s*\[(/?)([a-z][a-z0-9-]*)\](?:\s*\*/)?\s*\z}

    # One conditional: its lines (1-based; middle is nil without #else) and the sprint at which it changes.
    Block = Struct.new(:slug, :first, :middle, :last)

    attr_reader :path, :texts, :lines, :blocks

    def initialize(order, path, text, birth, death = nil)
      @order = order
      @path = path
      @birth = birth
      @death = death
      @texts = text.lines(chomp: true)
      @lines = []
      @blocks = []
      split
    end

    private

    def split
      @depth = 0 # of the compiler's own conditionals inside one of ours
      @range = [@birth, @death]
      @texts.each.with_index(1) do |text, number|
        if (match = OPEN.match(text)) then open(match, number)
        elsif @open && @depth.zero? && text.match?(/\A\s*#\s*(?:el|endif\b)/) then step(text, number)
        else
          @depth += nesting(text) if @open
          @lines << Line.new(text, @path, number, *@range) unless text.match?(MARK)
        end
      end
      fail_with(@open.first, 'this #if SPRINT has no #endif: add it at column 0') if @open
    end

    def open(match, number)
      fail_with(number, 'a conditional inside another: end the first one before') if @open
      @open = Block.new(slug(match[2], number), number)
      @range = match[1] == '>=' ? [@open.slug, @death] : [@birth, @open.slug]
    end

    def step(text, number)
      case text
      when '#else'
        fail_with(number, 'a second #else: keep one') if @open.middle
        @open.middle = number
        @range = @range[0] == @open.slug ? [@birth, @open.slug] : [@open.slug, @death]
      when '#endif'
        @blocks << @open
        @open.last = number
        @open = nil
        @range = [@birth, @death]
      else fail_with(number, "'#{text}' in a conditional on SPRINT: the whole line is #else or #endif, at column 0")
      end
    end

    def nesting(text)
      case text
      when /\A\s*#\s*if/ then 1
      when /\A\s*#\s*endif\b/ then -1
      else 0
      end
    end

    def slug(constant, number)
      slug = @order.slug_of_constant(constant)
      fail_with(number, "#{constant} names no sprint: use one of sprints/order") unless slug
      fail_with(number, "#{constant} is not later than the file, which enters in #{@birth}: drop the conditional") \
        unless @order.before?(@birth, slug)
      fail_with(number, "#{constant} is never reached, the file is replaced or gone in #{@death}: drop the conditional") \
        if @death && !@order.before?(slug, @death)
      slug
    end

    def fail_with(number, message)
      raise Error, "#{@path}:#{number}: #{message}"
    end
  end

  # The longest common subsequence of two lists of texts, as pairs of indices.
  module Common
    module_function

    def pairs(old, new)
      head = 0
      head += 1 while head < old.size && head < new.size && old[head] == new[head]
      tail = 0
      tail += 1 while tail < old.size - head && tail < new.size - head && old[-1 - tail] == new[-1 - tail]
      middle(old[head...old.size - tail], new[head...new.size - tail]).map { |a, b| [a + head, b + head] }
        .unshift(*(0...head).map { |i| [i, i] })
        .push(*(0...tail).map { |i| [old.size - tail + i, new.size - tail + i] })
    end

    def middle(old, new)
      length = Array.new(old.size + 1) { Array.new(new.size + 1, 0) }
      (old.size - 1).downto(0) do |i|
        (new.size - 1).downto(0) do |j|
          length[i][j] = old[i] == new[j] ? length[i + 1][j + 1] + 1 : [length[i + 1][j], length[i][j + 1]].max
        end
      end
      walk(old, new, length)
    end

    def walk(old, new, length)
      pairs = []
      i = j = 0
      while i < old.size && j < new.size
        if old[i] == new[j]
          pairs << [i, j]
          i += 1
          j += 1
        elsif length[i + 1][j] >= length[i][j + 1] then i += 1
        else j += 1
        end
      end
      pairs
    end
  end
end
