# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The page with all register layouts.
require_relative 'page'
require_relative '../registers'

module Site
  # Drawn from docs/figures/registers.yml.
  class Figures < Maker
    def pages
      registers = Registers.new(project).all
      text = registers.map { |r| "## #{r.title}\n{: #register-#{r.name} }\n\n#{raw("<figure class=\"drawing\">#{r.html}</figure>")}" }
      [reference('registers', 'Register layouts', "Drawn from one data file, which the tests compare with the kernel's constants.\n\n#{text.join("\n")}", 5)]
    end
  end
end
