# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# A page on its way to Jekyll, and what the makers of pages share.
require_relative '../error'
require_relative '../html'

module Site
  # address: from the root of the site. data: Jekyll's front matter besides title and permalink.
  Page = Struct.new(:address, :title, :markdown, :data, keyword_init: true)

  # Base of the makers of pages.
  class Maker
    REFERENCE = 'Reference'

    def initialize(project, doxygen)
      @project = project
      @doxygen = doxygen
    end

    private

    attr_reader :project, :doxygen

    def h(text) = Html.escape(text.to_s)

    # HTML that Markdown passes through untouched.
    def raw(html)
      "{::nomarkdown}\n#{html.strip.gsub(/\n{2,}/, "\n")}\n{:/nomarkdown}\n"
    end

    def page(address, title, markdown, **data)
      Page.new(address: address, title: title, markdown: markdown, data: data)
    end

    def reference(name, title, markdown, order, **data)
      page("/reference/#{name}.html", title, "# #{title}\n\n#{contents(markdown, 4)}\n\n#{markdown}", parent: REFERENCE, nav_order: order, **data)
    end

    # The list of a page's sections, which stands beside the text where there is room. A page with few sections has none.
    def contents(text, least = 3)
      return nil if text.scan(/^##[ \t]/).size < least

      "<div class=\"contents-rail\" markdown=\"block\">\n<details markdown=\"block\" class=\"contents\">\n<summary>On this page</summary>\n\n1. TOC\n{:toc}\n\n</details>\n</div>"
    end

    # An HTML table: head is a list of texts, rows hold HTML.
    def table(head, rows, kind = nil)
      cells = rows.map { |row| "<tr>#{row.map { |cell| "<td>#{cell}</td>" }.join}</tr>" }
      raw("<table#{%( class="#{kind}") if kind}><thead><tr>#{head.map { |text| "<th scope=\"col\">#{h(text)}</th>" }.join}</tr></thead>\n" \
          "<tbody>\n#{cells.join("\n")}\n</tbody></table>")
    end
  end
end
