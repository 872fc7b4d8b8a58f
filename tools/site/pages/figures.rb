# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The page with all register layouts.
require_relative 'page'
require_relative '../registers'

module Site
  # Drawn from docs/figures/registers.yml.
  class Figures < Maker
    TEXT = <<~MARKDOWN
      The fields are those of the manuals; what has no name is reserved. Each constant of the kernel that stands for bits of one of these registers is compared with its table, and a constant that no
      table names is an error. Where the kernel writes whole values, the words below a drawing say what each of them has in a field.
    MARKDOWN

    def pages
      registers = Registers.new(project).all
      text = registers.map { |r| "## #{r.title}\n{: #register-#{r.name} }\n\n#{raw("<figure class=\"drawing\">#{r.html}</figure>")}" }
      [reference('registers', 'Register layouts', "#{TEXT}\n#{text.join("\n")}", 5)]
    end
  end
end
