# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Small helpers for HTML, and the frame of the pages that lie outside Jekyll.
require 'cgi'
require 'rouge'
require_relative 'lexers/gnu_assembler'
require_relative 'lexers/linker_script'

module Site
  # Highlights line by line: no element reaches over a line's end.
  class LineFormatter < Rouge::Formatters::HTML
    def stream(tokens)
      token_lines(tokens) do |line|
        line.each { |token, value| yield span(token, value) }
        yield "\n"
      end
    end
  end

  # Escaping, highlighting, addresses.
  module Html
    LEXERS = { 'gas' => Lexers::GnuAssembler, 'ld' => Lexers::LinkerScript }.freeze

    module_function

    def escape(text) = CGI.escapeHTML(text)

    # Highlighted HTML of a text, line breaks kept, without an enclosing element. Each line's spans are closed in it.
    def highlight(text, language)
      key = [language, text]
      @highlighted ||= {}
      @highlighted[key] ||= begin
        pieces(text, language).map do |piece, tongue|
          lexer = (LEXERS[tongue] || Rouge::Lexer.find(tongue) || Rouge::Lexers::PlainText).new
          LineFormatter.new.format(lexer.lex(piece))
        end.join
      end
    end

    # Headers that assembly includes hold macros in its own language: they are cut out and highlighted as such.
    def pieces(text, language)
      return [[text, language]] unless language == 'c' && text.match?(/^\s*\.macro\s/)

      text.lines.slice_when { |before, after| before.match?(/^\s*\.endm\b/) || after.match?(/^\s*\.macro\s/) }.map do |lines|
        [lines.join, lines[0].match?(/^\s*\.macro\s/) ? 'gas' : 'c']
      end
    end

    def language_of(path)
      case path
      when /\.[ch]\z/, /\.(?:def|inc)\z/ then 'c'
      when /\.S\z/ then 'gas'
      when /\.ld\z/ then 'ld'
      when /\.(?:patch|diff)\z/ then 'diff'
      when /\.rb\z/ then 'ruby'
      when /\.mk\z/, /Makefile\z/ then 'make'
      when /\.yml\z/ then 'yaml'
      when /\.md\z/ then 'markdown'
      else 'plaintext'
      end
    end

    # A whole page outside Jekyll: the theme's stylesheets, no navigation tree. Addresses begin with /, as in Jekyll's pages.
    def page(title:, crumbs:, body:, project:)
      trail = crumbs.map { |text, href| %(<li class="breadcrumb-nav-list-item"><a href="#{href}">#{escape(text)}</a></li>) }.join
      <<~HTML
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="UTF-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>#{escape(title)} | Postern</title>
        <link rel="stylesheet" href="/assets/css/just-the-docs-default.css">
        #{include(project, 'icons')}
        #{include(project, 'theme_switch')}
        </head>
        <body class="bare">
        <a class="skip-to-main" href="#main-content">Skip to main content</a>
        <div class="main-content-wrap">
        <header class="bare-header"><a class="site-title" href="/index.html">#{include(project, 'title').sub('{{ site.title }}', 'Postern')}</a>
        #{include(project, 'theme_button')}</header>
        <nav aria-label="Breadcrumb" class="breadcrumb-nav"><ol class="breadcrumb-nav-list">#{trail}<li class="breadcrumb-nav-list-item"><span>#{escape(title)}</span></li></ol></nav>
        <div id="main-content" class="main-content"><main>
        #{body}
        </main>
        <hr>
        <footer>#{footer(project)}</footer>
        </div></div>
        </body>
        </html>
      HTML
    end

    def footer(project)
      %(<p class="edition">Postern, edition #{escape(project.edition)}, built from source #{escape(project.revision)}. #{include(project, 'report')}</p>)
    end

    # A piece that Jekyll's pages have, too.
    def include(project, name) = File.read(project.path('site/_includes', "#{name}.html")).strip
  end
end
