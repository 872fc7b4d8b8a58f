# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The page with the address maps of all sprints.
require_relative 'page'
require_relative '../address_map'

module Site
  # Drawn from docs/figures/address-map.yml.
  class AddressMaps < Maker
    TEXT = <<~MARKDOWN
      What is mapped where, sprint by sprint. Each map was read from the page tables that were in force in a running machine, which stood still at the function that is named below it;
      `make bench` records them, and a test records them again. Pages that are neighbours and of one kind are one range. A page that lies where nothing belongs would have stopped the recording.

      The three letters say what a page permits: `r` reading, `w` writing, `x` execution. The colour in front of them says the same; where a row has none, nothing is mapped, and on purpose. Until
      the sprint paging, the tables are those that the first instructions made: all of them permit everything.
    MARKDOWN

    def pages
      maps = AddressMap.new(project)
      return [] if maps.slugs.empty?

      [reference('address-maps', 'Address maps', "#{TEXT}\n#{maps.slugs.map { |slug| section(maps, slug) }.join("\n")}", 5.5)]
    end

    private

    def section(maps, slug)
      sprint = project.sprint(slug)
      same = maps.same_as(slug)
      body = same ? "As at the end of [#{project.sprint(same).title}](##{"map-#{same}"}), page by page.\n" : raw("<figure class=\"drawing\">#{maps.html(slug, repeat: false)}</figure>")
      "## #{sprint.heading}\n{: #map-#{slug} }\n\n#{body}"
    end
  end
end
