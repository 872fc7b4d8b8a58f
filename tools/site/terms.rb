# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Links words of the glossary where they first stand in a chapter.
require_relative 'html'
require_relative '../book/hooks'

module Site
  # Works on Jekyll's pages of the chapters.
  class Terms
    # Words of everyday use, which seldom mean what the glossary says of them.
    COMMON = %w[account base blocked child component generator idle leaf leak mapping module object outcome page permit plan port priority probe ready right slot window
                yield].freeze
    # Pairs of words in which a term is another one, or means something else.
    PAIRS = ['file descriptor'].freeze
    CLOSED = %w[a button code dt figure h1 h2 h3 h4 h5 h6 kbd nav pre samp script style summary svg th].freeze
    MAIN = %r{(?<=<main>).*(?=</main>)}m.freeze
    TAG = %r{<(/?)([a-z][a-z0-9]*)\b([^>]*)>}.freeze

    def initialize(project, folder)
      @terms = project.yaml('docs/glossary.yml', {}).keys - COMMON
      @folder = folder
    end

    def apply
      Dir.glob('chapters/*.html', base: @folder).sort.each do |first|
        open = @terms.dup
        pages(first).each do |page|
          file = File.join(@folder, page)
          File.write(file, link(File.read(file), open))
        end
      end
    end

    # The page with links. Takes the terms that it links out of the list.
    def link(html, open)
      @known ||= (@terms || open.dup) + PAIRS
      html.sub(MAIN) do |main|
        closed = []
        main.split(/(<!--.*?-->|<[^>]+>)/m).map { |piece| piece.start_with?('<') ? piece.tap { step(closed, piece) } : closed.empty? ? words(piece, open) : piece }.join
      end
    end

    private

    # Pages of a chapter in their order, which stands in their titles.
    def pages(first)
      more = Dir.glob("#{first.delete_suffix('.html')}/*.html", base: @folder)
      [first, *more.sort_by { |page| File.read(File.join(@folder, page))[/<title>\d+\.(\d+)/, 1].to_i }]
    end

    # Keeps count of the elements in which nothing is linked.
    def step(closed, tag)
      ending, name, attributes = tag.match(TAG)&.captures
      return unless name

      if ending == '/'
        closed.pop if closed.last == name
      elsif CLOSED.include?(name) || closed.last == name || attributes.match?(/class="(?:[^"]* )?(?:contents|byline|answer)\b/)
        closed.push(name)
      end
    end

    def words(text, open)
      return text if open.empty? || !text.match?(/\w/)

      text.gsub(pattern) do |word|
        term = @known.find { |one| word.match?(/\A#{form(one)}\z/) }
        next word unless term && open.delete(term)

        %(<a class="term" href="/reference/glossary.html##{Book::Hooks.anchor(term)}">#{word}</a>)
      end
    end

    # Longer terms first, so that "page table" is not taken for "page", and those that are linked already too, so that it never is.
    def pattern
      @pattern ||= /(?<![\w\-^])(?:#{@known.sort_by { |term| -term.size }.map { |term| form(term) }.join('|')})(?![\w^]|-\w)/
    end

    # At the beginning of a sentence, too, and in the plural.
    def form(term)
      text = Regexp.escape(Html.escape(term))
      text = "[#{term[0]}#{term[0].upcase}]#{Regexp.escape(Html.escape(term[1..]))}" if term.match?(/\A[a-z]/)
      "#{text}(?:s|es)?"
    end
  end
end
