# frozen_string_literal: true

# SPDX-License-Identifier: MIT
module Book
  # Where a line of code goes on that is longer than the page is wide: below the words of a comment, beside the code or above it, else
  # deeper than the line itself. The style sheet wraps it there.
  module Hang
    COMMENT = %r{\A\s*(?:/\*+<?|\*|//|#)\s+}.freeze
    COMMENTED = %r{\A.*?\S.*?\s(?:/\*+<?|//|#)\s+}.freeze
    BESIDE = 48 # a comment that begins behind this column has no room for its words there
    PROSE = 81 # as many columns are as wide as prose
    SHORT = 40 # this many columns fit everywhere

    # An attribute for the figure: how many columns its lines have, if it must be wider than prose; in steps, so that what is wider looks it.
    def self.columns(texts)
      widest = texts.map(&:length).max.to_i
      " style=\"--columns:#{(widest + 7) / 8 * 8}\"" if widest > PROSE
    end

    # An attribute for the line's element; nothing for a short line. signs: columns before the line that are not its own.
    def self.attribute(text, signs = 0)
      return if text.length <= SHORT

      line = text[signs..]
      column = line[COMMENT]&.length || line[COMMENTED]&.length
      column = line[/\A */].length + 8 unless column && column <= BESIDE
      " style=\"--hang:#{column + signs}\""
    end
  end
end
