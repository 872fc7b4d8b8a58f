# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# A chapter: its file, its directives resolved, its pages.
require_relative 'document'
require_relative 'library'
require_relative 'renderer'
require_relative 'values'

module Book
  # One page as the site gets it.
  Page = Struct.new(:number, :title, :minutes, :markdown, keyword_init: true)

  # One Markdown file of a sprint.
  class Chapter
    MINUTES = 25
    WORDS_PER_MINUTE = 200.0
    LINES_PER_MINUTE = 15.0

    attr_reader :slug, :path, :document, :library

    # The files of a sprint's chapter: chapter.md, or the pages of chapter/.
    def self.files(root, slug)
      one = "sprints/#{slug}/chapter.md"
      File.file?(File.join(root, one)) ? [one] : Dir.glob("sprints/#{slug}/chapter/*.md", base: root).sort
    end

    def self.all(tree, slug)
      files(tree.root, slug).map { |file| new(tree, slug, file) }
    end

    # file: path from the root of the tree.
    def initialize(tree, slug, file)
      @library = Library.of(tree)
      @slug = slug
      @path = file.delete_prefix("#{tree.root}/")
      @document = Document.new(@path, File.read(File.join(tree.root, @path), encoding: 'UTF-8'))
      @values = Values.new(@library)
      @excerpts = {}
    end

    # [directive, excerpt] of every [src], in order.
    def excerpts
      sources.map { |block| excerpt(block) }
    end

    def excerpt(block)
      @excerpts[block] ||= located(block) { Excerpt.new(@library, @slug, block.directive) }
    end

    def slice(block)
      located(block) { transcript(block).slice(block.directive.name) }
    end

    # The whole chapter as Markdown with raw HTML blocks; pages are divided by the comment <!-- page -->.
    def to_markdown(hooks = Hooks.new(@library.root))
      pages(hooks).map(&:markdown).join("\n<!-- page -->\n\n")
    end

    # The pages: broken before second-level headings so that each can be read in one sitting.
    def pages(hooks = Hooks.new(@library.root))
      renderer = Renderer.new(@library, hooks)
      divided.map.with_index(1) do |blocks, number|
        minutes = minutes(blocks).ceil
        text = blocks.map { |block| render(block, renderer, hooks, minutes) }.join("\n\n")
        Page.new(number: number, title: blocks[0].kind == :heading ? blocks[0].section.title : nil, minutes: minutes, markdown: "#{text}\n")
      end
    end

    # What is wrong with the chapter itself: [message, …].
    def problems(hooks = Hooks.new(@library.root))
      found = @document.directives.empty? ? [] : silent_excerpts
      @document.blocks.each do |block|
        if block.directive&.kind == 'src' then excerpt(block).check
        else render(block, Renderer.new(@library, hooks), hooks, 0)
        end
      rescue Error => e
        found << prefix(e.message, block)
      end
      divided.each { |blocks| found << too_long(blocks) if minutes(blocks) > MINUTES } if found.empty?
      found
    end

    private

    def sources
      @document.blocks.select { |block| block.directive&.kind == 'src' }
    end

    def located(block)
      yield
    rescue Error, Ladder::Error => e
      raise Error, prefix(e.message, block)
    end

    def prefix(message, block)
      message.start_with?(@path) ? message : "#{@path}:#{block.lineno}: #{message}"
    end

    def transcript(block)
      Transcript.find(@library.root, @slug, block.directive.target)
    end

    def minutes(blocks)
      code = blocks.select { |block| block.directive&.kind == 'src' }.sum { |block| excerpt(block).new_code }
      Document.words(blocks) / WORDS_PER_MINUTE + code / LINES_PER_MINUTE
    end

    # As few pages as the limit allows; of all ways to make so few, the one whose longest page is shortest.
    def divided
      parts = @document.blocks.slice_before { |block| block.kind == :heading && block.level == 2 }.to_a
      return [[]] if parts.empty?

      parts[0..1] = [parts[0] + parts[1]] if parts.size > 1 && parts[0][0].level != 2 # what opens a chapter is no page
      lengths = parts.map { |part| minutes(part) }
      rest = Array.new(parts.size + 1) # for the parts from here on: [pages, minutes of the longest, where the second page begins]
      rest[parts.size] = [0, 0.0, nil]
      (parts.size - 1).downto(0) do |from|
        ends = (from + 1..parts.size).take_while { |to| to == from + 1 || lengths[from...to].sum <= MINUTES }
        rest[from] = ends.map { |to| [rest[to][0] + 1, [lengths[from...to].sum, rest[to][1]].max, to] }.min
      end
      pages = []
      from = 0
      while from < parts.size
        pages << parts[from...rest[from][2]].flatten(1)
        from = rest[from][2]
      end
      pages
    end

    def too_long(blocks)
      "#{@path}:#{blocks[0].lineno}: this part takes #{minutes(blocks).ceil} minutes to read, the limit is #{MINUTES}: " \
        'divide it with a second-level heading.'
    end

    # Each excerpt needs prose since the one before.
    def silent_excerpts
      spoken = false
      @document.blocks.map do |block|
        problem = nil
        if block.kind == :text then spoken = true
        elsif block.directive&.kind == 'src'
          problem = "#{@path}:#{block.lineno}: no prose before #{block.text}: say what the reader is about to see." unless spoken
          spoken = false
        end
        problem
      end.compact
    end

    def render(block, renderer, hooks, minutes)
      located(block) do
        case block.directive&.kind
        when 'src' then renderer.excerpt(excerpt(block))
        when 'run' then renderer.transcript(transcript(block), block.directive.name)
        when 'fig' then renderer.figure(block.directive.target, @slug)
        else block.kind == :fence ? block.text : inline(block.text, hooks, minutes)
        end
      end
    end

    # Numbers and links inside a sentence.
    def inline(text, hooks, minutes)
      text.gsub(/\[num\]\(([^\s)]+)\)/) { @values.fetch(Regexp.last_match(1), @slug, reading: minutes) }
          .gsub(%r{\[([^\]\n]+)\]\(/((?:kernel|arch|user|demo|tests|tools|sprints/[^/\s)]+/(?:demo|transcripts|broken|exercises))/[^\s)#]+)(?:#([^\s)"]+))?(?:\s+"[^"]*")?\)}) do
        link(Regexp.last_match(1), Regexp.last_match(2), Regexp.last_match(3), hooks)
      end
    end

    def link(label, path, name, hooks)
      label = "`#{name || path}`" if label == 'src'
      return "[#{label}](#{hooks.source_url(@slug, path)})" if path.end_with?('/') || name.nil? && !@library.in_tree?(path, @slug) && File.exist?(File.join(@library.root, path))

      at = name ? @library.file(path, @slug).region(name).first + 1 : nil
      @library.file(path, @slug)
      "[#{label}](#{hooks.source_url(@slug, path, at)})"
    end
  end
end
