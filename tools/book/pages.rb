# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Pages that the book writes itself: the code that is waived, and the coverage.
require_relative 'coverage'
require_relative 'lock'

module Book
  # The rest of the code: what no chapter shows, with the reason, in full.
  class WaivedPage
    def initialize(coverage)
      @coverage = coverage
    end

    def to_markdown(hooks = Hooks.new(@coverage.tree.root))
      return "Every line is shown in a chapter; nothing is waived.\n" if @coverage.waivers.empty?

      @coverage.waivers.map do |waiver|
        text = waiver.region.range.map { |i| waiver.file.texts[i] }.join("\n")
        html = hooks.highlight("#{text}\n", waiver.file.language).map { |line| "<span class=\"line\">#{line}</span>" }.join("\n")
        "## #{waiver.region_name}\n\nSprint #{waiver.slug}. #{waiver.reason}\n\n{::nomarkdown}\n" \
          "<pre class=\"code language-#{waiver.file.language}\" tabindex=\"0\"><code>#{html}\n</code></pre>\n{:/nomarkdown}\n"
      end.join("\n")
    end
  end

  # The table of all files, and the reasons for which prose stayed when code changed.
  class CoveragePage
    def initialize(coverage)
      @coverage = coverage
    end

    def to_markdown(_hooks = nil)
      data = @coverage.to_h
      tables = data['sprints'].map do |sprint|
        rows = sprint['files'].reject { |file| file['must'].zero? }
                              .map { |f| "| #{f['path']} | #{f['must']} | #{f['shown']} | #{f['waived']} | #{f['exempt']} |" }
        "## #{format('%02d', sprint['number'])} #{sprint['title']}\n\n| file | lines to show | shown | waived | exempt |\n|:--|--:|--:|--:|--:|\n#{rows.join("\n")}\n"
      end
      "Waived: #{data['waived_percent']} % of the lines, at most #{data['waived_limit'].to_i} %.\n\n#{tables.join("\n")}\n#{rereads}"
    end

    private

    def rereads
      reasons = @coverage.tree.order.flat_map { |slug| Lock.new(@coverage.tree, slug).reasons }
      return '' if reasons.empty?

      "## Reread and kept\n\nThe code under these sections changed; their prose stayed.\n\n| sprint | excerpt | reason |\n|:--|:--|:--|\n" +
        reasons.map { |r| "| #{r['slug']} | `#{r['region']}` | #{r['reason']} |\n" }.join
    end
  end
end
