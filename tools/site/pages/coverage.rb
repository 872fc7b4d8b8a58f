# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The pages that prove that every line is shown: the coverage, and the code that no chapter shows.
require_relative 'page'
require_relative '../book_hooks'
require_relative '../../book/pages'

module Site
  # Their text comes from tools/book.
  class Coverage < Maker
    def pages
      coverage = Book::Coverage.new(project.tree)
      hooks = BookHooks.new(project, doxygen, project.last.slug)
      [reference('coverage', 'Every line, shown once', "#{introduction}#{numbered(Book::CoveragePage.new(coverage).to_markdown(hooks))}", 7),
       reference('waived', 'The rest of the code', "#{rest}#{Book::WaivedPage.new(coverage).to_markdown(hooks)}", 8)]
    end

    private

    # An identifier must begin with a letter.
    def numbered(text) = text.gsub(/^## 0*(\d+) .*$/) { "#{Regexp.last_match[0]}\n{: #sprint-#{Regexp.last_match(1)} }" }

    def introduction
      "A line of code that enters in a sprint is shown as new by exactly one excerpt of that sprint's chapter. Blank lines, includes, guards and " \
        "lone braces are exempt; what else is not shown is [printed on a page of its own](/reference/waived.html), with the reason.\n\n"
    end

    def rest
      "Code that no chapter shows, so that nothing is hidden. [The coverage](/reference/coverage.html) counts it.\n\n"
    end
  end
end
