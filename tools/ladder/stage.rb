# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require_relative 'build_list'
require_relative 'staged_makefile'

module Ladder
  # The clean tree of one sprint, as a reader gets it: no conditionals, nothing of later sprints, no need for Ruby.
  class Stage
    def initialize(tree, slug)
      @tree = tree
      @slug = slug
    end

    # Path => text, of the whole tree.
    def files
      code = @tree.paths(@slug).to_h { |path| [path, @tree.text(path, @slug)] }
      code.merge(@tree.generated(@slug)).merge(licences).merge(exercises).merge(masks)
          .merge('README.md' => readme, 'Makefile' => StagedMakefile.new(@tree, @slug, exercise_settings).text,
                 'expected.txt' => expected, '.gitignore' => "/build/\n").sort.to_h
    end

    # Writes the tree. What was built there stays, so that only what changed is built again.
    def write(folder)
      Files.fill(folder, files, keep: ['build'])
    end

    # What the console must show: the recorded transcript without what is not output. Empty without a transcript.
    # The next sprint is named as the order has it now: a sprint may have come in between since the recording.
    def expected
      file = File.join(@tree.root, "sprints/#{@slug}/transcripts/boot.t")
      return '' unless File.file?(file)

      lines = File.readlines(file).drop_while { |line| line.start_with?('#: ', '$ ') }
      lines.pop if lines.last&.start_with?('[exit ')
      lines.grep_v(/\A#= /).map { |line| line.sub(/\Anext: make run SPRINT=\S+/, "next: make run SPRINT=#{@tree.sprints.following(@slug)}") }.join
    end

    def exercise_names
      Dir.glob('[0-9]*-*', base: exercise_folder).sort_by { |name| [name.to_i, name] }
    end

    private

    def exercise_folder = File.join(@tree.root, "sprints/#{@slug}/exercises")

    # Task, hint and test. The solution stays behind.
    def exercises
      exercise_names.each_with_object({}) do |name, all|
        Dir.glob('**/*', base: File.join(exercise_folder, name)).sort.each do |file|
          full = File.join(exercise_folder, name, file)
          next if !File.file?(full) || file.match?(/\Asolution\b/)

          all["exercises/#{name}/#{file}"] = File.read(full)
        end
        all.delete("exercises/#{name}/test.yml")
        all["exercises/#{name}/expect.txt"] = expectations(name)
      end
    end

    # The lines that a solved exercise prints, in order.
    def expectations(name)
      lines = Array(exercise_test(name)['expect'])
      raise Error, "exercise #{@slug}/#{name}: expect: is empty, so its test cannot fail: name the lines to see" if lines.empty?

      lines.map { |line| "#{line}\n" }.join
    end

    SETTINGS = { 'append' => 'APPEND', 'memory' => 'MEM', 'smp' => 'SMP', 'debug' => 'DEBUG' }.freeze

    # name => variables of make that its test.yml asks for
    def exercise_settings
      exercise_names.to_h do |name|
        test = exercise_test(name)
        raise Error, "exercise #{@slug}/#{name}: exit: a solved exercise ends with done" unless [nil, 'done'].include?(test['exit'])

        [name, SETTINGS.filter_map { |key, variable| "#{variable}='#{test[key] == true ? 1 : test[key]}'" if test[key] }]
      end
    end

    def exercise_test(name)
      file = File.join(exercise_folder, name, 'test.yml')
      raise Error, "#{file} is missing: an exercise needs task.md, hint.md, test.yml and demo.c" unless File.file?(file)

      YAML.safe_load(File.read(file)) || {}
    end

    # tests/machine/masks.yml as a script for sed; nothing if there are no masks.
    def masks
      file = File.join(@tree.root, 'tests/machine/masks.yml')
      list = File.file?(file) ? YAML.safe_load(File.read(file)) || [] : []
      return {} if list.empty?

      { 'masks.sed' => list.map { |mask| "s/#{posix(mask.fetch('pattern'), file)}/<#{mask.fetch('name')}>/g\n" }.join }
    end

    def posix(pattern, file)
      plain = pattern.gsub('\d', '[0-9]').gsub('\h', '[0-9a-fA-F]').gsub('/', '[/]')
      raise Error, "#{file}: #{pattern}: sed -E does not know all of it; use [], (), |, ?, *, + and \\d" \
        if plain.match?(/\(\?|\\[A-Za-z]/)

      plain
    end

    def licences
      Dir.glob('LICENSE*', base: @tree.root).sort.to_h { |file| [file, File.read(File.join(@tree.root, file))] }
    end

    def readme
      change = @tree.manifest(@slug)
      following = @tree.sprints.following(@slug)
      <<~README
        # Postern, sprint #{@tree.name(@slug)}: #{change.title}

        #{change.goal}

        This is the whole kernel as it stands at the end of this sprint. It needs gcc, binutils, make, GRUB (`grub-mkrescue`),
        xorriso, mtools and QEMU.

            make run        # build the image and boot it (leave QEMU with Ctrl-C)
            make check      # boot it and compare the console with expected.txt
        #{'    make exercise N=1   # build and test an exercise; its task is in exercises/' unless exercise_names.empty?}

        The kernel is in `kernel/` and `arch/x86_64/`; `demo/` is what this checkpoint does once it is up.#{exercise_list}

        The chapter that explains it is `#{@slug}` in the book. To build the sprint yourself, start from the one before#{previous}.
        #{following ? "The next sprint is #{@tree.name(following)}: #{@tree.manifest(following).title}." : 'It is the last sprint so far.'}#{upwards(following)}
      README
        .gsub(/\n{3,}/, "\n\n")
    end

    # How a reader goes on from this tree.
    def upwards(following)
      return '' unless following

      <<~TEXT.chomp


        To build that one on top of this tree, in a clone of the ladder:

            make begin TAG=sprint-#{@tree.name(following)}

        takes from its tag what the chapter does not teach: the demonstration, what the console must show, the exercises, the programs and the list
        of files in the `Makefile`. What is left to write is in `kernel/`, `arch/` and `user/init/`; `make` says what is missing, and `make check`
        is green when it is done. A new file begins like its neighbours: licence, `@file`, include guard, includes.
      TEXT
    end

    def previous
      index = @tree.order.index(@slug)
      index.zero? ? ', which is an empty folder' : " (`sprint-#{@tree.name(@tree.order[index - 1])}`)"
    end

    def exercise_list
      return '' if exercise_names.empty?

      "\n\nExercises:\n\n#{exercise_names.map { |name| "- `exercises/#{name}/task.md`" }.join("\n")}"
    end
  end

  class Tree
    # Writes the clean tree of a sprint into a folder.
    def stage(slug, folder) = Stage.new(self, slug).write(folder)
  end
end
