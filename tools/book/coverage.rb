# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The rule that every line of the kernel is shown as new by exactly one excerpt of the chapter of its sprint.
require 'fileutils'
require 'json'
require 'yaml'
require_relative 'chapter'

module Book
  # Code that a sprint leaves out of its chapter, with the reason.
  Waiver = Struct.new(:slug, :region_name, :reason, :file, :region, keyword_init: true)

  # What became of the lines of one file that one sprint adds.
  FileCount = Struct.new(:slug, :path, :shown, :waived, :exempt, :missing, :twice, keyword_init: true) do
    def must
      shown.size + waived.size + missing.size
    end

    def state
      return 'exempt' if must.zero?

      missing.empty? ? 'shown' : 'incomplete'
    end
  end

  # Counts, and says what is missing.
  class Coverage
    WAIVED_LIMIT = 3.0 # percent

    attr_reader :tree, :problems

    def initialize(tree, slugs = tree.order)
      @tree = tree
      @library = Library.of(tree)
      @slugs = slugs
      @problems = []
      @chapters = tree.order.to_h { |slug| [slug, chapters(slug)] }
      @waivers = tree.order.to_h { |slug| [slug, read_waivers(slug)] }
      @counts = slugs.flat_map { |slug| count_sprint(slug) }
      inverse_checks if slugs == tree.order
    end

    def counts(slug)
      @counts.select { |count| count.slug == slug }
    end

    def waivers(slug = nil)
      slug ? @waivers[slug] : @waivers.values.flatten
    end

    def waived_percent
      must = @counts.sum(&:must)
      must.zero? ? 0.0 : 100.0 * @counts.sum { |count| count.waived.size } / must
    end

    # Ready to paste into the chapter: one directive for each region with lines that nobody shows.
    def missing(slug)
      counts(slug).flat_map do |count|
        file = @library.file(count.path, slug)
        suggestions(file, count.missing)
      end
    end

    # Table: a row per file, a column per sprint, "shown/all".
    def table
      columns = @slugs.select { |slug| counts(slug).any? { |count| count.must.positive? } }
      width = (@counts.map { |count| count.path.length } + [4]).max
      head = "#{'file'.ljust(width)}  #{columns.map { |slug| slug.rjust(9) }.join(' ')}"
      rows = @counts.select { |count| count.must.positive? }.group_by(&:path).sort.map do |path, found|
        cells = columns.map { |slug| cell(found.find { |count| count.slug == slug }).rjust([slug.length, 9].max) }
        "#{path.ljust(width)}  #{cells.join(' ')}"
      end
      ([head] + rows).join("\n")
    end

    def write(file)
      FileUtils.mkdir_p(File.dirname(file))
      File.write(file, JSON.pretty_generate(to_h))
    end

    def to_h
      { 'waived_percent' => waived_percent.round(2), 'waived_limit' => WAIVED_LIMIT,
        'sprints' => @slugs.map do |slug|
          { 'slug' => slug, 'number' => @tree.number(slug), 'title' => @tree.manifest(slug).title,
            'files' => counts(slug).map { |c| file_hash(c) } }
        end,
        'waivers' => waivers.map { |w| { 'slug' => w.slug, 'region' => w.region_name, 'reason' => w.reason } } }
    end

    private

    def file_hash(count)
      { 'path' => count.path, 'must' => count.must, 'shown' => count.shown.size, 'waived' => count.waived.size,
        'exempt' => count.exempt, 'missing' => count.missing.size, 'state' => count.state }
    end

    def cell(count)
      return '' unless count&.must&.positive?

      "#{count.shown.size + count.waived.size}/#{count.must}"
    end

    def chapters(slug)
      found = Chapter.all(@tree, slug)
      @problems << "sprint #{slug} has no chapter: write sprints/#{slug}/chapter.md." if found.empty? && @slugs.include?(slug)
      found
    rescue Error => e
      @problems << e.message
      []
    end

    def read_waivers(slug)
      file = File.join(@tree.root, "sprints/#{slug}/waivers.yml")
      return [] unless File.file?(file)

      (YAML.safe_load(File.read(file)) || []).map { |entry| waiver(slug, entry) }.compact
    end

    def waiver(slug, entry)
      path, name = entry.fetch('region').delete_prefix('/').split('#', 2)
      raise Error, "#{entry['region']} has no reason; say why no chapter shows it." if entry['reason'].to_s.strip.empty?

      file = @library.file(path, slug)
      Waiver.new(slug: slug, region_name: "#{path}##{name}", reason: entry['reason'], file: file, region: file.region(name))
    rescue Error, KeyError => e
      @problems << "sprints/#{slug}/waivers.yml: #{e.message}"
      nil
    end

    # Which excerpts show which line: {[path, index] => [id, …]}.
    def claims(slug)
      @chapters[slug].each_with_object(Hash.new { |h, k| h[k] = [] }) do |chapter, all|
        chapter.document.blocks.select { |b| b.directive&.kind == 'src' }.each do |block|
          chapter.excerpt(block).claims.each { |place| all[place] << "#{chapter.path}:#{block.lineno}" }
        rescue Error => e
          @problems << e.message
        end
      end
    end

    def count_sprint(slug)
      claimed = claims(slug)
      shown_names = @chapters[slug].flat_map { |chapter| shown_names(chapter) }.to_set
      waived = @waivers[slug].flat_map { |w| w.region.range.map { |i| [w.file.path, i] } }.to_set
      @waivers[slug].each { |w| check_waiver(w, claimed) }
      @library.scope(slug).map { |path| count_file(slug, path, claimed, shown_names, waived) }.compact
    end

    def check_waiver(waiver, claimed)
      both = waiver.region.range.find { |i| !waiver.file.exempt?(i) && claimed.key?([waiver.file.path, i]) }
      return unless both

      @problems << "sprints/#{waiver.slug}/waivers.yml: #{waiver.region_name} is shown by #{claimed[[waiver.file.path, both]][0]}: drop the waiver."
    end

    def shown_names(chapter)
      chapter.document.blocks.select { |b| b.directive&.kind == 'src' }.flat_map do |block|
        excerpt = chapter.excerpt(block)
        excerpt.file.symbols.select { |s| !s.declaration? && excerpt.region.range.cover?(s.first) }.map(&:name)
      rescue Error
        []
      end
    end

    def count_file(slug, path, claimed, shown_names, waived)
      file = @library.file(path, slug)
      born = file.lines.each_index.select { |i| file.lines[i].birth_slug == slug }
      return nil if born.empty?

      must = born.reject { |i| file.exempt?(i) }
      count = FileCount.new(slug: slug, path: path, shown: [], waived: [], exempt: born.size - must.size, missing: [], twice: [])
      must.each { |i| sort_line(count, file, i, claimed, shown_names, waived) }
      report(count, file)
      count
    end

    def sort_line(count, file, index, claimed, shown_names, waived)
      by = claimed.fetch([file.path, index], [])
      if by.size > 1 then count.twice << [index, by]
      end
      if by.any? then count.shown << index
      elsif waived.include?([file.path, index]) then count.waived << index
      elsif repeats?(file, index, shown_names) then count.exempt += 1
      else count.missing << index
      end
    end

    def repeats?(file, index, shown_names)
      region = file.symbol_at(index)
      region&.declaration? && shown_names.include?(region.name)
    end

    def report(count, file)
      count.twice.group_by { |_, by| by }.each do |by, places|
        name = file.symbol_at(places[0][0])&.name || "line \"#{file.texts[places[0][0]].strip}\""
        @problems << "#{count.path}##{name} is shown as new by #{by.join(' and ')}: give the later one the title \"again\"."
      end
      return if count.missing.empty? || @chapters[count.slug].empty?

      @problems << "chapter #{count.slug} does not show #{count.missing.size} of the #{count.must} lines that it adds to #{count.path}: " \
                   "#{suggestions(file, count.missing).first(4).join('; ')}"
    end

    # One directive per region; neighbours of one line each, as constants are, become FROM..TO.
    def suggestions(file, missing)
      short = ->(i) { (region = file.symbol_at(i)) && !region.declaration? && region.first == region.last }
      missing.slice_when { |a, b| b > a + 1 && (a + 1...b).any? { |i| !file.exempt?(i) } || !short[a] || !short[b] || (a + 1...b).count > 3 }
             .flat_map { |run| run.size > 2 ? range_suggestion(file, run) : run.map { |i| suggestion(file, i) } }.uniq
    end

    def range_suggestion(file, run)
      from, to = [run.first, run.last].map { |i| file.symbol_at(i).name }
      ["[src](/#{file.path}##{from}..#{to})"]
    end

    def suggestion(file, index)
      region = file.symbol_at(index) || file.marked.find { |r| r.range.cover?(index) }
      return "[src](/#{file.path}##{region.name})" if region
      return "[src](/#{file.path}\#@all)" if file.regions.empty?
      return "[src](/#{file.path}\#@top)" if index < file.regions.map { |r| r.range.first }.min

      label = file.data_labels.find { |r| r.range.cover?(index) }
      return "a range that holds [src](/#{file.path}##{label.name}..#{label.name})" if label

      "[src](/#{file.path}#…) with // [name] and // [/name] around the line \"#{file.texts[index].strip}\""
    end

    # Marks that nobody names, files that no chapter shows, too many waivers.
    def inverse_checks
      used = named_regions
      @tree.order.flat_map { |slug| @library.scope(slug).flat_map { |path| unused_marks(path, slug, used) } }.uniq.each { |p| @problems << p }
      @slugs.reject { |slug| @chapters[slug].empty? }.each do |slug|
        silent = counts(slug).select { |c| c.must.positive? && c.shown.empty? && c.waived.empty? && @tree.manifest(slug).add.include?(c.path) }
        silent.each { |c| @problems << "sprint #{slug} adds #{c.path}, but its chapter shows nothing of it: add an excerpt or a waiver." }
      end
      return if waived_percent <= WAIVED_LIMIT

      @problems << format('%<percent>.1f %% of the code is waived, the limit is %<limit>d %%: show some of it.', percent: waived_percent, limit: WAIVED_LIMIT)
    end

    def named_regions
      @chapters.flat_map do |_, chapters|
        chapters.flat_map do |chapter|
          chapter.document.directives.flat_map do |d|
            names = [d.name, d.options['part']] + d.options['without'].to_s.split(',')
            names.compact.flat_map { |name| name.split('..') }.map { |name| [d.target, name.sub(/\Aregion:/, '')] }
          end
        end
      end.to_set | waivers.map { |w| w.region_name.split('#', 2) }
    end

    def unused_marks(path, slug, used)
      @library.file(path, slug).marked.reject { |region| used.include?([path, region.name]) }
              .map { |region| "#{path}: no chapter names the region [#{region.name}]: show it or remove its marks." }
    rescue Error => e
      [e.message]
    end
  end
end
