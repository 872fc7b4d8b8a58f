# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Pages of measured numbers: what calls cost, how large the kernel is, and the crossing step by step.
require_relative 'page'
require_relative '../crossing'

module Site
  # From the files that `make bench` writes; a test measures again and compares.
  class Numbers < Maker
    def pages
      list = []
      list << reference('numbers', 'Numbers', numbers, 9) if bench
      figure = Crossing.new(project).figure('crossing')
      list << reference('crossing', 'The crossing, step by step', "#{crossing_text}#{raw("<figure class=\"drawing\">#{figure}</figure>")}", 10) if figure
      list
    end

    private

    def bench = project.yaml('docs/figures/bench.yml', nil)
    def size = project.yaml('docs/figures/size.yml', nil)

    def crossing_text
      "Every instruction of a null call, with the registers that it changed. The program's part of it is ring 3, the kernel's ring 0.\n\n"
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
