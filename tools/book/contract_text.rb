# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Short texts about a definition: how it is declared, and the first sentence of what it promises.
module Book
  # Both are plain text.
  module ContractText
    LONGEST = 260
    BODY = 10

    module_function

    def declaration(file, definition)
      line = bare(file.texts[definition.line - 1])
      text = case definition.kind
             when 'function', 'prototype', 'externvar', 'variable', 'typedef' then head(file, definition.region)
             when 'struct', 'union', 'enum' then body(file, definition)
             when 'macro' then macro(file, definition.region)
             when 'label', 'data' then "#{definition.name}:"
             when 'made' then line.gsub(/,?\s*"(?:\\.|[^"\\])*"/, '').chomp(';')
             else line.chomp(',').chomp(';')
             end
      cut(text.strip)
    end

    # The first sentence of the comment that belongs to a region, or of the one behind the name.
    def summary(file, region, definition = nil)
      comment = region&.doc && file.texts[region.doc].join("\n")
      comment ||= beside(file, definition) if definition
      comment && first_sentence(words(comment))
    end

    def first_sentence(text)
      text = text.split(/(?:\A|\s)@(?:param|return|retval|par|note|see|ingroup|name)\b/, 2).first.to_s.strip
      return nil if text.empty?

      cut(text[/\A.+?[.?](?=\s+\S|\z)/m] || text)
    end

    # A comment's words without its frame.
    def words(comment)
      comment.lines.map { |line| line.strip.sub(%r{\A(?:/\*\*<?|/\*<?|//+<?|\*(?!/)|#)\s?}, '').sub(%r{\s*\*/\z}, '').strip }
             .reject { |line| line.match?(/\A[\\@](?:file|addtogroup|defgroup|\{|\})/) || line.start_with?('SPDX') }
             .join(' ').gsub(/[@\\]brief\s+/, '').gsub(/[@\\][cp]\s+/, '').squeeze(' ').strip
    end

    def beside(file, definition)
      text = file.texts[definition.line - 1]
      return text.scan(/"((?:\\.|[^"\\])*)"/).last&.first if definition.kind == 'made' && text.include?('"')
      return file.texts[(definition.line - 1)..].join("\n")[%r{/\*<?.*?\*/|//[^\n]*}m] if text.match?(%r{/\*|//}) && !text.match?(%r{\A\s*/[*/]})

      above = definition.line - 2
      above >= 0 && %w[member enumerator].include?(definition.kind) && file.texts[above].match?(%r{\A\s*/\*\*[^<].*\*/\s*\z}) ? file.texts[above] : nil
    end

    # Up to the body or the value.
    def head(file, region)
      text = (region.first..region.last).map { |i| bare(file.texts[i]) }.reject { |line| line.start_with?('#') }.join(' ')
      text[/\A[^{;=]*/].squeeze(' ').strip
    end

    def body(file, definition)
      region = definition.region
      lines = (region.first..region.last).map { |i| bare(file.texts[i], keep: true) }.reject { |line| line.strip.empty? || line.start_with?('#') }
      lines = lines[0..(lines.index { |line| line.match?(/\A\}/) } || -1)]
      return "#{definition.kind} #{definition.name}" if lines.size < 2

      lines.size > BODY ? [*lines.first(BODY - 2), '    …', lines.last].join("\n") : lines.join("\n")
    end

    def macro(file, region)
      lines = (region.first..region.last).map { |i| bare(file.texts[i]) }
      lines[0] = lines[0].chomp('\\').strip
      lines.size > 1 ? "#{lines[0]} …" : lines[0]
    end

    # A line without its comments.
    def bare(line, keep: false)
      text = line.to_s.gsub(%r{/\*.*?(?:\*/|\z)}, '').sub(%r{(?<!:)//.*}, '').sub(%r{\A\s*\*(?:/|\s).*}, '').rstrip
      keep ? text : text.strip
    end

    def cut(text)
      text.length > LONGEST ? "#{text[0...LONGEST].sub(/\s+\S*\z/, '')} …" : text
    end
  end
end
