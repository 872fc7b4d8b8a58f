# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require_relative 'order'
require_relative 'manifest'
require_relative 'source'

module Ladder
  # The authored tree seen from each sprint: which paths are there, which lines they hold, and since when.
  class Tree
    # Joined files: one include line per fragment. The name of a fragment is the slug of its sprint.
    JOINED = {
      'kernel/abi/calls.inc' => ['kernel/abi/calls/', '.def'],
      'kernel/abi/errors.inc' => ['kernel/abi/errors/', '.def'],
      'kernel/panics.inc' => ['kernel/panics/', '.def'],
      'kernel/machine.h' => ['kernel/machine/', '.h'],
      'kernel/upcall.h' => ['kernel/upcall/', '.h']
    }.freeze

    # A text that a path has from one sprint on, until another (nil: to the end).
    Version = Struct.new(:authored, :from, :till)

    attr_reader :root, :sprints

    def initialize(root)
      @root = File.expand_path(root)
      @sprints = Order.new(@root)
      @manifests = order.to_h { |slug| [slug, Manifest.new(@root, slug)] }
      @versions = read_versions
      @lines = {}
    end

    # Slugs of the sprints that are written, in order.
    def order = @sprints.present
    def number(slug) = @sprints.number(slug)
    def name(slug) = @sprints.name(slug)

    def manifest(slug)
      @manifests.fetch(slug) { @sprints.unknown(slug) }
    end

    # The paths of the tree at a sprint, sorted: authored and joined files, and the demonstration under demo/.
    def paths(slug)
      kernel = @versions.keys.select { |path| version(path, slug) }
      (kernel + JOINED.keys + demo(slug).keys).sort
    end

    # The sprint in which a path first appears, or nil.
    def path_birth(path)
      return order.first if JOINED.key?(path)
      return order.find { |slug| demo(slug).key?(path) } if path.start_with?('demo/')

      @versions[path]&.first&.from
    end

    # The file in the authored tree that holds the text of a path at a sprint; nil for a joined file.
    def authored(path, slug)
      path.start_with?('demo/') ? demo(slug)[path] : version(path, slug)&.authored
    end

    # The lines of a path at a sprint, conditionals removed.
    def lines(path, slug)
      return joined_lines(path, slug) if JOINED.key?(path)
      return demo_lines(path, slug) if path.start_with?('demo/')
      raise Error, "#{path} does not exist at #{slug}: it enters in #{path_birth(path) || 'no sprint'}" \
        unless version(path, slug)

      all = (@lines[path] ||= line_versions(path))
      at(all[@versions[path].index(version(path, slug))], slug)
    end

    def text(path, slug)
      lines(path, slug).map { |line| "#{line.text}\n" }.join
    end

    # All versions of a path (empty for joined files and demonstrations).
    def versions(path) = @versions.fetch(path, [])

    def all_versions = @versions.values.flatten

    # Every authored path that a manifest names, replacements included.
    def authored_paths
      all_versions.map(&:authored)
    end

    # The conditionals of an authored file.
    def source(version)
      file = File.join(@root, version.authored)
      raise Error, "#{version.authored} is named by sprints/#{version.from}/manifest.yml but missing: write it or unlist it" \
        unless File.file?(file)

      Source.new(@sprints, version.authored, File.read(file), version.from, version.till)
    end

    # The fragments of a joined file at a sprint, in ladder order.
    def fragments(joined, slug)
      folder, extension = JOINED.fetch(joined)
      found = @versions.keys.select { |p| p.start_with?(folder) && p.end_with?(extension) && version(p, slug) }
      found.sort_by { |p| [number(path_birth(p)), p] }
    end

    # Demonstration files of a sprint: path in the staged tree => path in the authored tree.
    def demo(slug)
      folder = "sprints/#{slug}/demo"
      Dir.glob("#{folder}/**/*", base: @root).select { |f| File.file?(File.join(@root, f)) }.sort
         .to_h { |f| ["demo/#{f.delete_prefix("#{folder}/")}", f] }
    end

    # Files that the ladder writes for a sprint: joined files and checkpoint.h.
    def generated(slug)
      JOINED.keys.to_h { |path| [path, text(path, slug)] }.merge('checkpoint.h' => checkpoint(slug))
    end

    private

    def version(path, slug)
      @versions[path]&.find do |v|
        !@sprints.before?(slug, v.from) && (v.till.nil? || @sprints.before?(slug, v.till))
      end
    end

    def read_versions
      order.each_with_object({}) do |slug, all|
        change = @manifests[slug]
        change.add.each { |path| enter(all, slug, path) }
        change.replace.each do |path, authored|
          leave(all, slug, path)
          all[path] << Version.new(authored, slug)
        end
        change.drop.each { |path| leave(all, slug, path) }
      end
    end

    def enter(all, slug, path)
      if all.key?(path)
        raise Error, "sprints/#{slug}/manifest.yml: #{path} entered in #{all[path].first.from} already: " \
                     'a file belongs to one sprint (replace: takes a new text)'
      end
      all[path] = [Version.new(path, slug)]
    end

    def leave(all, slug, path)
      last = all[path]&.last
      unless last && last.till.nil?
        raise Error, "sprints/#{slug}/manifest.yml: #{path} is not there before #{slug}: nothing to replace or drop"
      end
      last.till = slug
    end

    def at(lines, slug)
      lines.reject do |line|
        @sprints.before?(slug, line.birth_slug) || (line.death_slug && !@sprints.before?(slug, line.death_slug))
      end
    end

    # Lines of each version; what a replacement keeps of the text before it keeps its birth, and lives on there.
    def line_versions(path)
      all = versions(path).map { |v| source(v).lines }
      links = versions(path).each_cons(2).with_index.map do |(old, new), i|
        before = at(all[i], order[order.index(new.from) - 1])
        after = at(all[i + 1], new.from)
        pairs = Common.pairs(before.map(&:text), after.map(&:text)).map { |a, b| [before[a], after[b]] }
        pairs.each { |a, b| b.birth_slug = a.birth_slug }
        raise Error, "#{new.authored} is the same as #{old.authored}: drop it from replace:" \
          if pairs.size == before.size && pairs.size == after.size

        pairs
      end
      links.reverse_each { |pairs| pairs.each { |a, b| a.death_slug = b.death_slug } }
      all
    end

    def joined_lines(path, slug)
      what = "/* Joined from one file per sprint (#{JOINED[path].join('SLUG')}), in the order of the sprints. */"
      head = ["/* SPDX-License-Identifier: MIT */", what]
      tail = []
      if path.end_with?('.h')
        guard = path.upcase.tr('/.', '__')
        head += ["#ifndef #{guard}", "#define #{guard}", '']
        tail = ['', '#endif']
      end
      own = ->(text) { Line.new(text, nil, nil, order.first) }
      head.map(&own) + fragments(path, slug).map do |f|
        Line.new("#include \"#{f}\"", nil, nil, path_birth(f), versions(f).last.till)
      end + tail.map(&own)
    end

    def demo_lines(path, slug)
      file = demo(slug)[path] or raise Error, "#{path} does not exist at #{slug}"
      Source.new(@sprints, file, File.read(File.join(@root, file)), slug, @sprints.following(slug)).lines
    end

    def checkpoint(slug)
      <<~HEADER
        /* SPDX-License-Identifier: MIT */
        /* Which checkpoint this is, and which one comes next ("" after the last). */
        #define CHECKPOINT_SLUG "#{slug}"
        #define CHECKPOINT_NEXT "#{@sprints.following(slug)}"
        #define CHECKPOINT_NUMBER "#{format('%02d', number(slug))}"
      HEADER
    end
  end
end
