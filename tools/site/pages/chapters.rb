# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Parts and chapters. Chapter bodies come from tools/book; this adds what stands around them.
require 'set'
require_relative 'page'
require_relative 'documents'
require_relative 'exercises'
require_relative '../book_hooks'
require_relative '../downloads'
require_relative '../source_pages'
require_relative '../../book/chapter'

module Site
  # Chapter zero, a page per part, one or more pages per sprint.
  class Chapters < Maker
    FIRST_PART = 10

    # A chapter with its finished pages.
    Entry = Struct.new(:sprint, :heading, :parent, :order, :pages, keyword_init: true)

    def pages
      list = entries
      flat = list.flat_map { |entry| chapter_pages(entry) }
      link_neighbours(flat)
      flat + part_pages(list)
    end

    EXCERPT = /<figure class="excerpt[^"]*" id="([^"]+)" data-path="[^"]*" data-symbol="([^"@]+)".*?<\/figure>/m.freeze

    # Symbol => [[title, address below /api/], …] for every excerpt that shows something new.
    def places
      entries.flat_map { |entry| chapter_pages(entry) }.each_with_object({}) do |page, all|
        page.markdown.scan(EXCERPT) do |id, symbol|
          next unless Regexp.last_match[0].include?('class="line new"')

          (all[CGI.unescapeHTML(symbol)] ||= []).push([page.title, "..#{page.address}##{id}"]).uniq!(&:first)
        end
      end
    end

    STORY = /^\*\*([^*\n]+?)(?:\.|(?<=\?))\*\*[ \t]+(?=\S)/.freeze

    # The stories of what goes wrong, which begin with their title in bold, get headings, so that each can be linked and found by itself.
    # titled: the section's own heading becomes the title of the page.
    def self.stories(text, titled: false)
      text.split(/^(?=## )/).each_with_index.map do |section, i|
        next section unless section.match?(/\A## What goes wrong/)

        section.gsub(STORY) { "#{titled && i.zero? ? '##' : '###'} #{Regexp.last_match(1)}\n{: .story }\n\n" }
      end.join
    end

    private

    # In reading order. Chapter zero has no sprint.
    def entries
      zero = Sprint.new(slug: 'before', number: 0, title: 'Before the door', goal: nil, part: nil)
      with_text = ([zero] + project.sprints).reject { |sprint| project.chapter_files(sprint.slug).empty? }
      with_text.map do |sprint|
        Entry.new(sprint: sprint, heading: sprint.heading, parent: sprint.part,
                  order: sprint.number.zero? ? 3 : sprint.number, pages: book_pages(sprint.slug))
      end
    end

    def book_pages(slug)
      hooks = BookHooks.new(project, doxygen, slug)
      Book::Chapter.all(project.tree, slug).flat_map { |chapter| chapter.pages(hooks) }
    end

    def chapter_pages(entry)
      addresses = addresses(entry)
      entry.pages.each_with_index.map do |source, index|
        title = index.zero? ? entry.heading : "#{entry.sprint.number}.#{index + 1} #{plain(source.title || "Page #{index + 1}")}"
        data = index.zero? ? { parent: entry.parent, nav_order: entry.order } : { parent: entry.heading, grand_parent: entry.parent, nav_order: index + 1 }
        page(addresses[index], title, body(entry, source, index, title, addresses.last), **data.compact, has_toc: false, reading: true)
      end
    end

    def addresses(entry)
      taken = Set.new
      [entry.sprint.address] + entry.pages.drop(1).each_with_index.map do |source, index|
        "/chapters/#{entry.sprint.slug}/#{unique(anchor(source.title || "page-#{index + 2}"), taken)}.html"
      end
    end

    def body(entry, source, index, title, last)
      text = Chapters.stories(source.markdown.lstrip, titled: index.positive?).sub(/\A\s*\#[ \t]+[^\n]*\n(?:\{:.*\}[ \t]*\n)?/, '')
      # A further page begins with a section's heading, which becomes its title.
      text = text.sub(/\A\s*##[ \t]+[^\n]*\n(\{:[^\n]*\}[ \t]*(?:\n|\z))?/, '') if index.positive?
      own = index.positive? && Regexp.last_match && Regexp.last_match(1)&.strip
      parts = ["# #{title}\n#{own || identifier(entry, source, index)}", byline(entry, source, index, last), contents(text)]
      parts << to_chapters(text)
      parts << Exercises.new(project).text(entry.sprint.slug) if index == entry.pages.size - 1
      parts << building(entry.sprint) << closing(entry.sprint) if index == entry.pages.size - 1 && entry.sprint.number.positive?
      parts.compact.join("\n\n")
    end

    # Chapters link to one another as ../SLUG/, which says nothing about addresses.
    def to_chapters(text)
      Documents.link(project, text).gsub(%r{\]\(\.\./([a-z0-9-]+)/(#[^)\s]+)?\)}) { "](/chapters/#{Regexp.last_match(1)}.html#{Regexp.last_match(2)})" }
    end

    def identifier(entry, source, index)
      "{: ##{index.zero? ? "chapter-#{entry.sprint.slug}" : anchor(plain(source.title || "page-#{index + 1}"))} }"
    end

    # What stands under the title: how long it takes, where the code is.
    def byline(entry, source, index, last)
      sprint = entry.sprint
      words = ["#{source.minutes} min"]
      words << "page #{index + 1} of #{entry.pages.size}" if entry.pages.size > 1
      if sprint.number.positive?
        words << "<code>make run SPRINT=#{sprint.slug}</code>" << "<a href=\"/src/#{sprint.slug}/index.html\">sources</a>" \
              << "<a href=\"/diffs/#{sprint.slug}.html\">differences</a>"
        words << "<a href=\"#{last}#build-it-yourself\">build it yourself</a>" if sprint.number > 1
      end
      raw("<p class=\"byline\">#{words.join(' <span aria-hidden="true">·</span> ')}</p>")
    end

    # How a reader builds the sprint from the end of the one before, in a clone of the ladder.
    def building(sprint)
      before = project.sprints.find { |other| other.number == sprint.number - 1 }
      return nil unless before

      number = project.tree.name(sprint.slug)
      "## Build it yourself\n\nIn a clone of the ladder (below), start from the end of the sprint before:\n\n" \
        "    git checkout -b mine sprint-#{project.tree.name(before.slug)}\n\n" \
        "If you have built that one yourself, stay on your branch and commit it. Then take what this chapter does not teach: the demonstration, the lines that the console must " \
        "show, the exercises, the programs and the list of files:\n\n" \
        "    make begin TAG=sprint-#{number}\n\n" \
        "What is left to write is what this chapter shows. `make` says what is missing, and `make check` is green when it is there. " \
        "`git diff sprint-#{number} -- kernel arch user`{:.foreign} compares yours with the book's.\n"
    end

    # Everything else that belongs to the sprint: what it changed, and how to get it.
    def closing(sprint)
      name = project.tree.name(sprint.slug)
      tag = "sprint-#{name}"
      "## The whole sprint\n\n#{changed(sprint)}\n" \
        "The [tree at the end of this sprint](/src/#{sprint.slug}/index.html) can be read here, and taken home:\n\n" \
        "- [`postern-#{name}.tar.gz`](#{Downloads.archive(project, sprint.slug)}), this tree alone, with its exercises and without their solutions;\n" \
        "- [`postern-ladder.bundle`](#{Downloads::BUNDLE}), all sprints as a git history; `git clone postern-ladder.bundle postern`{:.foreign} makes a repository of " \
        "it, and there `git checkout #{tag}`{:.foreign} is the state at the end of this sprint;\n" \
        "- `make stage SPRINT=#{sprint.slug}` writes the same tree from this book's repository.\n#{mapped(sprint)}"
    end

    # The maps of all sprints stand on one page.
    def mapped(sprint)
      address = AddressMap.new(project).address(sprint.slug)
      address ? "\n[What is mapped where](#{address}) in this sprint was read from the page tables of its running kernel.\n" : ''
    end

    # The files, folded; all differences are one link away.
    def changed(sprint)
      list = project.changes.of(sprint)
      rows = list.map do |change|
        there = change.new && SourcePages.address(sprint.slug, change.path)
        path = "<code>#{h(change.path)}</code>"
        [there ? "<a href=\"#{there}\">#{path}</a>" : path, change.kind, "<a href=\"/diffs/#{sprint.slug}.html##{anchor(change.path)}\">#{change.counts}</a>",
         change.new ? change.new.bytesize.to_s : '']
      end
      summary = "#{list.size} files: #{list.sum(&:added)} lines added, #{list.sum(&:gone)} removed"
      "[The full difference](/diffs/#{sprint.slug}.html) to the sprint before, file by file:\n\n" \
        "#{raw("<details class=\"changed-files\"><summary>#{summary}</summary>")}\n#{table(%w[File Change Lines Bytes], rows, 'changes')}\n#{raw('</details>')}"
    end

    # The links that postern.js follows when an arrow key is pressed.
    def link_neighbours(pages)
      pages.each_with_index do |current, i|
        links = []
        links << neighbour('previous', 'prev', '← Previous', pages[i - 1]) if i.positive?
        links << neighbour('next', 'next', 'Next →', pages[i + 1]) if pages[i + 1]
        current.markdown += "\n\n#{raw("<nav class=\"neighbours\" aria-label=\"Chapters\">#{links.join("\n")}</nav>")}" unless links.empty?
      end
    end

    def neighbour(kind, relation, word, page)
      %(<a class="#{kind}" rel="#{relation}" aria-keyshortcuts="#{relation == 'prev' ? 'ArrowLeft' : 'ArrowRight'}" href="#{page.address}"><span>#{word}</span> #{h(page.title)}</a>)
    end

    def part_pages(list)
      Ladder::Manifest::PARTS.each_with_index.map do |part, i|
        sprints = project.sprints.select { |s| s.part == part }
        next if sprints.empty?

        items = sprints.map do |s|
          text = list.any? { |e| e.sprint == s } ? "[#{s.heading}](#{s.address})" : "#{s.heading} ([differences](/diffs/#{s.slug}.html))"
          "- **#{text}**  \n  #{s.goal}"
        end
        page("/parts/#{anchor(part)}.html", part, "# #{part}\n\n#{items.join("\n")}\n", nav_order: FIRST_PART + i, has_toc: false)
      end.compact
    end

    def plain(title) = title.gsub(/[`*_]/, '')
    def anchor(text) = Book::Hooks.anchor(text)

    def unique(name, taken)
      name += '-more' until taken.add?(name)
      name
    end
  end
end
