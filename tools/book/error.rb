# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# What went wrong in the book, in words that say what to do next.
module Book
  # An error with a message for the person who wrote the chapter.
  class Error < StandardError
    # The names of a list that are nearest to a wrong one, as the end of a sentence.
    def self.suggest(name, names)
      near = names.map { |known| [distance(name, known), known] }
                  .select { |d, known| d <= [known.length, name.length].max / 2 || known.include?(name) }
                  .sort.first(3).map(&:last)
      near.empty? ? '' : " Nearest: #{near.join(', ')}."
    end

    # Edits between two words (one row of the table at a time).
    def self.distance(one, other)
      row = (0..other.length).to_a
      one.each_char.with_index(1) do |a, i|
        last = row[0]
        row[0] = i
        other.each_char.with_index(1) do |b, j|
          last, row[j] = row[j], [row[j] + 1, row[j - 1] + 1, last + (a == b ? 0 : 1)].min
        end
      end
      row.last
    end
  end
end
