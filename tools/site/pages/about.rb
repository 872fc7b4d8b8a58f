# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Pages about the book: its mistakes, how to cite it. What is written by hand stands in site/about/.
require 'yaml'
require_relative 'page'
require_relative '../extra_sources'

module Site
  # From docs/errata.yml and CITATION.cff.
  class About < Maker
    PARENT = 'About this book'
    LICENCES = %w[LICENSE LICENSE-text].freeze # the colophon links to them
    FIELDS = %w[edition page wrong right].freeze

    def pages
      LICENCES.each { |file| ExtraSources.address(project, file, nil) }
      [about('errata', 'Errata', Errata.new(project.yaml('docs/errata.yml', [])).text, 4), about('cite', 'How to cite', cite, 5)]
    end

    private

    def about(name, title, text, order)
      page("/about/#{name}.html", title, "# #{title}\n\n#{text}", parent: PARENT, nav_order: order)
    end

    def citation = @citation ||= YAML.safe_load(project.read('CITATION.cff'))

    def cite
      author = citation['authors'].map { |one| one['name'] }.join(', ')
      "#{author}. *#{citation['title']}*. Edition #{citation['version']}.\n\n" \
        "Name the page by its title and address, and the source by the twelve digits at the foot of the page: chapters change with the kernel " \
        "that they explain. To cite code, name the sprint's tag, such as `#{citation['version']}/sprint-#{project.tree.name(project.last.slug)}`; tags that " \
        "begin with an edition never move.\n\n## BibTeX\n\n```bibtex\n#{bibtex(author)}\n```\n\n" \
        "The same is in the repository as `CITATION.cff`, which GitHub, Zenodo and Zotero read.\n"
    end

    def bibtex(author)
      title = citation['title'].sub('Postern', '{Postern}')
      lines = { 'author' => "{#{author}}", 'title' => title, 'edition' => citation['version'], 'note' => "source #{project.revision}" }
      "@misc{postern,\n#{lines.map { |key, value| "  #{key.ljust(7)} = {#{value}}" }.join(",\n")}\n}"
    end

    # The list of mistakes.
    class Errata
      def initialize(list)
        @list = list
        bad = list.find { |entry| !entry.is_a?(Hash) || FIELDS.any? { |field| entry[field].to_s.strip.empty? } }
        raise Error, "docs/errata.yml: an entry needs #{FIELDS.join(', ')}: #{bad.inspect}" if bad
      end

      def text
        "Mistakes of published editions. Each is corrected in the next one.\n\n#{@list.empty? ? "None is known so far.\n" : @list.map { |entry| entry(entry) }.join("\n")}\n#{HOW}"
      end

      private

      def entry(entry)
        "- Edition #{entry['edition']}, [#{entry['page']}](/#{entry['page']}): “#{entry['wrong'].strip}” should be “#{entry['right'].strip}”." \
          "#{" Found by #{entry['found']}." if entry['found']}\n"
      end

      HOW = <<~TEXT
        ## How to report an error
        {: #report }

        Say which page it is, the edition and the source from the foot of that page, and the words that are wrong; if a command did not do what
        the page says, add what it printed. A mistake in the kernel needs the sprint, too. Report it where you have the
        repository from.
      TEXT
      private_constant :HOW
    end
  end
end
