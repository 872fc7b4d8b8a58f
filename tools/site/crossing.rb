# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The crossing: each instruction of a null call, from SYSCALL to the instruction after SYSRET, as it was stepped in QEMU.
require_relative 'html'

module Site
  # Makes the figure "crossing" from docs/figures/crossing.yml, which `make bench` records.
  class Crossing
    FILE = 'docs/figures/crossing.yml'

    def initialize(project)
      @data = project.yaml(FILE, nil)
    end

    def figure(name)
      return nil unless name == 'crossing' && @data

      "<table class=\"crossing\"><thead><tr><th scope=\"col\">Ring</th><th scope=\"col\">Where</th>" \
        "<th scope=\"col\">Instruction</th><th scope=\"col\">What changed</th></tr></thead><tbody>#{@data['steps'].map { |step| row(step) }.join("\n")}</tbody></table>\n" \
        "<figcaption>A null call: #{@data['count']} instructions, #{@data['ring0']} of them in ring 0. Stepped through QEMU's gdb port at sprint #{@data['sprint']}; " \
        "recorded with #{Html.escape(@data['recorded-with'])}.</figcaption>"
    end

    private

    def row(step)
      changed = (step['changed'] || {}).reject { |name, _| name == 'rip' }.map { |name, value| "<code>#{name.upcase}</code>&nbsp;#{Html.escape(value)}" }
      "<tr class=\"ring#{step['ring']}\"><td>#{step['ring']}</td><td><code>#{Html.escape(step['symbol'].to_s)}</code></td>" \
        "<td><code>#{Html.escape(step['text'].to_s.gsub(/\s+/, ' '))}</code></td><td>#{changed.join(' ')}</td></tr>"
    end
  end
end
