# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# The order of the sprints. The number of a sprint is its line in sprints/order and exists nowhere else.
module Ladder
  # The tree is UTF-8 whatever the locale says.
  Encoding.default_external = Encoding::UTF_8 unless Encoding.default_external == Encoding::UTF_8

  # Something that the user of the ladder can put right. The message says how.
  class Error < StandardError; end

  # A sprint that does not exist was named.
  class NoSprint < Error; end

  # Reads sprints/order and turns what a person types (8, 08, syscall, 08-syscall) into a slug.
  class Order
    SLUG = /\A[a-z][a-z0-9]*(?:-[a-z0-9]+)*\z/

    # All slugs of the file, and those of them that have a manifest (the others are not written yet).
    attr_reader :all, :present

    def initialize(root)
      file = File.join(root, 'sprints/order')
      raise Error, "#{file} is missing: run this from the root of the tree" unless File.file?(file)

      @all = File.readlines(file, chomp: true)
      bad = @all.find { |slug| !slug.match?(SLUG) }
      raise Error, "sprints/order: '#{bad}' is no slug: one per line, lower-case letters, digits and dashes" if bad
      raise Error, "sprints/order: #{twice} stands twice: remove one" if twice

      @present = @all.select { |slug| File.file?(File.join(root, "sprints/#{slug}/manifest.yml")) }
    end

    def number(slug)
      index = @all.index(slug) or unknown(slug)
      index + 1
    end

    # The name of folders and tags: 08-syscall.
    def name(slug)
      format('%<number>02d-%<slug>s', number: number(slug), slug: slug)
    end

    # The constant that stands for the sprint in conditionals: S_SYSCALL.
    def constant(slug)
      "S_#{slug.upcase.tr('-', '_')}"
    end

    def slug_of_constant(constant)
      @all.find { |slug| constant(slug) == constant }
    end

    def resolve(text)
      slug = @present.find { |s| s == text || name(s) == text }
      slug ||= @present.find { |s| number(s) == text.to_i(10) } if text.match?(/\A[0-9]+\z/)
      slug or unknown(text)
    end

    def before?(one, other)
      number(one) < number(other)
    end

    def following(slug)
      @present[@present.index(slug) + 1]
    end

    def unknown(text)
      raise NoSprint, "no sprint '#{text}'; there are: #{@present.join(' ')}"
    end

    private

    def twice
      @all.tally.find { |_, count| count > 1 }&.first
    end
  end
end
