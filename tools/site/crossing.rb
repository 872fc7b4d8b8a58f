# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The crossings: ways from ring 3 through the kernel and back, instruction by instruction, as they were stepped in QEMU.
require 'json'
require_relative 'extra_sources'
require_relative 'html'
require_relative 'source_pages'

module Site
  # Makes the figures crossing* from docs/figures/crossing*.yml, which `make bench` records: a table, and what site/assets/js/crossing.js makes a
  # figure to step through of.
  class Crossing
    NAMES = %w[crossing crossing-iretq crossing-exception crossing-timer].freeze

    # What a reader sees of a name in the data.
    REGISTERS = { 'gs_base' => 'GS base', 'k_gs_base' => 'hidden GS base', 'fs_base' => 'FS base', 'frame' => 'current frame',
                  'error' => 'error code', 'origin' => 'origin' }.freeze

    # What an instruction does that its operands do not say.
    NOTES = {
      'syscall' => 'RIP goes to RCX and RFLAGS to R11; CS, SS and RIP come from STAR and LSTAR, and the flags in SFMASK are cleared. RSP and GS stay the thread\'s.',
      'sysretq' => 'RIP comes back from RCX and RFLAGS from R11; CS and SS become ring 3\'s.',
      'iretq' => 'RIP, CS, RFLAGS, RSP and SS are popped, all at once.',
      'swapgs' => 'The base of GS and the hidden one change places.',
      'lfence' => 'The processor waits until it knows which way the jump before it went.',
      'cld' => 'String instructions count upwards, whatever the thread wanted.',
      'clac' => 'The kernel may not touch pages of ring 3 again until STAC.',
      'xsave64' => 'The vector and floating-point registers of the thread that leaves are saved.',
      'xrstor64' => 'The vector and floating-point registers of the thread that comes are loaded.',
      'rdmsr' => 'The model-specific register that ECX names is read into EDX and EAX.',
      'wrmsr' => 'The model-specific register that ECX names is written from EDX and EAX.'
    }.freeze

    # Lines of source text shown around the one that runs.
    AROUND = 3

    # A table of more rows is folded where there is no script, and an outline stands in its place.
    LONG = 100

    # A space at which no line breaks.
    FIXED = "\u00a0"

    # A row of the recording: its number counts from 1.
    Step = Struct.new(:number, :ring, :address, :place, :text, :line, :changed, :more, keyword_init: true) do
      def function = place.to_s.sub(/\+0x\h+\z/, '')
      def vector = more['vector']
      def path = line&.rpartition(':')&.first
    end

    def initialize(project)
      @project = project
    end

    # HTML of the figure, nil for other figures. whole: with the table of all steps, however long; otherwise a long one is a link away.
    def figure(name, whole: true)
      data = NAMES.include?(name) && @project.yaml("docs/figures/#{name}.yml", nil)
      data ? Drawing.new(@project, name, data).html(whole: whole) : nil
    end

    def title(name) = @project.yaml("docs/figures/#{name}.yml", {})['title']

    # One of them.
    class Drawing
      def initialize(project, name, data)
        @project = project
        @name = name
        @data = data
        ring = 3
        @steps = data['steps'].each_with_index.map do |(address, place, text, line, changed, more), index|
          step = Step.new(number: index + 1, ring: ring, address: address, place: place, text: text, line: line, changed: changed, more: more || {})
          ring = changed['cs'].hex & 3 if changed['cs']
          step
        end
      end

      def html(whole: true)
        "<div class=\"crossing\" data-name=\"#{@name}\" data-title=\"#{h(@data['title'])}\">\n#{outline if long?}#{whole || !long? ? folded : elsewhere}\n" \
          "<script type=\"application/json\">#{json}</script></div>\n" \
          "<script src=\"/assets/js/crossing.js\" defer></script>\n" \
          "<figcaption><span>#{h(@data['title'])}: #{@data['count']} instructions, #{@data['ring0'] == @data['count'] ? 'all' : @data['ring0']} of them in ring 0. Stepped through QEMU's gdb port at sprint " \
          "#{h(@data['sprint'])}; recorded with #{h(@data['recorded-with'])}.</span></figcaption>"
      end

      private

      def h(text) = Html.escape(text.to_s)

      # For the script. Nothing in it ends the element that holds it.
      def json
        JSON.generate('start' => @data['start'], 'end' => @data['end'], 'steps' => @data['steps'], 'files' => files,
                      'notes' => NOTES.slice(*@steps.map { |step| step.text.split.first })).gsub('</', '<\/')
      end

      # { path => { href, lines: { number => HTML } } }: the text around all lines of the trace.
      def files
        @steps.filter_map(&:line).uniq.group_by { |line| line.rpartition(':').first }.to_h do |path, lines|
          numbers = lines.flat_map { |line| at = line.rpartition(':').last.to_i; (at - AROUND..at + AROUND).to_a }.uniq.sort
          text = source(path)
          [path, { 'href' => address(path), 'lines' => numbers.select { |number| number.between?(1, text.size) }.to_h { |number| [number, text[number - 1]] } }]
        end
      end

      def kernel?(path) = @project.tree.paths(@data['sprint']).include?(path)

      def source(path)
        Html.highlight(kernel?(path) ? @project.tree.text(path, @data['sprint']) : @project.read(path), Html.language_of(path)).lines(chomp: true)
      end

      def address(path, line = nil)
        kernel?(path) ? "#{SourcePages.address(@data['sprint'], path)}#{"#L#{line}" if line}" : ExtraSources.address(@project, path, line)
      end

      def long? = @steps.size > LONG

      def folded
        "<details class=\"all-steps\"#{' open' unless long?}><summary>All #{@steps.size} steps as a table</summary>\n#{table}\n</details>"
      end

      def elsewhere = "<p class=\"all-steps\"><a href=\"/reference/crossing.html##{@name}\">All #{@steps.size} steps as a table</a></p>"

      # The steps, as many at a time as are of one function.
      def groups = @groups ||= @steps.chunk_while { |one, other| [one.ring, one.function, one.path] == [other.ring, other.function, other.path] }.to_a

      # The way in short, for paper and for browsers without scripts: a row for each function that is entered or gone on with, and the file
      # that most of its lines are in; others are in headers.
      def outline
        rows = @steps.chunk_while { |one, other| [one.ring, one.function] == [other.ring, other.function] }.map do |group|
          first, last = group.values_at(0, -1).map(&:number)
          path = group.map(&:path).tally.max_by(&:last).first
          "<tr class=\"ring#{group[0].ring}\"><td>#{[first, last].uniq.join('–')}</td><td>#{group[0].ring}</td><td><code>#{h(group[0].function)}</code></td><td>#{h(path)}</td></tr>"
        end
        "<table class=\"crossing-outline\" aria-label=\"#{h(@data['title'])}, function by function\"><thead><tr><th scope=\"col\">Steps</th><th scope=\"col\">Ring</th>" \
          "<th scope=\"col\">Function</th><th scope=\"col\">File</th></tr></thead><tbody>#{rows.join("\n")}</tbody></table>\n"
      end

      def table
        bodies = groups.map { |group| body(group) }
        "<table class=\"crossing-table\" aria-label=\"#{h(@data['title'])}, step by step\"><thead><tr><th scope=\"col\">Step</th><th scope=\"col\">Instruction</th>" \
          "<th scope=\"col\">Line</th><th scope=\"col\">Registers</th><th scope=\"col\">Words written</th></tr></thead>#{bodies.join("\n")}</table>"
      end

      def body(group)
        step = group.first
        "<tbody class=\"ring#{step.ring}\"><tr><th colspan=\"5\" scope=\"rowgroup\">Ring #{step.ring}#{": <code>#{h(step.function)}</code>" if step.place}" \
          "#{" <span>#{h(step.path)}</span>" if step.path}</th></tr>\n#{group.map { |one| row(one) }.join("\n")}</tbody>"
      end

      def row(step)
        words, registers = step.changed.partition { |name, _| name.include?('.') }
        "<tr><td>#{step.number}</td><td>#{instruction(step)}</td><td>#{link(step)}</td>#{cell(registers)}#{cell(words)}</tr>"
      end

      def instruction(step)
        text = "<code>#{h(step.text)}</code>"
        return "#{text} is not executed: vector #{step.vector}" if step.vector

        step.more['rounds'] ? "#{text} and so on, ×#{step.more['rounds']}" : text
      end

      def link(step)
        return '' unless step.line

        number = step.line.rpartition(':').last
        "<a href=\"#{address(step.path, number)}\" aria-label=\"#{h(step.path)}, line #{number}\">#{number}</a>"
      end

      def cell(changed)
        return '<td></td>' if changed.empty?

        "<td class=\"changed\">#{changed.map { |name, value| "#{h(label(name).tr(' ', FIXED))}#{FIXED}#{value}" }.join(', ')}</td>"
      end

      def label(name)
        kind, word = name.split('.')
        word ? "#{kind} #{REGISTERS[word] || word.upcase}" : REGISTERS[kind] || kind.upcase
      end
    end
  end
end
