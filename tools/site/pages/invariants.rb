# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The invariants: what each file says that it keeps true, and the tests that would notice.
require_relative 'page'
require_relative '../evidence'
require_relative '../extra_sources'
require_relative '../source_pages'
require_relative '../../book/library'

module Site
  # The sentences stand in the sources; docs/invariants.yml names their tests.
  class Invariants < Maker
    FILE = 'docs/invariants.yml'
    COMMENT = %r{\A.*?/\*(?:\*)?\n(.*?)\*/}m.freeze

    def pages
      [reference('invariants', 'Invariants', text, 4.3)]
    end

    # File => the sentences of its opening comment that begin with "Invariant".
    def self.stated(project)
      tree = project.tree
      slug = project.last.slug
      tree.paths(slug).grep(%r{\A(?:kernel|arch|user)/.*\.[chS]\z}).sort.each_with_object({}) do |path, all|
        comment = tree.text(path, slug).sub(/\A[^\n]*SPDX[^\n]*\n/, '')[COMMENT, 1].to_s
        words = comment.gsub(/^ \* ?/, '')[/^Invariants?: (.*?)(?:\n\n|\z)/m, 1]
        all[path] = words.split.join(' ') if words
      end
    end

    private

    def evidence = @evidence ||= Evidence.new(project)

    def text
      stated = Invariants.stated(project)
      rows = project.yaml(FILE, [])
      check(stated.keys, rows.map { |row| row['file'] })
      "What a file keeps true, as its first comment says it, and what would notice if it did not: tests, and variants of the kernel on which the test is " \
        "red. The status is computed from the results of the tests for exactly this source.\n\n" + rows.map { |row| section(row, stated.fetch(row['file'])) }.join("\n")
    end

    def check(stated, listed)
      missing = stated - listed
      raise Error, "#{FILE} names no tests for the invariant of #{missing.first}: add them" unless missing.empty?

      extra = listed - stated
      raise Error, "#{FILE}: #{extra.first} states no invariant: correct the entry" unless extra.empty?
    end

    def section(row, words)
      path = row['file']
      birth = project.tree.path_birth(path)
      sprint = project.sprint(birth)
      state, = evidence.status(row.merge('birth' => birth))
      links = evidence.references(row).map { |kind, name| link(kind, name) }
      style = { 'guarded' => 'tested', 'open' => 'unknown' }.fetch(state, state)
      "## #{path}\n{: ##{Book::Hooks.anchor(path)} }\n\n#{sentences(words)}\n\n" \
        "[The file](#{SourcePages.address(project.last.slug, path)}), from sprint #{sprint.number}, [#{sprint.title}](#{sprint.address}) on. " \
        "#{%(<span class="status status-#{style}">#{h(Evidence::STATUS.fetch(state).capitalize)}</span>)}: #{links.join(', ')}.\n"
    end

    # Names of the source become code; Markdown must not take a star or an underscore for its own.
    def sentences(words) = words.gsub(/`?((?:\w+->)?\b[a-z]+(?:_[a-z]+)+\b|\b\w+->\w+\b)`?/) { "`#{Regexp.last_match(1)}`" }.gsub('used <= limit', '`used <= limit`').sub(/\A./, &:upcase)

    def link(kind, name)
      path = evidence.path(kind, name)
      return h(name) unless path && File.exist?(project.path(path))

      "[#{kind == 'broken' ? "without it: #{name}" : name.tr('_', '-')}](#{ExtraSources.address(project, path, nil)})"
    end
  end
end
