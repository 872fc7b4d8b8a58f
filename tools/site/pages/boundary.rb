# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The checklist of the boundary, from docs/boundary.yml, with a status column that is computed from test results.
require_relative 'page'
require_relative '../evidence'
require_relative '../extra_sources'

module Site
  # One page.
  class Boundary < Maker
    def pages
      [reference('boundary', 'The boundary, row by row', text, 4)]
    end

    private

    def evidence = @evidence ||= Evidence.new(project)
    def groups = @groups ||= project.yaml('docs/boundary.yml', [])

    def text
      rows = groups.flat_map { |group| group['rows'] }
      intro = "What must hold on the way into ring 0, on the way out, and for everything that ring 3 can reach: #{rows.size} rows. " \
              "The last column is computed from the results of the tests for exactly this source.\n\n"
      intro + summary(rows) + groups.map { |group| section(group) }.join("\n")
    end

    def summary(rows)
      counts = rows.map { |row| evidence.status(row).first }.tally
      lines = Evidence::STATUS.filter_map { |key, words| [words, counts[key].to_s] if counts[key] }
      table(%w[Status Rows], lines.map { |words, count| [h(words), count] })
    end

    def section(group)
      rows = group['rows'].map { |row| [anchor(row), "#{h(row['requirement'])} <span class=\"note-inline\">#{h(row['reason'])}</span>", status(row)] }
      "## #{group['group']}\n\n#{table(['Row', 'What must hold, and why', 'Status'], rows, 'boundary')}"
    end

    def anchor(row) = %(<span id="#{row['id'].downcase}">#{row['id']}</span>)

    def status(row)
      state, detail = evidence.status(row)
      words = [%(<span class="status status-#{style(state)}">#{h(Evidence::STATUS.fetch(state))}</span>)]
      words << h(detail) if detail
      words << h(row['caveat']) if row['caveat'] && state != 'later'
      links = state == 'later' ? [] : evidence.references(row).map { |kind, name| link(kind, name) }
      (words + links).join('<br>')
    end

    def style(state) = { 'guarded' => 'tested', 'open' => 'unknown' }.fetch(state, state)

    def link(kind, name)
      path = evidence.path(kind, name)
      return h(name) unless path && File.exist?(project.path(path))

      %(<a href="#{ExtraSources.address(project, path, nil)}">#{h(kind == 'broken' ? "without it: #{name}" : name)}</a>)
    end
  end
end
