# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# What the site may decide: highlighting and addresses. The site passes an object of a subclass.
require 'cgi'
require 'yaml'
require_relative 'error'

module Book
  # Plain defaults: no colours, addresses relative to the root of the site.
  class Hooks
    attr_reader :root

    def initialize(root = Dir.pwd)
      @root = root
    end

    # HTML for each line of a text; as many lines as the text has.
    def highlight(text, _language)
      text.lines(chomp: true).map { |line| CGI.escapeHTML(line) }
    end

    # The page that shows a file at a sprint.
    def source_url(slug, path, line = nil)
      "/src/#{slug}/#{path}#{line && "#L#{line}"}"
    end

    # Where a name in an excerpt leads to. definition: a Definition.
    def definition_url(definition)
      source_url(definition.slug, definition.path, definition.line)
    end

    # The API page of a symbol, nil when it has none.
    def api_url(_name, _path)
      nil
    end

    # The place of a file on the page with the sprint's diff.
    def diff_url(slug, path)
      "/sprints/#{slug}/diff/##{Hooks.anchor(path)}"
    end

    # HTML of a figure; nil when it does not exist. What the site draws from data is only named here.
    def figure(name, slug)
      return drawn(name) && "<p>#{CGI.escapeHTML(drawn(name))}</p>" unless (file = figure_file(name, slug))

      file.end_with?('.txt') ? "<pre>#{CGI.escapeHTML(File.read(file))}</pre>" : File.read(file)
    end

    # Where figures lie: those of the sprint, then those that all share.
    def figure_file(name, slug)
      ["sprints/#{slug}/figures", 'docs/figures'].product(%w[svg html txt]).map { |f, ext| File.join(@root, f, "#{name}.#{ext}") }
                                                 .find { |file| File.file?(file) }
    end

    # The title of the entry NAME in docs/figures/KINDs.yml or KIND.yml, for a figure KIND-NAME, or of the first one in a list; the name itself if a
    # whole file is drawn.
    def drawn(name)
      return name if data_file(name)

      name.each_char.with_index.select { |char, _| char == '-' }.each do |_, at|
        file = data_file("#{name[0...at]}s") || data_file(name[0...at])
        entry = file && YAML.safe_load(File.read(file))[name[at + 1..]]
        title = (entry.is_a?(Array) ? entry.first : entry)&.fetch('title', nil)
        return title if title
      end
      nil
    end

    def data_file(name)
      file = File.join(@root, 'docs/figures', "#{name}.yml")
      file if File.file?(file)
    end

    def self.anchor(text)
      text.gsub(/[^A-Za-z0-9]+/, '-').gsub(/\A-|-\z/, '').downcase
    end
  end
end
