# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The prose lock: which text of code each section was written for.
require 'digest'
require 'open3'
require 'tmpdir'
require 'yaml'
require_relative 'chapter'

module Book
  # A directive with the section that explains it.
  LockItem = Struct.new(:id, :text, :prose, :title, :path, :lineno, keyword_init: true) do
    def excerpt_hash
      Digest::SHA256.hexdigest(text)[0, 16]
    end

    def prose_hash
      Digest::SHA256.hexdigest(prose)[0, 16]
    end
  end

  # The lock file of one sprint: sprints/SLUG/chapter.lock.
  class Lock
    HEADER = "# Written by the book's tools: the code and the prose that belong together. Change it with make lock and make accept.\n"

    attr_reader :slug, :entries

    def initialize(tree, slug)
      @tree = tree
      @slug = slug
      @path = "sprints/#{slug}/chapter.lock"
      file = File.join(tree.root, @path)
      @entries = (File.file?(file) && YAML.safe_load(File.read(file))) || {}
    end

    # Every excerpt and slice of the chapter.
    def items
      @items ||= Chapter.all(@tree, @slug).flat_map { |chapter| chapter_items(chapter) }
                        .group_by(&:id).values.flat_map { |same| same.each_with_index { |item, i| item.id += "~#{i + 1}" if i.positive? } }
    end

    # Sections that were written for other code.
    def stale
      items.select { |item| (old = @entries[item.id]) && old['excerpt'] != item.excerpt_hash && old['prose'] == item.prose_hash }
    end

    def problems
      found = stale.map do |item|
        "#{item.path}:#{item.lineno}: section \"#{item.title}\" explains #{item.id}, which has changed since. Reread it, change it if it is wrong, " \
          "then: make accept ID=\"#{@slug}:#{item.id}\"."
      end
      behind = items.reject { |item| stale.include?(item) || current?(item) }.map(&:id) + (@entries.keys - items.map(&:id))
      found << "#{@path} is behind (#{behind.first(3).join(', ')}#{', …' if behind.size > 3}): run make lock SPRINT=#{@slug} and commit it." unless behind.empty?
      found
    rescue Error => e
      [e.message]
    end

    # Records everything but what has to be reread; returns what is left to accept.
    def refresh
      left = stale
      kept = left.map(&:id)
      write(items.to_h { |item| [item.id, kept.include?(item.id) || current?(item) ? @entries[item.id] : entry(item)] })
      left
    end

    # Takes one excerpt as reread. A reason is needed if the section stays as it is.
    def accept(id, reason)
      item = items.find { |i| i.id == id } or raise Error, "sprint #{@slug} has no excerpt #{id}.#{Error.suggest(id, items.map(&:id))}"
      old = @entries[id]
      if old && old['prose'] == item.prose_hash && reason.to_s.strip.empty?
        raise Error, "the section \"#{item.title}\" did not change. If it is still right, say why: make accept ID=\"#{@slug}:#{id}\" REASON=\"…\"."
      end

      reason = nil if old.nil? || old['prose'] != item.prose_hash
      write(@entries.merge(id => entry(item, reason)))
    end

    # Old text, new text and prose of an item, to be read before it is accepted.
    def show(id)
      item = items.find { |i| i.id == id } or raise Error, "sprint #{@slug} has no excerpt #{id}.#{Error.suggest(id, items.map(&:id))}"
      "--- #{id} as it was\n#{old_text(id) || '(not found in the history)'}\n--- #{id} as it is\n#{item.text}\n--- section \"#{item.title}\"\n#{item.prose}\n"
    end

    # Reasons for which prose stayed: published with the coverage.
    def reasons
      @entries.select { |_, e| e['reason'] }.map { |id, e| { 'slug' => @slug, 'region' => id, 'reason' => e['reason'] } }
    end

    private

    def chapter_items(chapter)
      chapter.document.blocks.select { |b| %w[src run].include?(b.directive&.kind) }.map do |block|
        text = block.directive.kind == 'src' ? chapter.excerpt(block).normalised : chapter.slice(block).join("\n")
        LockItem.new(id: block.directive.id, text: text, prose: block.section.prose, title: block.section.title, path: chapter.path, lineno: block.lineno)
      end
    end

    def current?(item)
      old = @entries[item.id]
      old && old['excerpt'] == item.excerpt_hash && old['prose'] == item.prose_hash
    end

    def entry(item, reason = nil)
      { 'excerpt' => item.excerpt_hash, 'prose' => item.prose_hash, 'reason' => reason }.compact
    end

    def write(entries)
      @entries = entries.sort.to_h
      File.write(File.join(@tree.root, @path), HEADER + YAML.dump(@entries))
    end

    # The excerpt as it stood in the commit that locked it.
    def old_text(id)
      hash = @entries.dig(id, 'excerpt') or return nil
      commits, _, status = Open3.capture3('git', 'log', '-1', '--format=%H', "-S#{hash}", '--', @path, chdir: @tree.root)
      return nil if !status.success? || commits.strip.empty?

      Dir.mktmpdir do |folder|
        Open3.pipeline(['git', '-C', @tree.root, 'archive', commits.strip], ['tar', '-x', '-C', folder])
        return Lock.new(Ladder::Tree.new(folder), @slug).items.find { |item| item.id == id }&.text
      end
    rescue Error, Ladder::Error, SystemCallError
      nil
    end
  end
end
