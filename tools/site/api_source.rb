# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Prepares a file for Doxygen, line by line, so that line numbers stay: plain comments behind members become documentation,
# constants without a word are left out (their names are the manual's), and each contract learns which chapter explains it.
require_relative '../book/library'

module Site
  # One file of the last sprint's tree.
  class ApiSource
    EXCEPTIONS = /(?<![\w&\\])#(?=(?:DE|DB|BP|OF|BR|UD|NM|DF|TS|NP|SS|GP|PF|MF|AC|MC|XM|XF|VE|CP)\b)/.freeze
    CONSTANT = /\A\s*#\s*define\s+\w+(?:\s+[^\\]*)?\z/.freeze

    # places: symbol => [[title, address], …]
    def initialize(file, places)
      @file = file
      @places = places
    end

    def text
      documented = @file.regions.to_h { |region| [region.first, region.doc] }
      lines = @file.texts.each_with_index.map { |line, i| line(line, i, documented) }
      explain(lines)
      lines.map { |line| "#{line}\n" }.join
    end

    private

    def line(line, index, documented)
      line = line.gsub(EXCEPTIONS, '\\#')
      line = line.sub(%r{(\S\s*)/\*(?![*/])(.*\*/)\s*\z}, '\1/**<\2') if member?(line)
      line = line.sub(/(\breserved\d*(?:\[\d+\])?;)\s*\z/, ' /**< Reserved: zero. */')
      return '' if line.match?(CONSTANT) && !line.include?('/**<') && !documentation_before?(index, documented)

      line
    end

    # A constant, a member or an enumerator with a comment behind it.
    def member?(line)
      line.match?(%r{\A\s*(?:#\s*define\s+\w+[\s(]|[\w\s*\[\]]+[;,]\s*/\*|\w+\s*(?:=[^/]*)?,?\s*/\*)})
    end

    def documentation_before?(index, documented)
      range = documented[index]
      range ? @file.texts[range.first].include?('/**') : @file.texts[index - 1].to_s.rstrip.end_with?('*/') && doc_above?(index - 1)
    end

    def doc_above?(index)
      index -= 1 until index.negative? || @file.texts[index].include?('/*')
      index >= 0 && @file.texts[index].include?('/**')
    end

    # Adds "Explained in" at the end of the comment that holds a symbol's contract.
    def explain(lines)
      @file.regions.each do |region|
        places = @places[region.name] or next
        last = region.doc&.last or next
        next unless lines[region.doc.first].include?('/**')

        links = places.map { |title, address| "<a href=\"#{address}\">#{title}</a>" }.join(', ')
        lines[last] = lines[last].sub(%r{\s*\*/\s*\z}, "\n\n@par Explained in\n#{links} */".tr("\n", "\v"))
      end
      lines.map! { |line| line.tr("\v", "\n") }
    end
  end
end
