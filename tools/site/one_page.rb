# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The whole book on one page, to be printed or read without a network: all chapters, one after the other.
require 'fileutils'
require_relative 'error'
require_relative 'html'

module Site
  # Made from the finished pages of the chapters, before their addresses are made relative.
  class OnePage
    ADDRESS = '/book/index.html'
    MAIN = %r{<main>(.*)</main>}m.freeze
    # What serves moving about on a site.
    LEFT_OUT = [%r{<script\b.*?</script>}m, %r{<a href="#[^"]*" class="anchor-heading".*?</a>}m, %r{<nav class="neighbours".*?</nav>}m, %r{<p class="byline">.*?</p>}m, %r{<div class="contents-rail">.*?</details>\s*</div>}m].freeze

    def initialize(project, folder)
      @project = project
      @folder = folder
    end

    def write
      file = File.join(@folder, ADDRESS)
      FileUtils.mkdir_p(File.dirname(file))
      File.write(file, Html.page(title: 'The whole book', crumbs: [['Postern', '/index.html']], body: body, project: @project).sub('<body class="bare">', '<body class="bare one-page">'))
    end

    # A page's part of the one page. keys: address => what begins its identifiers.
    def self.section(html, address, keys)
      key = keys.fetch(address)
      text = LEFT_OUT.reduce(html) { |rest, pattern| rest.gsub(pattern, '') }
      text = text.gsub(%r{(</?)h([1-5])\b}) { "#{Regexp.last_match(1)}h#{Regexp.last_match(2).to_i + 1}" }
      text = text.gsub(/(\s(?:id|for)=")([^"]+)"/) { "#{Regexp.last_match(1)}#{key}--#{Regexp.last_match(2)}\"" }
      text = text.gsub(/(\saria-(?:labelledby|describedby|controls)=")([^"]+)"/) { "#{Regexp.last_match(1)}#{Regexp.last_match(2).split.map { |id| "#{key}--#{id}" }.join(' ')}\"" }
      text = text.gsub(/(\shref=")([^"#]*)(?:#([^"]*))?"/) { "#{Regexp.last_match(1)}#{target(Regexp.last_match(2), Regexp.last_match(3), address, keys)}\"" }
      %(<section class="chapter" id="#{key}">\n#{text.strip}\n</section>\n)
    end

    # Links from chapter to chapter stay on the page.
    def self.target(path, fragment, address, keys)
      key = keys[path.empty? ? address : path]
      return "#{path}#{"##{fragment}" if fragment}" unless key

      fragment.to_s.empty? ? "##{key}" : "##{key}--#{fragment}"
    end

    private

    # Addresses in reading order: chapter zero, then each sprint's pages.
    def addresses
      slugs = ['before', *@project.tree.order].reject { |slug| @project.chapter_files(slug).empty? }
      slugs.flat_map do |slug|
        more = Dir.glob("chapters/#{slug}/*.html", base: @folder).map { |page| "/#{page}" }
        ["/chapters/#{slug}.html", *more.sort_by { |page| title(page)[/\A\d+\.(\d+)/, 1].to_i }]
      end
    end

    def page(address) = File.read(File.join(@folder, address))
    def title(address) = page(address)[%r{<h1\b[^>]*>(.*?)</h1>}m, 1]&.gsub(%r{<a\b.*?</a>|<[^>]+>}m, '')&.strip || raise(Error, "#{address} has no heading")

    def body
      list = addresses
      keys = list.to_h { |address| [address, address.delete_prefix('/chapters/').delete_suffix('.html').tr('/', '-')] }
      sections = list.map { |address| OnePage.section(page(address)[MAIN, 1] || raise(Error, "#{address} has no main part"), address, keys) }
      "#{front(list, keys)}\n#{sections.join}"
    end

    def front(list, keys)
      items = list.map { |address| [address.count('/') > 2, %(<a href="##{keys[address]}">#{title(address)}</a>)] }
      rows = items.slice_when { |_, after| !after.first }.map do |(first, *more)|
        "<li>#{first.last}#{"<ul>#{more.map { |_, link| "<li>#{link}</li>" }.join}</ul>" unless more.empty?}</li>"
      end
      "<div class=\"front\">\n<h1>Postern</h1>\n<p class=\"subtitle\">#{Html.escape(@project.setting('description'))}</p>\n" \
        "<p>Edition #{Html.escape(@project.edition)}, built from source #{Html.escape(@project.revision)}. Text: CC BY 4.0. Code: MIT licence.</p>\n" \
        "<p class=\"on-screen\">All chapters on one page; <code>make book</code> prints it to a PDF. What is folded on the site is folded here: hints, solutions, lists of files.</p>\n" \
        "<h2>Contents</h2>\n<ul class=\"whole-contents\">\n#{rows.join("\n")}\n</ul>\n</div>"
    end
  end
end
