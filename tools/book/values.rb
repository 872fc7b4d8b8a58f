# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The numbers that prose may print: measured ones from data files, others computed from the source.
require 'yaml'
require_relative 'error'

module Book
  # Looks up the key of a [num](key).
  class Values
    # Where make bench writes; the first part of a key is the file's name.
    FOLDER = 'docs/figures'

    def initialize(library)
      @library = library
      @data = {}
    end

    # The number as text. reading: the minutes of the page that asks.
    def fetch(key, slug, reading: nil)
      kind, name = key.split(':', 2)
      case kind
      when 'lines' then lines(key, name, slug)
      when 'reading' then reading&.to_s || '…'
      when 'const' then constant(key, name, slug)
      when 'sprint' then @library.tree.number(name || slug).to_s
      else measured(key, kind, name)
      end
    end

    private

    def lines(key, name, slug)
      case name
      when 'sprint' then @library.code_lines(slug, born: true)
      when 'total' then @library.code_lines(slug)
      else unknown(key, %w[lines:sprint lines:total])
      end.to_s.reverse.scan(/\d{1,3}/).join(',').reverse
    end

    # The value of a macro or an enumerator, as it is written.
    def constant(key, name, slug)
      @library.sources(slug).each do |path|
        @library.file(path, slug).texts.each do |text|
          found = text[/\A\s*#\s*define\s+#{Regexp.escape(name)}\s+(.*?)\s*(?:\/\*.*|\/\/.*)?\z/, 1] ||
                  text[/\A\s*#{Regexp.escape(name)}\s*=\s*([^,]+?)\s*,?\s*(?:\/\*.*)?\z/, 1]
          return found.gsub(/U?INT\d+_C\((\w+)\)/, '\1').sub(/\A\((.*)\)\z/, '\1') if found && !found.empty?
        end
      end
      unknown(key, @library.symbols(slug).keys.map { |symbol| "const:#{symbol}" })
    end

    # bench:now.null is the entry now, then null, of docs/figures/bench.yml.
    def measured(key, file, name)
      data = data(file) or unknown(key, known)
      value = (name || '').split('.').reduce(data) { |at, part| at.is_a?(Array) && part.match?(/\A\d+\z/) ? at[part.to_i] : at.is_a?(Hash) ? at[part] : nil }
      unknown(key, leaves(data).map { |leaf| "#{file}:#{leaf}" }) if value.nil? || value.is_a?(Hash) || value.is_a?(Array)
      value.is_a?(Integer) ? value.to_s.reverse.scan(/\d{1,3}-?/).join(',').reverse : value.to_s
    end

    def data(name)
      path = File.join(@library.root, FOLDER, "#{name}.yml")
      @data[name] ||= File.file?(path) && YAML.safe_load(File.read(path)) || nil
    end

    def known
      Dir.glob('*.yml', base: File.join(@library.root, FOLDER)).map { |file| "#{File.basename(file, '.yml')}:" }
    end

    def leaves(data, prefix = nil)
      return [prefix] unless data.is_a?(Hash)

      data.flat_map { |key, value| leaves(value, [prefix, key].compact.join('.')) }
    end

    def unknown(key, names)
      raise Error, "[num](#{key}) names no number.#{Error.suggest(key, names)} Known forms: lines:sprint, lines:total, reading:minutes, " \
                   'const:MACRO, sprint:SLUG, and FILE:KEY of a measured data file.'
    end
  end
end
