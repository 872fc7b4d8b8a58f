# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The picture on the first page: the way of a null call through the door, drawn from the recorded steps of docs/figures/crossing.yml.
require_relative 'error'
require_relative 'html'

module Site
  # One bar per instruction; its length is how many words of the thread's frame are saved at that moment. Two drawings with the
  # same content: one lies down, for wide windows, one stands, for phones. The list of steps says it in words.
  class Way
    FILE = 'docs/figures/crossing.yml'

    # A stretch of the way, in order. It begins with the first instruction that answers `from` after the one before has begun.
    Stretch = Struct.new(:kind, :title, :words, :from)
    STRETCHES = [
      Stretch.new('door', 'SYSCALL', 'The processor keeps RIP and the flags in two registers, clears flags, and jumps. It saves nothing and has no stack.',
                  ->(s) { s.ring == 3 }),
      Stretch.new('door', 'A place to stand', 'SWAPGS finds what belongs to this processor; the user’s stack pointer is put away, the thread’s frame takes its place.',
                  ->(s) { s.text == 'swapgs' }),
      Stretch.new('frame', 'The frame fills', 'The thread’s registers, one push each. From now on the kernel could change to another thread.',
                  ->(s) { s.text.start_with?('push') }),
      Stretch.new('guard', 'The kernel’s own state', 'The kernel’s stack, no caller, and the flags that C and the guards rely on.',
                  ->(s) { s.text.match?(/\Amov\b.*,%rsp\z/) }),
      Stretch.new('guard', 'Which call?', 'The number is compared with the table’s end and masked, then it chooses an entry.',
                  ->(s) { s.text.match?(/\Acmp\b.*%rax\z/) }),
      Stretch.new('call', 'The call', 'The null call answers 0.', ->(s) { !s.symbol.start_with?('syscall_entry') }),
      Stretch.new('guard', 'The short way out?', 'Only if the frame came from a system call, nobody changed it, and RIP lies below the user’s limit.',
                  ->(s) { s.symbol.start_with?('syscall_entry') }),
      Stretch.new('frame', 'The frame empties', 'Each register as it was, the result in RAX.', ->(s) { s.text.start_with?('pop') }),
      Stretch.new('door', 'SYSRET', 'The user’s stack pointer, the user’s GS base, and back to ring 3.', ->(s) { s.text.match?(/\Amov\b.*,%rsp\z/) })
    ].freeze

    # An instruction of the trace. The ring is the one that it is executed in; after is what it changed.
    Step = Struct.new(:ring, :symbol, :text, :after)

    # An instruction in the drawing: its stretch (from 0), and the words in the frame after it.
    Bar = Struct.new(:stretch, :words)

    def initialize(project)
      data = project.yaml(FILE, nil) || raise(Error, "#{FILE} is missing: run `make bench`")
      @steps = crossing(data)
    end

    attr_reader :steps

    # [[stretch, number of instructions], …]
    def counts = bars.group_by(&:stretch).map { |index, list| [STRETCHES[index], list.size] }

    def bars
      @bars ||= begin
        stretches_of(steps).zip(words_of(steps)).map { |stretch, count| Bar.new(stretch, count) }
      end
    end

    def html
      "<div class=\"way wide\"><figure aria-labelledby=\"way-caption\">\n#{lying}\n#{standing}\n" \
        "<figcaption id=\"way-caption\">The way of a system call that does nothing: #{steps.size} instructions, #{steps.count { |step| step.ring.zero? }} of them in ring 0. " \
        "A bar is an instruction, and as high as the frame that holds the thread’s registers is full. Drawn from a run that was stepped through in QEMU; " \
        "<a href=\"/reference/crossing.html\">each step in full</a>.</figcaption></figure>\n#{list}</div>"
    end

    private

    # From SYSCALL to the last instruction in ring 0. The trace begins and ends in ring 3; what is left and right of that is the caller's.
    def crossing(data)
      ring = Integer(data['start']['cs']) & 3
      all = data['steps'].map do |_, symbol, text, _, after|
        step = Step.new(ring, symbol, text, after)
        ring = Integer(after['cs']) & 3 if after['cs']
        step
      end
      inside = all.each_index.select { |i| all[i].ring.zero? }
      raise Error, "#{FILE} does not begin and end in ring 3: record it again with `make bench`" if inside.empty? || inside.first.zero?

      all[inside.first - 1..inside.last]
    end

    def stretches_of(steps)
      current = -1
      list = steps.map do |step|
        following = STRETCHES[current + 1]
        current += 1 if following&.from&.call(step)
        current
      end
      return list if current == STRETCHES.size - 1 && list.first.zero?

      raise Error, "#{FILE} has no step that begins `#{STRETCHES[current + 1]&.title}`: the door has changed, so change STRETCHES in #{__FILE__}"
    end

    # The frame's stack pointer starts at its end, the first value after SWAPGS; pushes fill it, pops empty it, and while RSP is elsewhere it stays.
    def words_of(steps)
      held = 0
      top = nil
      steps.map do |step|
        rsp = step.after['rsp']&.then { |text| Integer(text) }
        top ||= rsp
        held = (top - rsp) / 8 if rsp && step.text.match?(/\A(?:push|pop)/)
        held = 0 if step.text.match?(/\Amov\b.*\(%rsp\),%rsp\z/)
        held
      end
    end

    def most = bars.map(&:words).max

    def text(x, y, words, kind = nil, anchor = 'start')
      "<text x=\"#{x}\" y=\"#{y}\"#{%( class="#{kind}") if kind}#{%( text-anchor="#{anchor}") unless anchor == 'start'}>#{Html.escape(words)}</text>"
    end

    def rectangle(x, y, width, height, kind) = "<rect class=\"#{kind}\" x=\"#{x}\" y=\"#{y}\" width=\"#{width}\" height=\"#{height}\"/>"

    # A wall with merlons on top, and a gate wherever the way goes through.
    def wall(width, y, gates)
      merlons = (0..width - 12).step(24).map { |x| rectangle(x, y - 9, 12, 9.5, 'wall') }
      arches = gates.map { |at| "<path class=\"gate\" d=\"M#{at - 13} #{y + 26}v-8a13 13 0 0 1 26 0v8z\"/>" }
      rectangle(0, y, width, 26, 'wall') + (merlons + arches).join
    end

    def arrow(x, from, to) = "<path class=\"route\" d=\"M#{x} #{from}V#{to - 7}\"/><path class=\"head\" d=\"M#{x - 5} #{to - 8}h10l-5 9z\"/>"
    def rising(x, from, to) = "<path class=\"route\" d=\"M#{x} #{from}V#{to + 7}\"/><path class=\"head\" d=\"M#{x - 5} #{to + 8}h10l-5 -9z\"/>"

    def groups
      bars.each_with_index.group_by { |bar, _| bar.stretch }.reject { |index, _| index.zero? }.map { |index, list| [index, list.first.last, list.last.last] }
    end

    def lying
      width = 920
      step = (width - 40.0) / (bars.size - 1)
      left = ->(i) { (20 + ((i - 1) * step)).round(1) }
      base = 268
      marks = groups.map do |index, first, last|
        a = left[first]
        b = (left[last] + step - 3).round(1)
        "<path class=\"bracket\" d=\"M#{a} #{base + 8}v5H#{b}v-5\"/>#{text(((a + b) / 2).round(1), base + 32, (index + 1).to_s, 'number', 'middle')}"
      end
      drawn = bars.each_with_index.drop(1).map do |bar, i|
        height = 4 + (bar.words * 5)
        rectangle(left[i], base - height, (step - 3).round(1), height, STRETCHES[bar.stretch].kind)
      end
      entry = left[1] + 5
      leave = left[bars.size - 1] + 5
      svg('lying', width, 312,
          rectangle(0, 0, width, 78, 'outside') + text(width / 2, 30, 'Ring 3, the program', 'place', 'middle') +
          text(entry + 18, 58, 'syscall', 'code') + text(entry - 5, 58, '1', 'number') + text(leave - 18, 58, 'the next instruction', 'code', 'end') +
          rectangle(0, 96, width, 216, 'inside') + wall(width, 78, [entry, leave]) +
          text(width / 2, 126, 'Ring 0, the kernel', 'place', 'middle') +
          arrow(entry, 66, base - 22) + rising(leave, base - 14, 42) + drawn.join + marks.join)
    end

    def standing
      width = 320
      row = 6
      top = 130
      left = 16
      drawn = bars.each_with_index.drop(1).map { |bar, i| rectangle(left, top + ((i - 1) * row), 4 + (bar.words * 5), row - 1.5, STRETCHES[bar.stretch].kind) }
      marks = groups.map do |index, first, last|
        a = top + ((first - 1) * row)
        b = top + (last * row) - 1.5
        "<path class=\"bracket\" d=\"M138 #{a}h5V#{b}h-5\"/>#{text(150, ((a + b) / 2) + 4.5, "#{index + 1} #{STRETCHES[index].title}", 'stretch')}"
      end
      foot = top + ((bars.size - 1) * row) + 12
      svg('standing', width, foot + 86,
          rectangle(0, 0, width, 60, 'outside') + text(width / 2, 24, 'Ring 3, the program', 'place', 'middle') + text(46, 48, '1 syscall', 'code') +
          rectangle(0, 70, width, foot - 70, 'inside') + wall(width, 60, [28]) + text(width / 2, 106, 'Ring 0, the kernel', 'place', 'middle') +
          arrow(28, 36, top - 4) + drawn.join + marks.join +
          rectangle(0, foot + 26, width, 60, 'outside') + wall(width, foot + 9, [28]) + arrow(28, foot - 8, foot + 62) +
          text(46, foot + 64, 'the next instruction', 'code'))
    end

    def svg(kind, width, height, content)
      "<svg class=\"#{kind}\" viewBox=\"0 0 #{width} #{height}\" role=\"img\" aria-label=\"#{Html.escape(alternative)}\">#{content}</svg>"
    end

    def alternative
      "The way of a system call from ring 3 through the wall into ring 0 and back: #{counts.map { |stretch, count| "#{stretch.title.delete('?')}, #{count}" }.join('; ')} instructions."
    end

    def list
      items = counts.map do |stretch, count|
        "<li><strong class=\"#{stretch.kind}\">#{Html.escape(stretch.title)}</strong> <span class=\"count\">#{count}&nbsp;#{count == 1 ? 'instruction' : 'instructions'}</span> #{Html.escape(stretch.words)}</li>"
      end
      "<ol class=\"steps\">#{items.join("\n")}</ol>"
    end
  end
end
