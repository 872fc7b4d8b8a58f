# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Makes every address of the finished pages relative, so that the site works from any sub-path and from a folder,
# and marks the current page in the navigation (the theme's script would look for absolute addresses).
module Site
  # Works on all HTML files of a folder.
  class Relative
    ADDRESS = %r{(\s(?:href|src|action)=")/(?!/)([^"]*)"}.freeze
    NAVIGATION = %r{<nav aria-label="Main" id="site-nav".*?</nav>}m.freeze

    def initialize(folder)
      @folder = folder
    end

    def apply
      Dir.glob('**/*.html', base: @folder).sort.each do |page|
        file = File.join(@folder, page)
        File.write(file, rewrite(File.read(file), page))
      end
    end

    # The text of a page at an address below the folder.
    def rewrite(text, page)
      up = '../' * page.count('/')
      text = text.sub(NAVIGATION) { |nav| activate(nav, page) }
      text = text.gsub(ADDRESS) { "#{Regexp.last_match(1)}#{target(Regexp.last_match(2), up)}\"" }
      text = text.gsub(/<div class="(?:table-wrapper|highlight)"(?=>)/) { |part| %(#{part} tabindex="0") } # what is wide scrolls, with the keyboard too
      text.sub(/<html\b/, %(<html data-root="#{up}"))
    end

    private

    def target(address, up)
      path, rest = address.match(/\A([^#?]*)(.*)\z/m).captures
      path = 'index.html' if path.empty?
      "#{up}#{path}#{rest}"
    end

    # Gives the class active to the link of this page and to the items around it.
    def activate(nav, page)
      link = nav.index(%(<a href="/#{page}" class="nav-list-link">))
      link ||= nav.index('<a href="/" class="nav-list-link">') if page == 'index.html'
      return nav unless link

      open = []
      nav[0...link].scan(/<li class="nav-list-item|<\/li>/) do |tag|
        tag == '</li>' ? open.pop : open.push(Regexp.last_match.begin(0))
      end
      marked = nav.dup
      marked[link..] = marked[link..].sub('class="nav-list-link"', 'class="nav-list-link active" aria-current="page"')
      open.reverse_each do |at|
        marked[at..] = marked[at..].sub('nav-list-item', 'nav-list-item active').sub(/\A([^\n]*\n?\s*<button[^>]*aria-expanded=")false/, '\1true')
      end
      marked
    end
  end
end
