# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# What the cards say that open over the identifiers of an excerpt: assets/names/SLUG.js has, for each place that the excerpts of a sprint
# link to, how the name is declared, the first sentence of its contract, the excerpt that explains it, and its page in the API. A page
# loads its file when the reader first points at a name; it is a script, because a page that was opened from a folder may load no other data.
require 'cgi'
require 'fileutils'
require 'json'
require_relative '../book/library'

module Site
  # Writes one file per sprint, after the chapters have been rendered.
  class NameCards
    FIGURE = %r{<figure class="excerpt[^"]*" id="([^"]+)" data-path="([^"]+)" data-symbol="[^"]*" data-sprint="([^"]+)">(.*?)</figure>}m.freeze

    class << self
      # Sprint => definitions that its excerpts link to.
      def wanted = @wanted ||= Hash.new { |all, slug| all[slug] = {} }

      def want(definition)
        wanted[definition.slug][key(definition)] = definition
      end

      # The end of a link's address, by which the page finds the card.
      def key(definition) = "#{definition.path}#L#{definition.line}"
    end

    def initialize(project, out, doxygen)
      @project = project
      @out = out
      @doxygen = doxygen
      @library = Book::Library.of(project.tree)
    end

    def write
      self.class.wanted.each do |slug, definitions|
        cards = definitions.sort.to_h.transform_values { |definition| card(definition) }
        file = File.join(@out, "assets/names/#{slug}.js")
        FileUtils.mkdir_p(File.dirname(file))
        File.write(file, "(window.posternNames=window.posternNames||{})[#{slug.to_json}]=#{JSON.generate(cards)};\n")
      end
    end

    # declaration, first sentence, [address, title] of the excerpt that explains it, address in the API; what is missing at the end is left out.
    def card(definition)
      meaning = @library.definitions(definition.slug)
      api = definition.path.match?(%r{\A(?:kernel|arch)/}) && definition.kind != 'member' ? @doxygen.address(definition.name) : nil
      list = [meaning.declaration(definition), meaning.summary(definition), explained(definition), api&.delete_prefix('/')]
      list.pop while list.any? && list.last.nil?
      list
    end

    private

    # The excerpt that showed the definition when it was new.
    def explained(definition)
      line = @library.file(definition.path, definition.slug).lines[definition.line - 1]
      born = line&.birth_slug or return nil
      at = @library.in_tree?(definition.path, born) && @library.file(definition.path, born).texts.each_index.find do |i|
        other = @library.file(definition.path, born).lines[i]
        other.birth_slug == born && other.authored_path == line.authored_path && other.authored_lineno == line.authored_lineno
      end
      at && shown[[born, definition.path, at + 1]]
    end

    # [sprint, path, line] => [address, title] of the excerpt that shows it as new, read from the finished pages.
    def shown
      @shown ||= Dir.glob('chapters/**/*.html', base: @out).sort.each_with_object({}) do |page, all|
        text = File.read(File.join(@out, page))
        title = CGI.unescapeHTML(text[%r{<title>(.*?)( \| [^|<]*)?</title>}m, 1].to_s.strip)
        text.scan(FIGURE) do |id, path, slug, body|
          body.scan(/class="line new" data-line="(\d+)"/).flatten.each { |n| all[[slug, CGI.unescapeHTML(path), n.to_i]] ||= ["#{page}##{id}", title] }
        end
      end
    end
  end
end
