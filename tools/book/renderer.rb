# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Turns excerpts, slices and figures into HTML that Markdown leaves alone.
require 'cgi'
require_relative 'hooks'
require_relative 'excerpt'
require_relative 'transcript'

module Book
  # HTML for one page.
  class Renderer
    # Classes of comments and strings, as Rouge names them.
    QUIET = /class="(?:c|c1|ch|cm|cs|cpf|s|s1|s2|sb|sc|sd|se|sh|sr|sx)"/.freeze
    STATES = { new: 'new', context: 'context', removed: 'removed', gap: 'gap' }.freeze

    def initialize(library, hooks)
      @library = library
      @hooks = hooks
      @anchors = Hash.new(0)
    end

    # An excerpt with its caption, its contract folded, its lines marked.
    def excerpt(excerpt)
      body = segments(excerpt).join
      body = "<details class=\"folded\"><summary>#{h(excerpt.path)}</summary>#{body}</details>" if excerpt.directive.option?('fold')
      raw(<<~HTML)
        <figure class="excerpt#{' all-new' if excerpt.all_new?}" id="#{anchor(excerpt)}" data-path="#{h(excerpt.path)}" data-symbol="#{h(excerpt.region.name)}" data-sprint="#{excerpt.slug}">
        <figcaption>#{caption(excerpt)}</figcaption>
        #{(contracts(excerpt) + [body]).join("\n")}
        </figure>
      HTML
    end

    # A slice of a transcript.
    def transcript(transcript, name)
      lines = transcript.slice(name).map do |line|
        kind = line.start_with?('$ ') ? 'command' : line.start_with?('> ') ? 'typed' : line.match?(/\A\[exit/) ? 'exit' : 'output'
        "<span class=\"line #{kind}\">#{h(line)}</span>"
      end
      machine = transcript.header.find { |line| line.start_with?('machine') }
      raw(<<~HTML)
        <figure class="transcript" data-path="#{h(transcript.path)}">
        <figcaption><span class="path">#{h(transcript.path)}</span>#{" <span class=\"what\">#{h(machine)}</span>" if machine}</figcaption>
        <pre class="console" tabindex="0"><samp>#{lines.join("\n")}
        </samp></pre>
        </figure>
      HTML
    end

    def figure(name, slug)
      html = @hooks.figure(name, slug)
      raise Error, "no figure #{name}: draw it as sprints/#{slug}/figures/#{name}.svg, or name an entry of docs/figures/." unless html

      raw("<figure class=\"drawing\" id=\"fig-#{h(name)}\">\n#{html.strip.gsub(/\n\s*\n+/, "\n")}\n</figure>\n")
    end

    # Lines of code as HTML, identifiers linked to their definitions.
    def code(slug, texts, language)
      html = @hooks.highlight(texts.join("\n") + "\n", language)
      raise Error, "the highlighter gave #{html.size} lines for #{texts.size}" if html.size < texts.size

      texts.each_index.map { |i| link_names(slug, html[i]) }
    end

    private

    def h(text)
      CGI.escapeHTML(text.to_s)
    end

    # kramdown passes this through untouched; no line inside is empty.
    def raw(html)
      "{::nomarkdown}\n#{html.strip.gsub(/\n{2,}/, "\n")}\n{:/nomarkdown}\n"
    end

    def anchor(excerpt)
      base = Hooks.anchor([excerpt.path, excerpt.region.name].join('-'))
      @anchors[base] += 1
      @anchors[base] == 1 ? base : "#{base}-#{@anchors[base]}"
    end

    def caption(excerpt)
      slug, path, name = excerpt.slug, excerpt.path, excerpt.region.name
      at = excerpt.region.first + 1
      api = %w[region range top file].include?(excerpt.region.kind) ? nil : @hooks.api_url(name, path)
      links = [@library.in_tree?(path, slug) && ['diff', @hooks.diff_url(slug, path)], api && ['API', api]].select(&:itself)
      "<a class=\"path\" href=\"#{h(@hooks.source_url(slug, path, at))}\">#{h(path)}</a>" \
        "#{" <code class=\"symbol\">#{h(name)}</code>" unless name.start_with?('@')} <span class=\"what\">#{excerpt.what}</span>" \
        "#{links.map { |text, url| " <a class=\"#{text.downcase}\" href=\"#{h(url)}\">#{text}</a>" }.join}"
    end

    # The contract in the header, or the comment above the definition, folded.
    def contracts(excerpt)
      found = excerpt.contracts.map { |c| [c.file, c.region.range] }
      found.unshift([excerpt.file, excerpt.region.doc]) if excerpt.region.doc
      found.map do |file, range|
        lines = code(excerpt.slug, range.map { |i| file.texts[i] }, file.language)
        "<details class=\"contract\"><summary>Contract#{" in #{h(file.path)}" if file.path != excerpt.path}</summary>" \
          "<pre class=\"code highlight\"><code>#{lines.map { |line| "<span class=\"line\">#{line}</span>" }.join("\n")}\n</code></pre></details>"
      end
    end

    # Runs of lines; removed ones can be folded away.
    def segments(excerpt)
      rows = excerpt.rows
      html = code(excerpt.slug, rows.map(&:text), excerpt.file.language)
      rows.zip(html).chunk_while { |(a, _), (b, _)| (a.state == :removed) == (b.state == :removed) }.map do |run|
        text = pre(run, excerpt)
        run[0][0].state == :removed ? "<details class=\"removed\"><summary>#{run.size == 1 ? '1 line' : "#{run.size} lines"} removed</summary>#{text}</details>" : text
      end
    end

    def pre(run, excerpt)
      lines = run.map do |row, html|
        number = row.lineno && row.state != :gap ? " data-line=\"#{row.lineno}\"" : ''
        "<span class=\"line #{STATES[row.state]}\"#{number}>#{html}</span>"
      end
      "<pre class=\"code highlight language-#{excerpt.file.language}\" tabindex=\"0\"><code>#{lines.join("\n")}\n</code></pre>"
    end

    # Wraps names that are defined at this sprint; leaves tags, comments and strings alone.
    def link_names(slug, html)
      known = @library.symbols(slug)
      quiet = 0
      html.split(/(<[^>]*>)/).map do |piece|
        if piece.start_with?('</') then quiet -= 1 if quiet.positive?
        elsif piece.start_with?('<') then quiet += 1 if quiet.positive? || piece.match?(QUIET)
        elsif quiet.zero?
          next piece.gsub(/(?<![&\w])[A-Za-z_]\w*/) { |name| known[name] ? name_link(slug, name, known[name]) : name }
        end
        piece
      end.join
    end

    def name_link(slug, name, place)
      "<a class=\"name\" data-symbol=\"#{name}\" href=\"#{h(@hooks.source_url(slug, place[0], place[1]))}\">#{name}</a>"
    end
  end
end
