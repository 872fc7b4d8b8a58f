# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The manual of the programs' C library: a page per header, from the contracts in it.
require_relative 'page'
require_relative '../source_pages'
require_relative '../../book/library'

module Site
  # From user/libc/include/ of the last sprint.
  class UserLibrary < Maker
    TITLE = 'The programs’ library'
    FOLDER = 'user/libc/include/'

    # A function, macro or structure: name, how it is declared, what its contract says.
    Entry = Struct.new(:name, :kind, :text, :contract, :line, keyword_init: true)

    # A contract: words, parameters, what comes back.
    Contract = Struct.new(:words, :parameters, :returns, keyword_init: true) do
      # From the text of a comment.
      def self.read(comment)
        lines = comment.gsub(%r{\A\s*/\*\*|\*/\s*\z}, '').gsub(/^\s*\* ?/, '').strip
        words, *tags = lines.split(/(?=@(?:param|return|brief|file)\b)/)
        words = '' if words.nil? || words.start_with?('@')
        parameters = tags.filter_map { |tag| tag.match(/\A@param\s+(\w+)\s+(.*)\z/m)&.captures&.map { |text| text.split.join(' ') } }
        new(words: words.split(/\n\s*\n/).map { |part| part.split.join(' ') }.reject(&:empty?), parameters: parameters,
            returns: (tags + [lines]).filter_map { |tag| tag[/\A@return\s+(.*)\z/m, 1] }.first&.split&.join(' '))
      end
    end

    def pages
      return [] if headers.empty?

      [reference('library', TITLE, index, 1.5, has_toc: false)] + headers.map { |path| header_page(path) }
    end

    def headers = @headers ||= project.tree.paths(slug).grep(%r{\A#{FOLDER}.*\.h\z}).sort

    def entries(path)
      file = library.file(path, slug)
      file.regions.reject { |region| region.name.match?(/\A(?:USER_LIBC_\w+_H|exit)\z/) && region.kind.to_s == 'macro' }.map do |region|
        doc = region.doc && file.texts[region.doc].join("\n")
        Entry.new(name: region.name, kind: region.kind.to_s, text: declaration(file.texts[region.first..region.last]), line: region.first + 1,
                  contract: doc ? Contract.read(doc) : nil)
      end
    end

    private

    def slug = project.last.slug
    def library = Book::Library.of(project.tree)
    def name(path) = path.delete_prefix(FOLDER)
    def address(path) = "/reference/library/#{name(path).tr('/.', '-')}.html"

    # A function's body is no part of what it promises; a structure's members are.
    def declaration(lines)
      text = lines.join("\n")
      text.match?(/\A(?:static|typedef|struct|enum|#)/) && !text.start_with?('static inline') ? text : text.sub(/\s*\n?\{.*\z/m, ';').sub(/\Astatic inline /, '')
    end

    def brief(path)
      text = project.tree.text(path, slug)[%r{/\*\*\s*\n \* @file\s*\n \* @brief (.*?)\*/}m, 1] || raise(Error, "#{path} has no @brief: say what it is for")
      text.gsub(/^ \* ?/, '').split(/\n\s*\n/).map { |part| part.split.join(' ') }.reject(&:empty?)
    end

    def index
      rows = headers.map do |path|
        names = entries(path).reject { |entry| entry.kind == 'macro' }.map { |entry| %(<a href="#{address(path)}##{anchor(entry)}"><code>#{h(entry.name)}</code></a>) }
        [%(<a href="#{address(path)}"><code>#{h(name(path))}</code></a>), code(brief(path).first), names.join(', ')]
      end
      "What programs in ring 3 are written with: a C library that is small enough to read. It has no files, no locks, and no floating-point formatting. " \
        "The functions of [the system calls](/reference/calls.html) are declared in `postern.h`. Each page is made from the header's own contracts.\n\n#{table(%w[Header For Declares], rows, 'library')}"
    end

    def anchor(entry) = entry.name.tr('_', '-').downcase

    def header_page(path)
      title = name(path)
      list, plain = entries(path).partition(&:contract)
      text = "# #{title}\n\n#{raw(brief(path).map { |part| "<p>#{code(part)}</p>" }.join("\n"))}\n#{raw("<pre class=\"code highlight signature\" tabindex=\"0\"><code>#{Html.highlight("#include <#{title}>\n", 'c')}</code></pre>")}\n" \
             "#{list.map { |entry| entry(entry) }.join("\n")}\n#{rest(plain)}\n" \
             "Declared in [`#{path}`](#{SourcePages.address(slug, path)}).\n"
      page(address(path), title, text, parent: TITLE, grand_parent: REFERENCE, nav_order: headers.index(path) + 1, has_toc: false)
    end

    def entry(entry)
      contract = entry.contract
      parts = ["## #{entry.name}\n{: ##{anchor(entry)} }\n\n#{raw(signature(entry.text))}", raw(contract.words.map { |part| "<p>#{code(part)}</p>" }.join("\n"))]
      parts << table(%w[Argument Meaning], contract.parameters.map { |name, words| ["<code>#{h(name)}</code>", code(words)] }) unless contract.parameters.empty?
      parts << raw("<p><strong>Returns</strong> #{code(contract.returns)}#{'.' unless contract.returns.end_with?('.')}</p>") if contract.returns
      parts.join("\n")
    end

    # What needs no words: constants of the standard, kinds of characters.
    def rest(plain)
      return '' if plain.empty?

      ids = plain.map { |entry| %(<span id="#{anchor(entry)}"></span>) }.uniq.join
      "## As the C standard has it\n\n#{raw("#{ids}#{signature(plain.map(&:text).join("\n"))}")}\n"
    end

    def signature(text) = "<pre class=\"code highlight signature\" tabindex=\"0\"><code>#{Html.highlight("#{text}\n", 'c')}</code></pre>"

    # Names of functions and errors in the words of a contract.
    def code(words)
      h(words).gsub(/\b\w+\(\)|-?\bE[A-Z]{4,}\b|\b[A-Z]+(?:_[A-Z]+)+\b|\bNAME=value\b|\b[a-z]+(?:_[a-z]+)+\b(?!\()|\b(?:kernel|user)\/[\w\/.]+\w/) { "<code>#{Regexp.last_match[0]}</code>" }
    end
  end
end
