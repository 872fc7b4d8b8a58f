# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require 'open3'
require 'tmpdir'
require_relative 'stage'
require_relative 'text_rules'

module Ladder
  # Looks for traces of later sprints in each staged tree, comments and README included.
  #
  # Symbols (universal-ctags: functions, macros, enumerators, tags, types, variables) are born in the first tree that has the
  # name, be it that of a member, a parameter or a local variable. One with an underscore, a digit or a capital is searched as a whole word, everywhere. One that is
  # an ordinary word (print, thread) would be found in any sentence: it is searched in code only, as NAME( or struct NAME.
  #
  # Files are searched by path, and by name where the name is not another file's too. Slugs are ordinary words too (boot, memory): they count as S_SLUG, SPRINT=slug, sprints/slug,
  # NN-slug, and as the name of a file or folder. The next sprint may be named: each checkpoint points to it.
  class LaterNames
    KINDS = ['--kinds-C=+defglmpstuvxz', '--kinds-Asm=+dl'].freeze

    def initialize(tree)
      @tree = tree
      @trees = tree.order.to_h { |slug| [slug, Stage.new(tree, slug).files] }
      @births = symbol_births
      @paths = @trees.values.flat_map(&:keys).uniq
    end

    def problems
      @tree.order.flat_map { |slug| @trees[slug].flat_map { |path, text| in_file(slug, path, text) } }.uniq
    end

    private

    def symbol_births
      births = {}
      public_names = []
      Dir.mktmpdir('postern-tags') do |folder|
        @trees.each do |slug, files|
          into = File.join(folder, slug)
          Files.fill(into, files.select { |path, _| path.match?(/\.(?:[chS]|inc|def)\z/) })
          inner, outer = symbols(into)
          outer |= linker_symbols(files)
          (inner + outer + calls(files)).each { |name| births[name] ||= slug }
          public_names |= outer
        end
      end
      births.slice(*public_names)
    end

    # Names that are only a member's, a parameter's or a local variable's, and all others.
    def symbols(folder)
      out, status = Open3.capture2('ctags-universal', '--quiet=yes', '--options=NONE', '-R', '-f', '-', '--langmap=C:.c.h.inc.def,Asm:.S', *KINDS, folder)
      raise Error, 'ctags failed: is universal-ctags installed (make deps)?' unless status.success?

      lines = out.lines.grep(/\A[A-Za-z_]\w{2,}\t/)
      lines.partition { |line| line.match?(/;"\t[lmz](?:\t|$)/) && !line.split("\t")[1].end_with?('.S') }
           .map { |part| part.map { |line| line[/\A\w+/] }.uniq }
    rescue Errno::ENOENT
      raise Error, 'ctags is missing: install universal-ctags (make deps)'
    end

    # What the linker script defines is born with it.
    def linker_symbols(files)
      files.select { |path, _| path.end_with?('.ld') }.values.flat_map { |text| text.scan(/^\s*(?:PROVIDE\()?(\w+)\s*=/) }.flatten
    end

    # System calls, whose stubs in the C library have their names.
    def calls(files)
      files.select { |path, _| path.start_with?('kernel/abi/calls/') }.values.flat_map { |text| text.scan(/^CALL\d\(\d+, (\w+),/) }.flatten
    end

    def in_file(slug, path, text)
      later_words(slug, path, text) + later_calls(slug, path, text) + later_slugs(slug, path, text) + later_paths(slug, path, text)
    end

    def later?(slug, name)
      birth = @births[name]
      birth && @tree.sprints.before?(slug, birth)
    end

    def later_words(slug, path, text)
      text.scan(/[A-Za-z_]\w+/).uniq.select { |word| word.match?(/[A-Z_0-9]/) && later?(slug, word) }
          .map { |word| say(slug, path, text, word, @births[word]) }
    end

    def later_calls(slug, path, text)
      return [] unless path.match?(/\.[chS]\z/)

      code = TextRules.code(text)
      words = code.scan(/(?<![.>\w])([a-z]+)\(|\b(?:struct|union|enum)\s+([a-z]+)\b/).flatten.compact.uniq
      words.select { |word| later?(slug, word) }.map { |word| say(slug, path, text, word, @births[word]) }
    end

    def later_slugs(slug, path, text)
      following = @tree.sprints.following(slug)
      later = @tree.sprints.all.select { |other| @tree.sprints.before?(slug, other) }
      later.flat_map do |other|
        name = Regexp.escape(other)
        shapes = [/\b#{@tree.sprints.constant(other)}\b/, %r{sprints/#{name}\b}]
        shapes += [/SPRINT=#{name}\b/, /\b#{@tree.name(other)}\b/] unless other == following
        found = shapes.filter_map { |shape| text[shape] }.map { |trace| say(slug, path, text, trace, other) }
        found << "#{slug}: #{path} is named after the later sprint #{other}" if path.split('/').any? { |p| p[/\A[^.]+/] == other }
        found
      end
    end

    # A path, or the bare name of a file where no file of this tree has that name.
    def later_paths(slug, path, text)
      here = @trees[slug].keys
      later = (@paths - here).reject { |other| other.match?(%r{\A(?:demo|exercises)/}) }.select { |other| later_path?(slug, other) }
      bare = later.map { |other| File.basename(other) } - here.map { |other| File.basename(other) }
      later.flat_map { |other| [other, *([File.basename(other)] & bare)] }
           .select { |name| text.match?(%r{(?<![\w/])#{Regexp.escape(name)}(?!\w)}) }
           .map { |name| say(slug, path, text, name, @tree.path_birth(later.find { |other| other.end_with?(name) })) }
    end

    def later_path?(slug, path)
      birth = @tree.path_birth(path)
      birth && @tree.sprints.before?(slug, birth)
    end

    def say(slug, path, text, trace, birth)
      number = text[0...text.index(/(?<!\w)#{Regexp.escape(trace)}/)].count("\n") + 1
      "#{slug}: #{path}:#{number}: #{trace} is born later, in #{birth}: word it without, or bring it in earlier"
    end
  end
end
