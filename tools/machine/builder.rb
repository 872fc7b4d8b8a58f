# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require "fileutils"
require "open3"
require "shellwords"
require "zlib"
require_relative "project"

module Machine
  # Runs a command quietly; if it fails, its whole output is in the error.
  module Quiet
    def self.run(*command, chdir: Project::ROOT, env: {}, what: command.join(" "))
      output, status = Open3.capture2e(env, *command, chdir: chdir)
      return output if status.success?

      raise Failure, "#{output.rstrip}\n#{what} failed (see above); repeat it with: cd #{chdir} && #{command.shelljoin}"
    rescue Errno::ENOENT
      raise Failure, "#{command.first} is not installed: run make deps"
    end
  end

  # One process at a time works in a folder. The lock is a file beside it, and it is let go when the block ends.
  module Lock
    def self.hold(name)
      FileUtils.mkdir_p(Project.path("build", "locks"))
      File.open(Project.path("build", "locks", name), File::RDWR | File::CREAT) do |file|
        file.flock(File::LOCK_EX)
        yield
      end
    end
  end

  # What is the same for many tests is made ready once in a run of the suite: nobody edits the sources meanwhile. The runner
  # names the run in SUITE_RUN; without that name, it is made ready each time. Marks hold the root too, since trees are copied.
  module Once
    def self.in_a_run(folder)
      name = ENV["SUITE_RUN"].to_s
      return yield if name.empty?

      mark = "#{folder}.ready"
      Lock.hold("once-#{Zlib.crc32(folder)}") do
        next if File.exist?(mark) && File.read(mark) == "#{name} #{folder}"

        yield
        File.write(mark, "#{name} #{folder}")
      end
    end
  end

  # Copies of what make has built, with their times. A file that is replaced when it changes, as objects are, gets a second name only:
  # that takes a file system far less time than a second file. link, skip: how the names of such files end, and of those to leave out.
  module Built
    def self.copy(folder, names, into, link:, skip: [])
      found = names.flat_map { |name| Dir.glob([name, "#{name}/**/*"], base: folder) }
      found.reject { |path| path.end_with?(*skip) }.each do |path|
        from, to = [folder, into].map { |place| File.join(place, path) }
        next FileUtils.mkdir_p(to) if File.directory?(from)

        FileUtils.rm_f(to)
        path.end_with?(*link) ? File.link(from, to) : FileUtils.cp(from, to, preserve: true)
      end
    end
  end

  # Builds the authored tree of a sprint, for itself or with another demonstration in place of its own.
  class Builder
    def initialize(sprint, debug: false)
      @sprint = sprint
      @debug = debug
    end

    # The checkpoint itself, in build/NN-slug (build/NN-slug-debug with the expensive checks). Returns the path of its image.
    def checkpoint(append: "")
      folder = "#{@sprint.build_folder}#{"-debug" if @debug}"
      Lock.hold(@sprint.label) do
        configure
        make("image", "OUT=#{Project.relative(folder)}", "APPEND=#{append}")
      end
      File.join(folder, "postern.iso")
    end

    # The checkpoint in a folder of its own, build/tests/NAME-SLUG: nobody else rebuilds it meanwhile with another command line.
    def private_checkpoint(name, append: "", target: "image")
      with_demo("sprints/#{@sprint.slug}/demo", Project.path("build", "tests", "#{name}-#{@sprint.slug}"), append: append, target: target)
    end

    # The same kernel with the folder `demo` (relative to the root) as its demonstration, built in `out`.
    # The kernel's objects are compiled once, in a folder that all such builds of the sprint share, and copied with
    # their times, so that make compiles the demonstration and links, no more. `entry`: a symbol to enter the kernel at, if
    # not its own. Returns the path of the image.
    def with_demo(demo, out, append: "", target: "image", entry: nil)
      share = shared_objects
      Lock.hold(out.delete_prefix(Project.path("build/")).tr("/", "_")) do
        FileUtils.mkdir_p(out)
        Built.copy(share, SHARED, out, link: %w[.o .su], skip: %w[.d]) # .d names objects of the other folder
        make(target, "DEMO=#{demo}", "OUT=#{Project.relative(out)}", "APPEND=#{append}", *(entry ? ["LD=ld -e #{entry}"] : []), *flat(demo))
      end
      File.join(out, "postern.iso")
    end

    # Older demonstrations bring a flat program. Where the kernel does not load such a thing any more, the file that did is compiled with
    # the demonstration, and the program is linked as it was.
    FLAT = ["EXTRA_SOURCES=sprints/memory/replace/kernel/flat.c", "MODULES=$(if $(USER_OBJECTS),$(OUT)/demo.bin)", "USER_PIC="].freeze

    def flat(demo)
      return [] if File.read(@sprint.list).include?("kernel/flat.c")

      wanted = Dir.glob(Project.path(demo, "demo*.c")).any? { |file| File.read(file).match?(%r{"(kernel|tests/boot/lib)/flat\w*\.h"}) }
      wanted ? FLAT : []
    end

    # What does not depend on the demonstration.
    SHARED = %w[kernel arch include flags ring3 definitions.S definitions.o].freeze

    # The sprint's objects, compiled once. Returns their folder.
    def shared_objects
      share = Project.path("build", "tests", "shared", "#{@sprint.label}#{"-debug" if @debug}")
      Once.in_a_run(share) do
        Lock.hold(@sprint.label) do
          configure
          make("kernel", "OUT=#{Project.relative(share)}")
        end
      end
      share
    end

    private

    def configure
      Quiet.run("ruby", "tools/ladder.rb", "configure", @sprint.slug)
    end

    # What a calling make or the user's environment says must not leak in: everything that matters is on the command line.
    CLEAN = %w[MAKEFLAGS MFLAGS MAKEOVERRIDES MAKELEVEL SPRINT DEBUG APPEND OUT DEMO].to_h { |name| [name, nil] }.freeze

    def make(target, *settings)
      debug = "DEBUG=#{@debug ? 1 : ""}"
      Quiet.run("make", "-s", "-f", Project.relative(@sprint.list), target, debug, *settings,
                env: CLEAN, what: "building #{@sprint.label}")
    end
  end
end
