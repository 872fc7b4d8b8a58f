# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require 'open3'
require 'tmpdir'
require_relative 'stage'

module Ladder
  # Proof that what the project tests is what the reader gets: the authored and the staged tree of a sprint compile to the same
  # set of objects, byte for byte without debug information.
  class Equal
    # Where the two builds begin, so that make compiles no more than what is missing: `objects` are those of the authored tree,
    # `clean` is the staged tree with its objects. Both must be up to date. Without them everything is compiled.
    def initialize(tree, slug, objects: [], clean: [])
      @tree = tree
      @slug = slug
      @objects = objects
      @clean = clean
    end

    # Messages; none means equal. The number of objects compared is in count.
    attr_reader :count

    def problems
      Files.locked(@tree.root, folder) { compare(authored, staged) }
    end

    private

    def compare(mine, theirs)
      @count = mine.size
      return ["#{@slug}: nothing was built, so nothing was compared"] if mine.empty?

      (mine.keys | theirs.keys).sort.filter_map do |path|
        next if mine[path] == theirs[path]
        next "#{@slug}: #{path} is built in the staged tree only" unless mine.key?(path)
        next "#{@slug}: #{path} is built in the authored tree only" unless theirs.key?(path)

        "#{@slug}: #{path} differs between the authored and the staged tree"
      end
    end

    # Both are built in folders of their own, so that nothing else that is being built gets in the way.
    def folder = "build/equal/#{@tree.name(@slug)}"

    def authored
      out = begun('authored', @objects)
      built('-f', BuildList.new(@tree, @slug).configure, "OUT=#{out}", into: File.join(@tree.root, out))
    end

    def staged
      tree = File.join(@tree.root, begun('staged', @clean))
      @tree.stage(@slug, tree)
      built('-C', tree, into: File.join(tree, 'build'))
    end

    # A folder that holds copies of these files, with their times.
    def begun(name, files)
      "#{folder}/#{name}".tap do |place|
        FileUtils.rm_rf(File.join(@tree.root, place)) unless files.empty?
        FileUtils.mkdir_p(File.join(@tree.root, place))
        files.each { |file| FileUtils.cp_r(file, File.join(@tree.root, place), preserve: true) }
      end
    end

    # Builds everything that is linked, and says what that is: path => bytes without debug information.
    def built(*where, into:)
      parts = make(*where, '--eval', 'parts: ; @echo $(OUT) $(OBJECTS) $(LINKED_LAST) $(MODULES)', 'parts').split
      out = "#{parts.shift}/"
      parts << "#{out}kernel.elf"
      make(*where, *parts)
      parts.map { |part| part.delete_prefix(out) }.to_h { |part| [part, bytes(File.join(into, part))] }
    end

    # The variables of an outer make must not reach this one.
    def make(*words)
      clean = %w[MAKEFLAGS MAKELEVEL MFLAGS MAKEOVERRIDES DEBUG APPEND OUT DEMO].to_h { |name| [name, nil] }
      out, status = Open3.capture2e(clean, 'make', '--no-print-directory', '-s', '-j2', *words, chdir: @tree.root)
      status.success? ? out : raise(Error, "#{out.lines.last(25).join}make #{words.first(2).join(' ')} failed: see above")
    end

    def bytes(file)
      return File.binread(file) unless File.binread(file, 4) == "\x7fELF".b

      Dir.mktmpdir('postern-equal') do |into|
        copy = File.join(into, 'object')
        _, err, status = Open3.capture3('objcopy', '--strip-debug', file, copy)
        status.success? ? File.binread(copy) : raise(Error, "objcopy #{file}: #{err.strip}")
      end
    end
  end
end
