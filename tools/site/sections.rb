# frozen_string_literal: true

# SPDX-License-Identifier: MIT
module Site
  # Where a section of a chapter is: chapters are cut into pages, and the first section of a page gives it its title.
  class Sections
    HEADING = /^\#{2,4}[ \t]+([^\n]+?)[ \t]*\n(?:\{:[^\n]*?#([\w-]+)[^\n]*\})?/.freeze

    # pages: those of the chapters, as Markdown.
    def initialize(pages)
      @pages = pages
    end

    # nil when the chapter has no such section.
    def address(slug, heading)
      of(slug).each do |page|
        return page.address if page.title.match?(/\A\d+\.\d+ #{Regexp.escape(heading)}\z/)

        page.markdown.scan(HEADING) { |text, id| return "#{page.address}##{id || Sections.identifier(text)}" if text == heading }
      end
      nil
    end

    # The section of a chapter that first links to an address: [where it is, its heading]; nil when none does.
    def around(slug, target)
      of(slug).each do |page|
        at = page.markdown.index("](#{target})") or next
        text, id = page.markdown[0...at].scan(HEADING).last || next
        return ["#{page.address}##{id || Sections.identifier(text)}", text.delete('`')]
      end
      nil
    end

    # As Kramdown makes it of a heading.
    def self.identifier(heading) = heading.downcase.gsub(/[^\p{Word}\- ]/, '').tr(' ', '-')

    private

    def of(slug) = @pages.select { |page| page.address == "/chapters/#{slug}.html" || page.address.start_with?("/chapters/#{slug}/") }
  end
end
