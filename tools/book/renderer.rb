# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Turns excerpts, slices and figures into HTML that Markdown leaves alone.
require 'cgi'
require 'set'
require_relative 'hooks'
require_relative 'excerpt'
require_relative 'hang'
require_relative 'transcript'

module Book
  # HTML for one page.
  class Renderer
    # Classes of comments and strings, as Rouge names them.
    QUIET = /class="(?:c|c1|ch|cm|cs|cpf|s|s1|s2|sb|sc|sd|se|sh|sr|sx)"/.freeze
    STATES = { new: 'new', context: 'context', removed: 'removed', gap: 'gap' }.freeze

    # A word that may be a name; not an entity.
    NAME = /(?<![&\w])[A-Za-z_]\w*/.freeze

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
        <figure class="excerpt#{' all-new' if excerpt.all_new?}" id="#{anchor(excerpt)}" data-path="#{h(excerpt.path)}" data-symbol="#{h(excerpt.region.name)}" data-sprint="#{excerpt.slug}"#{Hang.columns(excerpt.rows.reject { |row| row.state == :removed }.map(&:text))}>
        <figcaption>#{caption(excerpt)}</figcaption>
        #{(contracts(excerpt) + [body]).join("\n")}
        </figure>
      HTML
    end

    # A slice of a transcript: what was typed, what the machine printed, and how to see it again.
    def transcript(transcript, name)
      text = transcript.slice(name)
      lines = text.map { |line| console_line(line) }
      raw(<<~HTML)
        <figure class="transcript" data-path="#{h(transcript.path)}"#{data('slice', name)}#{Hang.columns(text)}>
        <figcaption>#{transcript_caption(transcript)}</figcaption>
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

    # Lines of a file as HTML, identifiers linked to their definitions. indices: from 0, nil for a line that is not there any more.
    # shown: indices that the reader sees: what is defined there needs no link.
    def code(slug, file, texts, indices, shown = indices)
      html = @hooks.highlight(texts.join("\n") + "\n", file.language)
      raise Error, "the highlighter gave #{html.size} lines for #{texts.size}" if html.size < texts.size

      here = nil
      seen = Set.new
      texts.each_index.map do |i|
        here = indices[i] || here
        link_names(html[i], seen) do |name, before|
          found = @library.definitions(slug).find(name, file.path, here, before)
          found unless found && found.path == file.path && shown.include?(found.line - 1)
        end
      end
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
        shown = file == excerpt.file ? range.to_a + excerpt.rows.map { |row| row.lineno.to_i - 1 } : range.to_a
        lines = code(excerpt.slug, file, range.map { |i| file.texts[i] }, range.to_a, shown)
        "<details class=\"contract\"><summary>Contract#{" in #{h(file.path)}" if file.path != excerpt.path}</summary>" \
          "<pre class=\"code highlight\"><code>#{range.zip(lines).map { |i, line| "<span class=\"line\"#{Hang.attribute(file.texts[i])}>#{line}</span>" }.join("\n")}\n</code></pre></details>"
      end
    end

    # Runs of lines; removed ones can be folded away.
    def segments(excerpt)
      rows = excerpt.rows
      html = code(excerpt.slug, excerpt.file, rows.map(&:text), rows.map { |row| row.lineno && row.lineno - 1 })
      rows.zip(html).chunk_while { |(a, _), (b, _)| (a.state == :removed) == (b.state == :removed) }.map do |run|
        text = pre(run, excerpt)
        run[0][0].state == :removed ? "<details class=\"removed\"><summary>#{run.size == 1 ? '1 line' : "#{run.size} lines"} removed</summary>#{text}</details>" : text
      end
    end

    def pre(run, excerpt)
      lines = run.map do |row, html|
        number = row.lineno && row.state != :gap ? " data-line=\"#{row.lineno}\"" : ''
        "<span class=\"line #{STATES[row.state]}\"#{number}#{Hang.attribute(row.text)}>#{html}</span>"
      end
      "<pre class=\"code highlight language-#{excerpt.file.language}\"><code>#{lines.join("\n")}\n</code></pre>"
    end

    # Wraps the names that the block finds a definition for; leaves tags, comments and strings alone. The first link to a place is a stop for
    # the keyboard, further ones in the same excerpt are not.
    def link_names(html, seen)
      quiet = 0
      before = +''
      html.split(/(<[^>]*>)/).map do |piece|
        if piece.start_with?('</') then quiet -= 1 if quiet.positive?
        elsif piece.start_with?('<') then quiet += 1 if quiet.positive? || piece.match?(QUIET)
        else
          linked = quiet.zero? ? piece.gsub(NAME) { |name| name_link(name, yield(name, before + CGI.unescapeHTML($~.pre_match)), seen) } : piece
          before << CGI.unescapeHTML(piece)
          next linked
        end
        piece
      end.join
    end

    def name_link(name, definition, seen)
      return name unless definition

      "<a class=\"name\"#{' tabindex="-1"' unless seen.add?([definition.path, definition.line])} href=\"#{h(@hooks.definition_url(definition))}\">#{name}</a>"
    end

    def console_line(line)
      case line
      when /\A([$>]) (.*)/ then "<span class=\"line #{Regexp.last_match(1) == '$' ? 'command' : 'typed'}\"><span class=\"prompt\">#{h(Regexp.last_match(1))} </span><kbd>#{h(Regexp.last_match(2))}</kbd></span>"
      when /\A\[exit/ then "<span class=\"line exit\">#{h(line)}</span>"
      else "<span class=\"line output\">#{h(line)}</span>"
      end
    end

    def transcript_caption(transcript)
      recorded = " title=\"Recorded on #{h(transcript.machine)}\"" if transcript.machine
      "<a class=\"path\" href=\"#{h(@hooks.source_url(transcript.path[%r{\Asprints/([^/]+)/}, 1], transcript.path))}\"#{recorded}>#{h(transcript.path.sub(%r{\Asprints/[^/]+/}, ''))}</a>" \
        "#{" <span class=\"again\">To see it: <code class=\"command\">#{h(transcript.command)}</code></span>" if transcript.command}"
    end

    def data(name, value)
      value && " data-#{name}=\"#{h(value)}\""
    end
  end
end
