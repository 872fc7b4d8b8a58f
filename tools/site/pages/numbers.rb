# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Pages of measured numbers: what calls cost, how large the kernel is, and the crossings step by step.
require_relative 'page'
require_relative '../crossing'

module Site
  # From the files that `make bench` writes; a test measures again and compares.
  class Numbers < Maker
    def pages
      list = []
      list << reference('numbers', 'Numbers', numbers, 9) if bench
      list << reference('crossing', 'Crossings, step by step', crossings, 10) if Crossing.new(project).figure('crossing')
      list
    end

    private

    def bench = project.yaml('docs/figures/bench.yml', nil)
    def size = project.yaml('docs/figures/size.yml', nil)

    # What a reader may look for in each.
    WHAT = {
      'crossing' => 'From the instruction before SYSCALL to the one behind it. Watch RSP: it is the thread\'s when the kernel begins, then the end of the thread\'s frame, which the kernel fills from the top, ' \
                    'and only then the kernel\'s stack.',
      'crossing-iretq' => 'The same call, from the last two bytes of the highest page that can be mapped. RCX is the first address that SYSRET is not trusted with, so the way back parts from the one above.',
      'crossing-exception' => 'The instruction is not executed. The processor changes to the entry stack and pushes what it was about to do; the kernel moves those words into the frame, ends the thread, ' \
                              'and takes the next one. There is a moment without a thread, and so without a frame.',
      'crossing-timer' => 'A thread that waits in one place loses the processor to another one, which had lost it the same way. Every digit of the first one\'s registers is a 2, the other one\'s a 1: ' \
                          'when RBX changes, and when CR3 does, are different moments.'
    }.freeze

    def crossings
      figures = Crossing.new(project)
      parts = Crossing::NAMES.map do |name|
        "## #{figures.title(name)}\n{: ##{name} }\n\n#{WHAT.fetch(name)}\n\n#{raw("<figure class=\"drawing\">#{figures.figure(name)}</figure>")}"
      end
      "Every instruction of four ways through the kernel, with the registers and the words that each one changed.\n\n#{parts.join("\n")}"
    end

    def numbers
      text = "Instructions of the guest, counted by QEMU, not time: no emulator models caches or the cost of changing rings. They are exact and they repeat. " \
             "A figure counts #{bench['loop']}. Recorded with #{bench['recorded-with']}; machine #{bench['machine']}.\n\n## What calls cost\n\n"
      text + costs + (size ? "\n## How large the kernel is\n\n#{sizes}" : '')
    end

    def costs
      sprints = bench['by_sprint'].keys.select { |slug| project.sprint(slug) }
      names = bench['now'].keys
      rows = names.map { |name| ["<code>#{h(name.tr('_', ' '))}</code>"] + sprints.map { |slug| number(bench['by_sprint'][slug][name]) } }
      table(['What'] + sprints.map { |slug| project.sprint(slug).title }, rows, 'numbers')
    end

    SIZES = { 'Lines of code' => %w[lines], 'Bytes of code' => %w[bytes code], 'Text, padded' => %w[bytes text], 'Constants' => %w[bytes rodata],
              'Data' => %w[bytes data], 'Zeroed data' => %w[bytes bss], 'Bound of the stack' => %w[stack bound] }.freeze

    def sizes
      rows = size.select { |slug, _| project.sprint(slug) }.map do |slug, data|
        ["<a href=\"/diffs/#{slug}.html\">#{h(project.sprint(slug).heading)}</a>"] + SIZES.values.map { |keys| number(data.dig(*keys)) }
      end
      "Bytes but for the lines. A line of code is neither blank nor comment. The bound of the stack follows the deepest path of calls, with a trap and " \
        "a panic on top of it.\n\n#{table(['Sprint'] + SIZES.keys, rows, 'numbers')}"
    end

    def number(value)
      value.is_a?(Integer) ? value.to_s.reverse.scan(/\d{1,3}/).join(',').reverse : h(value)
    end
  end
end
