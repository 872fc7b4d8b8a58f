# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# From what one sees on a machine to the section that explains it.
require_relative 'page'
require_relative '../extra_sources'
require_relative '../sections'

module Site
  # One page, from docs/symptoms.yml.
  class Symptoms < Maker
    FILE = 'docs/symptoms.yml'

    # pages: the finished pages of the chapters.
    def initialize(project, doxygen, pages)
      super(project, doxygen)
      @sections = Sections.new(pages)
    end

    def pages
      groups = project.yaml(FILE, [])
      groups.empty? ? [] : [reference('symptoms', 'Symptoms', text(groups), 4.6)]
    end

    private

    def text(groups)
      "What one sees, what it mostly is, and where it is explained. Each was seen on a kernel that had one thing wrong with it: the variant is that kernel's " \
        "difference to the right one.\n\n#{groups.map { |group| section(group) }.join("\n")}"
    end

    def section(group)
      "## #{group['group']}\n\n#{table(%w[Symptom Cause See], group['rows'].map { |row| [h(row['see']), h(row['cause']), places(row)] }, 'symptoms')}"
    end

    def places(row)
      sprint = project.sprint(row['chapter']) || raise(Error, "#{FILE} names the chapter #{row['chapter']}, which is not there: correct it")
      place = @sections.address(row['chapter'], row['section']) || raise(Error, "#{FILE}: chapter #{row['chapter']} has no section “#{row['section']}”: correct it")
      broken = row['variant'] && ExtraSources.address(project, variant(row['variant']), nil)
      place, title = story(row, broken) || [place, row['section']]
      links = [%(<a href="#{place}">#{h(sprint.title)}: #{h(title)}</a>)]
      links << %(<a href="#{broken}">variant</a>) if broken
      links.join('<br>')
    end

    # What goes wrong is told in stories: the one about the variant is nearer than the whole section.
    def story(row, broken) = broken && row['section'].start_with?('What goes wrong') && @sections.around(row['chapter'], broken)

    def variant(name) = "sprints/#{name.sub('/', '/broken/')}.patch"
  end
end
