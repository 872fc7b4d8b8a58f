# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require 'yaml'

module Ladder
  # What enters, is replaced and leaves in one sprint: sprints/SLUG/manifest.yml.
  class Manifest
    KEYS = %w[title goal part add replace drop machine].freeze
    PARTS = ['The machine', 'The door', 'Programs', 'The system', 'The fortress'].freeze

    attr_reader :slug, :path, :title, :goal, :part, :add, :replace, :drop, :machine

    def initialize(root, slug)
      @slug = slug
      @path = "sprints/#{slug}/manifest.yml"
      data = load(root)
      @title, @goal, @part = data.values_at('title', 'goal', 'part')
      @add = data['add'] || []
      @replace = data['replace'] || {}
      @drop = data['drop'] || []
      @machine = data['machine'] || {}
      check(data)
    end

    private

    def load(root)
      data = YAML.safe_load(File.read(File.join(root, @path)))
      data.is_a?(Hash) ? data : fail_with('is no mapping: start it with title:')
    rescue Psych::SyntaxError => e
      fail_with("is no valid YAML (#{e.problem}, line #{e.line}): mend that line")
    end

    def check(data)
      unknown = data.keys - KEYS
      fail_with("unknown key '#{unknown.first}': use #{KEYS.join(', ')}") unless unknown.empty?
      fail_with('title and goal are needed: one line of text each') unless [title, goal].all? { |t| line?(t) }
      fail_with("part is '#{part}': use one of #{PARTS.join(', ')}") unless PARTS.include?(part)
      fail_with('add and drop are lists of paths') unless [add, drop].all? { |l| l.is_a?(Array) && l.all?(String) }
      fail_with('replace maps a path to the path of its new text') unless replace.is_a?(Hash)
      fail_with('machine maps names to values, as memory: 256M') unless machine.is_a?(Hash)
    end

    def line?(text)
      text.is_a?(String) && !text.strip.empty? && !text.include?("\n")
    end

    def fail_with(message)
      raise Error, "#{@path}: #{message}"
    end
  end
end
