# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Where things are, and which sprints exist. Everything under tools/machine asks here.
module Machine
  # An error that the user can do something about: it is shown as one line, without a Ruby backtrace.
  class Failure < StandardError; end

  # The tree that the tools work on.
  module Project
    ROOT = File.expand_path(ENV.fetch("POSTERN_ROOT", "../.."), ENV["POSTERN_ROOT"] ? Dir.pwd : __dir__)

    def self.path(*parts)
      File.join(ROOT, *parts)
    end

    # A path as people type it: relative to the root.
    def self.relative(path)
      path.delete_prefix("#{ROOT}/")
    end
  end

  # One sprint: its slug and its place in the order.
  Sprint = Struct.new(:slug, :number) do
    def label
      format("%<number>02d-%<slug>s", number: number, slug: slug)
    end

    def build_folder
      Project.path("build", label)
    end

    def list
      File.join(build_folder, "list.mk")
    end

    def stage_folder
      Project.path("build", "stage", label)
    end

    def folder
      Project.path("sprints", slug)
    end

    def next
      Sprints.all.find { |sprint| sprint.number > number }
    end
  end

  # The ladder's order, read from sprints/order; a sprint without a manifest is not written yet. A name may be 8, 08, syscall or 08-syscall.
  module Sprints
    def self.all
      @all ||= File.readlines(Project.path("sprints", "order"), chomp: true)
                   .map(&:strip).reject { |line| line.empty? || line.start_with?("#") }
                   .each_with_index.map { |slug, index| Sprint.new(slug, index + 1) }
                   .select { |sprint| File.file?(File.join(sprint.folder, "manifest.yml")) }
    end

    def self.last
      all.last
    end

    def self.find(name)
      return last if name.nil? || name.to_s.empty?

      all.find { |sprint| names(sprint).include?(name.to_s) } ||
        raise(Failure, "there is no sprint `#{name}`; choose one of: #{all.map(&:label).join(" ")}")
    end

    def self.names(sprint)
      [sprint.slug, sprint.label, sprint.number.to_s, format("%02d", sprint.number)]
    end

    # From the sprint `since` to `upto`, both included.
    def self.range(since, upto = nil)
      first = find(since)
      final = upto ? find(upto) : last
      all.select { |sprint| sprint.number.between?(first.number, final.number) }
    end
  end
end
