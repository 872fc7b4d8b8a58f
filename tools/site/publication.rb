# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# What a published site has beyond its pages: canonical addresses and a picture for previews, a map for search engines, a page for
# addresses that lead nowhere. Only the address that the site will have makes the difference; without one it works under any.
require 'uri'
require_relative 'error'
require_relative 'html'

module Site
  # Works on the finished folder, after addresses were made relative.
  class Publication
    CARD = 'assets/pictures/card.png'
    REPORT = 'about/errata.html#report'
    # Pages that search engines need not list: one template over sources, and the page for lost addresses.
    UNLISTED = %r{\A(?:src|files|api)/|\A404\.html\z}.freeze
    # The folders of the site, by which a lost page finds the root when nobody said what the address is.
    FOLDERS = %w[about api assets book chapters diffs downloads files parts reference src].freeze

    # address: https://host/path, or nil. report: an address in which {page} stands for the page's, or nil.
    def initialize(folder, address: nil, report: nil)
      @folder = folder
      @address = Publication.address(address)
      @report = report.to_s.empty? ? nil : report
    end

    # The address with a slash at its end; nil for none.
    def self.address(text)
      return nil if text.to_s.strip.empty?

      uri = URI.parse(text.strip)
      raise Error, "#{text} is no address of a site: write it as https://host/path" unless uri.is_a?(URI::HTTP) && uri.host && !uri.query && !uri.fragment

      "#{text.strip.chomp('/')}/"
    rescue URI::InvalidURIError
      raise Error, "#{text} is no address of a site: write it as https://host/path"
    end

    def apply
      pages = Dir.glob('**/*.html', base: @folder).reject { |page| page.start_with?('api/') }.sort
      pages.each do |page|
        file = File.join(@folder, page)
        File.write(file, rewrite(File.read(file), page))
      end
      File.write(File.join(@folder, 'robots.txt'), robots)
      File.write(File.join(@folder, 'sitemap.xml'), sitemap(pages)) if @address
    end

    # A page as it is published.
    def rewrite(text, page)
      text = text.sub('</head>') { "#{head(page)}</head>" } if @address && page != '404.html'
      text = text.gsub(%r{"url":"/([^"]*)"}) { %("url":"#{@address}#{Regexp.last_match(1)}") } if @address
      text = text.gsub(/href="(?:\.\.\/)*#{Regexp.escape(REPORT)}"( class="report")/) { %(href="#{Html.escape(report(page))}"#{Regexp.last_match(1)}) } if @report
      page == '404.html' ? lost(text) : text
    end

    def sitemap(pages)
      places = pages.grep_v(UNLISTED).map { |page| "<url><loc>#{Html.escape(place(page))}</loc></url>\n" }
      %(<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n#{places.join}</urlset>\n)
    end

    def robots
      "User-agent: *\nDisallow:\n#{"Sitemap: #{@address}sitemap.xml\n" if @address}"
    end

    private

    def place(page) = @address + page.sub(/(?:\A|(?<=\/))index\.html\z/, '')

    def report(page) = @report.gsub('{page}', URI.encode_www_form_component(page))

    def head(page)
      %(<link rel="canonical" href="#{Html.escape(place(page))}">\n<meta property="og:url" content="#{Html.escape(place(page))}">\n) +
        %(<meta property="og:image" content="#{@address}#{CARD}">\n<meta property="og:image:width" content="1200">\n) +
        %(<meta property="og:image:height" content="630">\n<meta property="og:image:alt" content="Postern: a small door in a wall">\n)
    end

    # A server shows this page at any depth, so that relative addresses need a base: the known one, or what stands before the first
    # folder that the site has.
    def lost(text)
      base = @address ? %(<base href="#{URI.parse(@address).path}">) : "<script>#{search_for_root}</script>"
      text.sub(/(<head[^>]*>)/) { "#{Regexp.last_match(1)}\n#{base}" }
    end

    def search_for_root
      'if(location.protocol!=="file:"){(function(){var p=location.pathname,' \
        "m=/^(.*?\\/)(?:#{FOLDERS.join('|')})\\//.exec(p),b=document.createElement(\"base\");" \
        'b.href=m?m[1]:p.replace(/[^/]*$/,"");document.head.prepend(b)})()}'
    end
  end
end
