# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The exercises of a sprint in full: task, hint and solution, the latter two folded.
require_relative 'page'
require_relative '../extra_sources'
require_relative '../../book/hang'

module Site
  # Text for the end of a chapter.
  class Exercises
    def initialize(project)
      @project = project
    end

    # Markdown; nil for a sprint without exercises.
    def text(slug)
      folders = Dir.glob(@project.path('sprints', slug, 'exercises', '[0-9]*-*')).sort_by { |folder| File.basename(folder).to_i }
      return nil if folders.empty?

      "## Exercises in full\n{: #exercises-in-full }\n\n`make exercise N=1` in the tree of this sprint builds and tests the first one; it is red until you have solved it.\n\n" +
        folders.map { |folder| exercise(folder) }.join("\n")
    end

    private

    def exercise(folder)
      number = File.basename(folder).to_i
      title, task = titled(File.join(folder, 'task.md'))
      _, hint = titled(File.join(folder, 'hint.md'))
      "### #{number}. #{title}\n{: #exercise-#{number} .no_toc }\n\n#{task}\n#{fold('Hint', hint)}#{solution(folder)}"
    end

    # A file that begins with a title: [title, rest].
    def titled(file)
      return [File.basename(File.dirname(file)), nil] unless File.file?(file)

      text = File.read(file)
      [text[/\A#\s+(.+)$/, 1] || File.basename(File.dirname(file)), text.sub(/\A#\s+.+\n/, '').gsub(/^#+\s/) { |mark| "###{mark}" }.strip]
    end

    def fold(summary, markdown)
      return '' unless markdown

      "\n<details markdown=\"block\" class=\"answer\">\n<summary>#{summary}</summary>\n\n#{markdown}\n\n</details>\n"
    end

    def solution(folder)
      file = File.join(folder, 'solution.patch')
      return '' unless @project.solutions && File.file?(file)

      rows = File.read(file).lines(chomp: true).map do |line|
        kind = line.match?(/\A(?:---|\+\+\+) /) ? 'place' : { '+' => 'added', '-' => 'gone', '@' => 'place' }.fetch(line[0], 'same')
        %(<span class="line #{kind}"#{Book::Hang.attribute(line, 1)}>#{Html.escape(line)}</span>)
      end
      "\n{::nomarkdown}\n<details class=\"answer\"><summary>Solution</summary><pre class=\"code difference\"><code>#{rows.join("\n").gsub(/\n{2,}/, "\n")}\n</code></pre></details>\n{:/nomarkdown}\n"
    end
  end
end
