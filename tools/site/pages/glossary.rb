# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The glossary, from docs/glossary.yml.
require_relative 'page'

module Site
  # One page, in alphabetical order.
  class Glossary < Maker
    def pages
      terms = project.yaml('docs/glossary.yml', {})
      terms.empty? ? [] : [reference('glossary', 'Glossary', text(terms), 6)]
    end

    private

    def text(terms)
      rows = terms.sort_by { |term, _| term.downcase }.map do |term, words|
        "{:##{Book::Hooks.anchor(term)}} #{term}\n: #{words.strip}\n"
      end
      "Words that the book uses in a meaning of its own, or that a reader of C may not have met.\n\n#{rows.join("\n")}"
    end
  end
end
