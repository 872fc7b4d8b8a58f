# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Documents of docs/ that belong to the book: the skeleton, the threat model, the caveats.
require_relative 'page'
require_relative '../extra_sources'

module Site
  # Each becomes a page of the reference.
  class Documents < Maker
    NAMES = { 'skeleton.md' => 'skeleton', 'threat-model.md' => 'threat-model', 'CAVEATS.md' => 'caveats' }.freeze

    # The address of a file below docs/: its page, or the page that shows its text.
    def self.address(project, path, fragment = nil)
      name = NAMES[path.delete_prefix('docs/')]
      name ? "/reference/#{name}.html#{fragment}" : ExtraSources.address(project, path, nil)
    end

    # Links to /docs/NAME, wherever they stand.
    def self.link(project, text)
      text.gsub(%r{\]\(/(docs/[^)\s#]+)(#[^)\s]*)?\)}) { "](#{address(project, Regexp.last_match(1), Regexp.last_match(2))})" }
    end

    def pages
      NAMES.select { |file, _| File.file?(project.path('docs', file)) }.each_with_index.map do |(file, name), i|
        text = project.read('docs', file)
        title = text[/\A#\s+(.+)$/, 1] || raise(Error, "docs/#{file} does not begin with a title: put `# Title` on its first line")
        reference(name, title, local(text.sub(/\A#\s+.+\n/, '')), 11 + i, render_with_liquid: false)
      end
    end

    private

    # Links between the documents, and from them to files.
    def local(text)
      text = text.gsub(/\]\(((?:\.\.\/)?[A-Za-z][\w.\/-]*)(#[^)\s]*)?\)/) do
        path = Regexp.last_match(1)
        path = path.start_with?('../') ? path.delete_prefix('../') : "docs/#{path}"
        File.exist?(project.path(path)) ? "](#{self.class.address(project, path, Regexp.last_match(2))})" : Regexp.last_match[0]
      end
      self.class.link(project, text)
    end
  end
end
