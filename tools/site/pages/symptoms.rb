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
      links = [%(<a href="#{place}">#{h(sprint.title)}: #{h(row['section'])}</a>)]
      links << %(<a href="#{ExtraSources.address(project, variant(row['variant']), nil)}">variant</a>) if row['variant']
      links.join('<br>')
    end

    def variant(name) = "sprints/#{name.sub('/', '/broken/')}.patch"
  end
end
