# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The museum of bugs: every kernel that had one guard taken out, and the test that noticed.
require_relative 'page'
require_relative '../extra_sources'

module Site
  # One page, from the headers of sprints/*/broken/*.patch.
  class Museum < Maker
    def pages
      sections = project.sprints.filter_map { |sprint| section(sprint) }
      return [] if sections.empty?

      text = "Each guard of the kernel has a variant without it. On that kernel, a named test must fail, with a named message; otherwise the test would " \
             "prove nothing. These are the variants.\n\n#{sections.join("\n")}"
      [reference('museum', 'What goes wrong without each guard', text, 4.5)]
    end

    private

    def section(sprint)
      files = Dir.glob("sprints/#{sprint.slug}/broken/*.patch", base: project.root).sort
      return nil if files.empty?

      rows = files.map do |file|
        head = File.foreach(project.path(file)).take_while { |line| line.chomp != '---' }.filter_map { |line| line.chomp.split(': ', 2) if line.include?(': ') }.to_h
        ["<a href=\"#{ExtraSources.address(project, file, nil)}\">#{h(head['Guard'])}</a>", h(head['Test']), "<samp>#{h(head['Expect'])}</samp>", h(head['Oracle'] || 'qemu')]
      end
      "## #{sprint.heading}\n{: #sprint-#{sprint.slug} }\n\n#{table(['The guard that is missing', 'Test', 'What it then says', 'Seen with'], rows)}"
    end
  end
end
