# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require "fileutils"
require_relative "builder"

module Machine
  # A copy of a sprint's clean tree, to be changed and built. The tree is staged and compiled once for all copies; a copy
  # takes its objects with their times, so that make compiles what was changed, no more.
  class Staged
    # What make builds that does not depend on the demonstration.
    OBJECTS = Builder::SHARED

    # What the boot tests share: they name it by this path.
    LIBRARY = "tests/boot/lib"

    attr_reader :folder

    # name: the copy's folder under build/copies. debug: it will be built with the expensive checks.
    def initialize(sprint, name, debug: false)
      @sprint = sprint
      @folder = Project.path("build", "copies", name)
      base = Staged.base(sprint, debug: debug)
      FileUtils.rm_rf(@folder)
      FileUtils.mkdir_p(File.join(@folder, "build"))
      sources = Dir.children(base) - ["build"]
      # Second names: a patch replaces files, and tests bring files of their own.
      Quiet.run("cp", "-al", *sources.map { |child| File.join(base, child) }, @folder)
      Built.copy(File.join(base, "build"), OBJECTS, File.join(@folder, "build"), link: %w[.o], skip: %w[.su])
    end

    # The sprint's clean tree, compiled.
    def self.base(sprint, debug: false)
      name = "#{sprint.label}#{"-debug" if debug}"
      folder = Project.path("build", "copies", "base", name)
      Once.in_a_run(folder) do
        Lock.hold("base-#{name}") do
          FileUtils.mkdir_p(File.dirname(folder))
          Quiet.run("ruby", "tools/ladder.rb", "stage", sprint.slug, "--into", folder)
          Quiet.run("make", "-s", "kernel", "DEBUG=#{debug ? 1 : ""}", chdir: folder, env: Builder::CLEAN, what: "building the clean tree of #{name}")
        end
      end
      folder
    end

    # Applies a unified diff with paths a/… and b/….
    def patch(file)
      Quiet.run("patch", "-p1", "--no-backup-if-mismatch", "--fuzz=0", "-s", "-i", file, chdir: folder,
                what: "applying #{Project.relative(file)} to the clean tree of #{@sprint.label}")
    end

    # Puts a folder's files into the copy.
    def put(source, place)
      FileUtils.mkdir_p(File.join(folder, place))
      FileUtils.cp_r("#{source}/.", File.join(folder, place))
    end

    # Puts a boot test's folder into the copy, and what the boot tests share. A clean tree has no SPRINT; a test may ask for it.
    def put_test(source, place)
      put(source, place)
      put(Project.path(LIBRARY), LIBRARY)
      numbers = Sprints.all.map { |sprint| "#define S_#{sprint.slug.upcase.tr("-", "_")} #{sprint.number}\n" }.join
      Dir.glob(File.join(folder, place, "*.{c,S}")).each do |file|
        text = File.read(file)
        File.write(file, "#define SPRINT #{@sprint.number}\n#{numbers}#{text}") if text.match?(/^#if SPRINT /)
      end
    end

    # Builds the image and returns its path.
    def image(demo: "demo", append: "", debug: false)
      make("image", "DEMO=#{demo}", "APPEND=#{append}", "DEBUG=#{debug ? 1 : ""}")
      File.join(folder, "build", "postern.iso")
    end

    def make(*arguments)
      Quiet.run("make", "-s", *arguments, chdir: folder, env: Builder::CLEAN, what: "building a changed #{@sprint.label}")
    end

    def remove
      FileUtils.rm_rf(folder)
    end
  end
end
