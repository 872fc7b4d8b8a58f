# frozen_string_literal: true

# SPDX-License-Identifier: MIT
module Site
  # The words of the project's prose, with where they stand: Markdown without code, addresses and names, and the sentences of data files.
  class ProseWords
    MARKDOWN = ['README.md', 'CONTRIBUTING.md', '*/README.md', 'tests/*/README.md', 'tools/*/README.md', 'docs/*.md', 'docs/figures/*.md', 'site/*.md', 'site/about/*.md',
                'sprints/*/chapter.md', 'sprints/*/chapter/*.md', 'sprints/*/exercises/*/{task,hint}.md'].freeze
    DATA = { 'docs/boundary.yml' => %w[group requirement reason caveat], 'docs/glossary.yml' => nil, 'docs/symptoms.yml' => %w[group see cause],
             'docs/errata.yml' => %w[wrong right], 'site/_data/course.yml' => %w[lab], 'docs/figures/registers.yml' => %w[title text], 'CITATION.cff' => %w[message title] }.freeze
    WORD = /(?<![\w&@\/.#-])\p{Alpha}+(?:['’]\p{Alpha}+)*(?![\w@\/]|-\d)/.freeze

    # What Markdown says without being prose, in the order in which it is taken out.
    NOT_PROSE = [
      /\A---\n.*?\n---\n/m, /^(```|~~~).*?^\1/m, /^ {4,}(?![-*\d]).*$/, /<!--.*?-->/m, /\{%.*?%\}|\{\{.*?\}\}/m, /\{:[^}\n]*\}/, /(`+).*?\1/m, /<(?:script|style|code|samp|kbd)\b.*?<\/\w+>/m, /<[^>\n]+>/,
      %r{\b(?:https?|mailto):\S+}, /\]\([^)\s]*\)/, /\bCVE-\d+-\d+/, /\b\w+\.(?:[chS]|rb|yml|md|ld|sh|js|html)\b/, /\b[\w.]+\/[\w.\/]+/, /\b\w*\d\w*\b/, /\b\w*_\w*\b/
    ].freeze

    def initialize(root)
      @root = root
    end

    # word => the first place, as file:line
    def all
      found = {}
      Dir.glob(MARKDOWN, base: @root).sort.each { |file| add(found, file, ProseWords.strip(File.read(File.join(@root, file)))) }
      DATA.each { |file, keys| sentences(YAML.safe_load(File.read(File.join(@root, file))), keys).each { |text| add(found, file, ProseWords.strip(text)) } }
      found
    end

    # A text in which only prose is left; lines stay where they are.
    def self.strip(text)
      NOT_PROSE.reduce(text) { |rest, pattern| rest.gsub(pattern) { |piece| "\n" * piece.count("\n") + ' ' } }
    end

    private

    def add(found, file, text)
      text.each_line.with_index(1) { |line, number| line.scan(WORD) { |word| found[word.tr('’', "'")] ||= "#{file}:#{number}" } }
    end

    # keys: whose values are prose; nil: all of them, and the keys as well.
    def sentences(data, keys)
      case data
      when Hash then data.flat_map { |key, value| keys.nil? ? [key.to_s, *sentences(value, keys)] : keys.include?(key) && value.is_a?(String) ? [value] : sentences(value.is_a?(String) ? nil : value, keys) }
      when Array then data.flat_map { |one| sentences(one, keys) }
      when String then keys.nil? ? [data] : []
      else []
      end
    end
  end
end
