# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require 'fileutils'
require_relative 'tree'

module Ladder
  # Writing without waking make: a file whose text is the same keeps its time.
  module Files
    module_function

    def write(path, text)
      return false if File.file?(path) && File.binread(path) == text.b

      FileUtils.mkdir_p(File.dirname(path))
      File.binwrite("#{path}.part", text)
      File.rename("#{path}.part", path)
      true
    end

    # One process at a time, since tests run in parallel. The lock is let go when the block ends.
    def locked(root, name)
      FileUtils.mkdir_p(File.join(root, 'build/locks'))
      File.open(File.join(root, 'build/locks', "ladder-#{name.tr('/', '_')}"), File::RDWR | File::CREAT) do |lock|
        lock.flock(File::LOCK_EX)
        yield
      end
    end

    # Makes a folder hold exactly these files (path => text), but for what lies under a kept name.
    def fill(folder, files, keep: [])
      files.each { |path, text| write(File.join(folder, path), text) }
      Dir.glob('**/*', File::FNM_DOTMATCH, base: folder).sort.reverse_each do |path|
        next if files.key?(path) || keep.include?(path.split('/').first) || File.basename(path) == '.'

        full = File.join(folder, path)
        if !File.directory?(full) || File.symlink?(full) then File.delete(full)
        elsif Dir.empty?(full) then Dir.rmdir(full)
        end
      end
    end
  end

  # How the authored tree is compiled at one sprint: build/NN-slug/list.mk and the generated headers beside it.
  class BuildList
    def initialize(tree, slug)
      @tree = tree
      @slug = slug
    end

    def folder = "build/#{@tree.name(@slug)}"

    # Writes what changed. Returns the path of list.mk.
    def configure
      out = File.join(@tree.root, folder)
      Files.locked(@tree.root, folder) do
        Files.fill(File.join(out, 'gen'), @tree.generated(@slug).merge(replaced))
        Files.write(File.join(out, 'list.mk'), text)
      end
      "#{folder}/list.mk"
    end

    # Compiled files of the kernel, and of ring 3, at this sprint.
    def sources = compiled.reject { |path| path.start_with?('user/') }
    def user_sources = compiled.select { |path| path.start_with?('user/') }

    # Fragments of make that a sprint adds for itself and all later ones.
    def fragments
      @tree.order.take(@tree.order.index(@slug) + 1).map { |slug| "sprints/#{slug}/build.mk" }
           .select { |path| File.file?(File.join(@tree.root, path)) }
    end

    def self.variable(name, words)
      words.empty? ? "#{name} :=\n" : "#{name} := \\\n#{words.map { |w| "\t#{w}" }.join(" \\\n")}\n"
    end

    private

    def compiled
      @tree.paths(@slug).grep(/\.[cS]\z/).reject { |path| path.start_with?('demo/') }
    end

    # Replacements are seen before the file that they replace: gen/ is searched first.
    def replaced
      @tree.paths(@slug).to_h { |path| [path, @tree.authored(path, @slug)] }
           .select { |path, authored| authored && authored != path && !path.start_with?('demo/') }
           .transform_values { |authored| File.read(File.join(@tree.root, authored)) }
    end

    def text
      <<~MAKE
        # Written by tools/ladder.rb configure #{@slug}. Run it from the root: make -f #{folder}/list.mk image
        TOP := .
        OUT := #{folder}
        GEN := #{folder}/gen
        #{BuildList.variable('SOURCES', sources)}#{BuildList.variable('USER_SOURCES', user_sources)}DEMO := sprints/#{@slug}/demo
        DEFINES := #{defines}
        #{replacement_rules}
        #{['tools/build.mk', *fragments].map { |path| "include #{path}" }.join("\n")}
      MAKE
    end

    # Only where a compiled file was replaced: its new text is in gen/, which must be looked at first.
    def replacement_rules
      raise Error, 'a linker script cannot be replaced: use #if SPRINT lines in it' if replaced.keys.any?(/\.ld\z/)

      { 'c' => 'CFLAGS', 'S' => 'ASFLAGS' }.map do |kind, flags|
        next unless replaced.keys.any? { |path| path.end_with?(".#{kind}") }

        "$(OUT)/%.#{kind}.o: $(GEN)/%.#{kind} $(OUT)/flags\n\t@mkdir -p $(@D)\n" \
          "\t$(CC) $(CPPFLAGS) $(#{flags}) -MMD -MP -c -o $@ $<\n"
      end.compact.join
    end

    def defines
      all = @tree.sprints.all.map { |slug| "-D#{@tree.sprints.constant(slug)}=#{@tree.number(slug)}" }
      ["-DSPRINT=#{@tree.number(@slug)}", *all].join(' ')
    end
  end
end
