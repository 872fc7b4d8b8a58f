# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The reference of system calls and errors, from the definitions that also make the table, the stubs and the negative tests.
require_relative 'page'
require_relative '../definitions'
require_relative '../source_pages'
require_relative '../extra_sources'
require_relative '../call_examples'
require_relative '../../book/hang'
require_relative '../../book/library'

module Site
  # A page per call, a list of all, and the errors.
  class Calls < Maker
    REGISTERS = %w[RDI RSI RDX R10 R8 R9].freeze
    TITLE = 'System calls'
    SIGNATURE = 76 # columns; longer ones have a line for each parameter
    # What the examples share and do not show.
    NOTES = { 'self' => '`self`{:.foreign} is a handle to the process itself, with all rights.',
              'thread_run' => '`thread_run`{:.foreign} makes a thread of it with a stack of its own.' }.freeze
    MACROS = (0..6).map { |n| "CALL#{n}" }.freeze

    Argument = Struct.new(:kind, :name, :length, :type, :rights, keyword_init: true)
    Call = Struct.new(:number, :name, :arguments, :returns, :errors, :text, :slug, keyword_init: true)
    Failure = Struct.new(:number, :name, :text, :slug, keyword_init: true)

    def pages
      return [] if calls.empty?

      [reference('calls', TITLE, index, 1, has_toc: false), reference('errors', 'Errors', errors_text, 2)] + calls.map { |call| call_page(call) }
    end

    def calls
      @calls ||= fragments('kernel/abi/calls.inc').flat_map do |slug, text|
        Definitions.invocations(text, *MACROS).map { |macro, *list| call(macro, list, slug) }
      end.sort_by(&:number)
    end

    def errors
      @errors ||= fragments('kernel/abi/errors.inc').flat_map do |slug, text|
        Definitions.invocations(text, 'ERROR', count: 3).map { |number, name, words| Failure.new(number: Integer(number, 10), name: name, text: Definitions.string(words), slug: slug) }
      end.sort_by(&:number)
    end

    private

    # [slug, text] of each fragment of a joined file.
    def fragments(joined)
      project.tree.fragments(joined, project.last.slug).map { |path| [project.tree.path_birth(path), project.tree.text(path, project.last.slug)] }
    end

    def call(macro, list, slug)
      count = macro.delete_prefix('CALL').to_i
      number, name, *rest = list
      arguments = rest.shift(count).map { |text| argument(text, name) }
      raise Error, "#{name} in kernel/abi/calls/#{slug}.def: #{macro} needs #{count} arguments, then returns, errors and text" unless rest.size == 3

      errors = rest[1].start_with?('ERRORS') ? Definitions.split(rest[1][/\((.*)\)/m, 1]) : []
      Call.new(number: Integer(number, 10), name: name, arguments: arguments, returns: Definitions.string(rest[0]), errors: errors,
               text: Definitions.string(rest[2]), slug: slug)
    end

    def argument(text, call)
      kind, inner = text.match(/\A(\w+)\s*\((.*)\)\z/m)&.captures
      raise Error, "#{call}: #{text} is no argument: write value(name), handle(name, type, rights), user_in(name, length) or user_out(name, length)" unless %w[value handle user_in user_out].include?(kind)

      name, *rest = Definitions.split(inner)
      kind == 'handle' ? Argument.new(kind: kind, name: name, type: rest[0], rights: rest[1]) : Argument.new(kind: kind, name: name, length: rest[0])
    end

    def address(call) = "/reference/calls/#{call.name.tr('_', '-')}.html"

    def index
      rows = calls.map { |c| [c.number.to_s, %(<a href="#{address(c)}"><code>#{c.name}</code></a>), h(c.text.split(/(?<=\.)\s/).first)] }
      "The number goes into RAX, arguments into #{REGISTERS[0..-2].join(', ')} and #{REGISTERS.last}; the result comes back in RAX, as a negative " \
        "number when it is an [error](/reference/errors.html). RCX and R11 are lost, everything else is preserved. Every other number, up to " \
        "2^64-1, answers `ENOSYS`.\n\n#{table(%w[Number Name Purpose], rows)}"
    end

    def errors_text
      rows = errors.map { |e| ["−#{e.number}", %(<code id="#{e.name.downcase}">#{e.name}</code>), h("#{e.text[0].upcase}#{e.text[1..]}."), callers(e)] }
      "A call looks for errors in the order of their numbers, so the first one that holds is the one that is returned.\n\n" +
        table(['Value', 'Name', 'Meaning', 'Returned by'], rows)
    end

    def callers(error)
      return 'every unknown number' if error.name == 'ENOSYS'

      calls.select { |c| c.errors.include?(error.name) }.map { |c| %(<a href="#{address(c)}"><code>#{c.name}</code></a>) }.join(', ')
    end

    def call_page(call)
      sprint = project.sprint(call.slug)
      text = "# #{call.name}\n\n#{call.text}\n\n```c\n#{signature(call)}\n```\n\n#{arguments(call)}\n\n"
      text << "**Returns** #{call.returns}.\n\n"
      text << "**Errors** #{call.errors.empty? ? 'none' : call.errors.map { |e| "[`#{e}`](/reference/errors.html##{e.downcase})" }.join(', ')}.\n\n"
      text << "Number #{call.number}. Enters in sprint #{sprint.number}, [#{sprint.title}](#{project.chapter_files(sprint.slug).empty? ? "/src/#{sprint.slug}/index.html" : sprint.address}).\n\n"
      text << example(call) << places(call)
      page(address(call), call.name, text, parent: TITLE, grand_parent: REFERENCE, nav_order: call.number, has_toc: false)
    end

    def signature(call)
      parameters = call.arguments.map do |a|
        { 'value' => "uint64_t #{a.name}", 'handle' => "uint64_t #{a.name}", 'user_in' => "const void *#{a.name}", 'user_out' => "void *#{a.name}" }.fetch(a.kind)
      end
      line = "int64_t #{call.name}(#{parameters.empty? ? 'void' : parameters.join(', ')});"
      line.length <= SIGNATURE ? line : line.gsub(', ', ",\n#{' ' * (line.index('(') + 1)}")
    end

    def arguments(call)
      return 'It takes no arguments.' if call.arguments.empty?

      rows = call.arguments.each_with_index.map { |a, i| ["<code>#{REGISTERS[i]}</code>", "<code>#{a.name}</code>", meaning(a)] }
      table(%w[Register Argument Kind], rows)
    end

    def meaning(argument)
      case argument.kind
      when 'value' then 'a number of 64 bits'
      when 'handle' then demand(argument)
      when 'user_in' then "the address of <code>#{argument.length}</code> bytes that the kernel reads"
      else "the address of <code>#{argument.length}</code> bytes that the kernel writes"
      end
    end

    # What a handle must stand for.
    def demand(argument)
      type = argument.type == 'OBJECT_ANY' ? 'an object of any type' : "a #{argument.type.delete_prefix('OBJECT_').downcase}"
      rights = argument.rights.scan(/RIGHT_\w+/).map { |right| "<code>#{right}</code>" }
      "a handle to #{type}#{" with #{rights.join(' and ')}" unless rights.empty?}"
    end

    # A function of a test's program, and what the test demands of it.
    def example(call)
      @examples ||= CallExamples.new(project)
      found = @examples.example(call.name)
      rows = found.code.lines(chomp: true).zip(Html.highlight("#{found.code}\n", 'c').lines(chomp: true)).map { |text, html| "<span class=\"line\"#{Book::Hang.attribute(text)}>#{html}</span>" }
      code = "<pre class=\"code highlight\"><code>#{rows.join("\n")}\n</code></pre>"
      lines = found.lines.map { |line| "<span class=\"line\">#{h(line)}</span>" }.join("\n")
      source = ExtraSources.address(project, CallExamples::FOLDER, nil)
      notes = NOTES.filter_map { |word, note| note if found.code.match?(/\b#{word}\b/) }
      "## Example\n\n#{"#{notes.join(' ')}\n\n" unless notes.empty?}" + raw("<figure class=\"excerpt example\"#{Book::Hang.columns(found.code.lines(chomp: true))}><figcaption><span class=\"what\">A program that a test compiles and runs</span> " \
                             "<a href=\"#{source}\">the whole of it</a></figcaption>#{code}</figure>\n" \
                             "<figure class=\"transcript\"><figcaption>What it prints; the test demands these lines</figcaption>" \
                             "<pre class=\"console\" tabindex=\"0\"><samp>#{lines}</samp></pre></figure>") + "\n\n## Where it is\n\n"
    end

    # Where it is defined, handled and called from.
    def places(call)
      slug = project.last.slug
      symbols = Book::Library.of(project.tree).symbols(slug)
      list = [["definition", "kernel/abi/calls/#{call.slug}.def", nil]]
      handler = symbols["call_#{call.name}"]
      list << ['handler', handler[0], handler[1]] if handler
      stubs = project.tree.paths(slug).find { |path| path == 'user/libc/calls.h' }
      list << ['stub for programs', stubs, nil] if stubs
      list.map { |what, path, line| "- #{what}: [`#{path}`](#{SourcePages.address(slug, path)}#{"#L#{line}" if line})" }.join("\n")
    end
  end
end
