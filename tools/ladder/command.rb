# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require_relative 'stage'
require_relative 'lint'
require_relative 'equal'
require_relative 'tags'
require_relative 'new_sprint'
require_relative '../machine/staged'

module Ladder
  # Commands by name. Status 0: done; 1: the tree is wrong; 2: the command was.
  class Command
    HELP = <<~TEXT
      resolve SPRINT                print NN-slug (SPRINT: 8, 08, syscall or 08-syscall)
      configure SPRINT              write build/NN-slug/list.mk, how the authored tree is compiled at this sprint
      files SPRINT                  list the paths of the tree at this sprint
      stage SPRINT|all [--into DIR] write the clean tree into build/stage/NN-slug (or DIR)
      lint                          check the tree against the rules of the ladder, and report the conditionals
      diff [SPRINT] SPRINT          how the reader's tree changes from one sprint (the one before) to the other
      equal SPRINT|all              build the authored and the staged tree and compare the objects
      tags [--into REPOSITORY]      make the git history of the ladder and its tags (edition: file EDITION)
      new-sprint SLUG --after SLUG [--title TITLE] [--goal SENTENCE] [--part PART]
                                    lay out a new sprint: order, manifest, demonstration, chapter
      check-manifests               read the order and all manifests
    TEXT

    def initialize(root, out: $stdout, err: $stderr)
      @root = root
      @out = out
      @err = err
    end

    def run(words)
      name, *rest = words
      action = "do_#{name.to_s.tr('-', '_')}"
      return usage(name) unless respond_to?(action, true)

      @options = options(rest)
      return usage("#{name} #{rest.join(' ')}".strip) unless takes?(action, rest.size)

      send(action, *rest) || 0
    rescue Error => e
      @err.puts e.message
      e.is_a?(NoSprint) ? 2 : 1
    end

    private

    def tree = @tree ||= Tree.new(@root)

    def usage(name)
      (name == 'help' ? @out : @err).puts(name == 'help' ? HELP : "ladder: what is '#{name}'? ruby tools/ladder.rb help")
      name == 'help' ? 0 : 2
    end

    def takes?(action, count)
      arity = method(action).arity
      arity.negative? ? count.between?(~arity, ~arity + 1) : count == arity
    end

    # Takes --name value out of the words.
    def options(words)
      found = {}
      while (index = words.index { |word| word.start_with?('--') })
        key, value = words.slice!(index, 2)
        raise Error, "#{key} needs a value" unless value

        found[key.delete_prefix('--')] = value
      end
      found
    end

    def each_sprint(text, &block)
      (text == 'all' ? tree.order : [tree.sprints.resolve(text)]).each(&block)
    end

    def do_resolve(text)
      order = Order.new(@root)
      @out.puts order.name(order.resolve(text))
    end

    def do_configure(text)
      @out.puts BuildList.new(tree, tree.sprints.resolve(text)).configure
    end

    def do_files(text)
      @out.puts tree.paths(tree.sprints.resolve(text))
    end

    def do_stage(text)
      each_sprint(text) do |slug|
        folder = stage_folder(slug, text == 'all')
        Files.locked(@root, folder) { tree.stage(slug, folder) }
        @out.puts folder.delete_prefix("#{@root}/")
      end
      0
    end

    def stage_folder(slug, many)
      into = @options['into'] or return File.join(@root, 'build/stage', tree.name(slug))
      many ? File.join(into, tree.name(slug)) : into
    end

    def do_lint
      lint = Lint.new(tree)
      problems = lint.problems
      @err.puts problems
      lint.report.each { |path, blocks, lines| @out.puts format('%<b>4d conditionals in %<l>5d lines: %<p>s', b: blocks, l: lines, p: path) }
      @out.puts "lint: #{problems.empty? ? 'sound' : "#{problems.size} to mend"}"
      problems.empty? ? 0 : 1
    end

    def do_diff(one, other = nil)
      last = tree.sprints.resolve(other || one)
      first = other ? tree.sprints.resolve(one) : before(last)
      Dir.mktmpdir('postern-diff') do |folder|
        Dir.mkdir(File.join(folder, 'a'))
        { 'a' => first, 'b' => last }.each { |name, slug| tree.stage(slug, File.join(folder, name)) if slug }
        out, status = Open3.capture2('diff', '-ruN', 'a', 'b', chdir: folder, binmode: true)
        @out.puts out.gsub(/^((?:---|\+\+\+) [^\t\n]+)\t[^\n]*$/, '\1')
        status.exitstatus < 2 ? 0 : 1
      end
    end

    # The sprint before; nil for the first, which starts from nothing.
    def before(slug)
      index = tree.order.index(slug)
      index.zero? ? nil : tree.order[index - 1]
    end

    def do_equal(text)
      each_sprint(text).sum do |slug|
        equal = Equal.new(tree, slug, **compiled(slug))
        problems = equal.problems
        @err.puts problems
        @out.puts "#{tree.name(slug)}: #{equal.count} objects, #{problems.empty? ? 'all equal' : "#{problems.size} differ"}"
        problems.size
      end.clamp(0, 1)
    end

    # What the tests compile of a sprint, and compile anyway: so the very objects that they run are compared.
    def compiled(slug)
      return {} unless @root == Machine::Project::ROOT

      sprint = Machine::Sprints.find(slug)
      objects = Machine::Builder.new(sprint).shared_objects
      clean = Machine::Staged.base(sprint)
      { objects: Machine::Builder::SHARED.map { |name| File.join(objects, name) }.select { |path| File.exist?(path) },
        clean: Dir.children(clean).map { |name| File.join(clean, name) } }
    end

    def do_tags
      Tags.new(tree, @options.fetch('into', @root)).make.each { |tag, hash| @out.puts "#{hash} #{tag}" }
      0
    end

    def do_new_sprint(slug)
      after = @options['after'] or raise Error, 'new-sprint SLUG --after SLUG: after which sprint does it come?'
      title = @options['title'] || slug.capitalize.tr('-', ' ')
      made = NewSprint.new(tree, slug, after: after, title: title, goal: @options['goal'], part: @options['part']).make
      @out.puts made
      0
    end

    def do_check_manifests
      tree.order.each { |slug| tree.paths(slug).each { |path| tree.text(path, slug) } }
      @out.puts "manifests: #{tree.order.size} of #{tree.sprints.all.size} sprints are written"
    end
  end
end
