# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The fonts that the site ships, with their licences.
require_relative 'page'
require_relative 'about'
require_relative '../fonts'

module Site
  # One page, /about/fonts.html.
  class FontsPage < Maker
    def pages
      fonts = Fonts.new(project)
      rows = Fonts::FAMILIES.map do |family|
        data = fonts.metadata(family)
        [h(data['family']), h(family.use), h(family.designer), h(data['license']['type']),
         "#{family.files.size} files, #{(fonts.bytes(family) / 1024.0).round} KiB", "@fontsource/#{h(family.package)} #{h(fonts.version(family))}"]
      end
      text = "# Fonts\n\nThe site ships its fonts, so that it asks no other host for them: Latin letters only, in the weights that stand on its pages.\n\n" \
             "#{table(%w[Family For Designer Licence Size Package], rows)}\n\n#{licences(fonts)}"
      [page('/about/fonts.html', 'Fonts', text, parent: About::PARENT, nav_order: 7)]
    end

    private

    def licences(fonts)
      Fonts::FAMILIES.map { |family| "## Licence of #{fonts.metadata(family)['family']}\n\n#{raw(licence(fonts.licence(family)))}" }.join("\n\n")
    end

    # The licence's paragraphs and headings as they are, without its hard line breaks.
    def licence(text)
      paragraphs = text.split(/\n\s*\n/).map { |part| part.gsub(/^-+$/, '').strip.gsub(/\s*\n\s*/, ' ') }.reject(&:empty?)
      "<details class=\"licence\"><summary>Show the text</summary>\n#{paragraphs.map { |part| "<p>#{h(part)}</p>" }.join("\n")}\n</details>"
    end
  end
end
