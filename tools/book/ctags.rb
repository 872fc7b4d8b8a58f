# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Finds the symbols of a piece of C or assembly with universal-ctags; answers are kept under build/book/tags by content.
require 'digest'
require 'fileutils'
require 'json'
require 'open3'
require_relative 'error'

module Book
  # The one place that runs ctags.
  module Ctags
    LANGUAGE = { '.c' => 'C', '.h' => 'C', '.S' => 'Asm' }.freeze
    VERSION = '2'

    # Names that mean something inside one function only.
    INNER = %w[local parameter].freeze

    # [{name:, kind:, line:, end:, file:, scope:}] in the order of the lines; line numbers count from 1.
    def self.read(root, text, extension)
      all(root, text, extension).reject { |tag| INNER.include?(tag[:kind]) }
    end

    # The local variables and parameters of a text, in the same form.
    def self.inner(root, text, extension)
      all(root, text, extension).select { |tag| INNER.include?(tag[:kind]) }
    end

    def self.all(root, text, extension)
      language = LANGUAGE[extension] or return []
      ignored = attributes(root)
      digest = Digest::SHA256.hexdigest([VERSION, language, ignored, text].join("\0"))
      (@seen ||= {})[digest] ||= from_disk(File.join(root, 'build/book/tags'), digest, language, extension, text, ignored)
    end

    # Macros that stand for an attribute: to ctags they would look like the name that is declared.
    def self.attributes(root)
      (@attributes ||= {})[root] ||= Dir.glob("#{root}/{kernel,arch,user}/**/*.{c,h}").sort.flat_map do |file|
        File.read(file).scan(/^#\s*define (\w+) __attribute__/).flatten
      end.uniq.join(',')
    end

    def self.from_disk(folder, digest, language, extension, text, ignored)
      kept = File.join(folder, "#{digest}.json")
      unless File.file?(kept)
        FileUtils.mkdir_p(folder)
        source = "#{kept}.#{Process.pid}#{extension}"
        File.write(source, text)
        output = run(language, source, ignored)
        File.delete(source)
        File.write("#{kept}.#{Process.pid}", output)
        File.rename("#{kept}.#{Process.pid}", kept)
      end
      parse(File.read(kept))
    end

    def self.run(language, source, ignored)
      output, error, status = Open3.capture3('ctags', '--options=NONE', '--output-format=json', "--language-force=#{language}",
                                             '--fields=+ne', '--kinds-C=+pxlz', *(ignored.empty? ? [] : ['-I', ignored]), '-f', '-', source)
      raise Error, "ctags failed: #{error.strip}. Install the package universal-ctags." unless status.success?

      output
    rescue Errno::ENOENT
      raise Error, 'ctags is missing. Install the package universal-ctags.'
    end

    def self.parse(output)
      output.lines.map { |line| JSON.parse(line) }.select { |tag| tag['_type'] == 'tag' }.map do |tag|
        { name: tag['name'], kind: tag['kind'], line: tag['line'], end: tag['end'], file: tag['file'] == true, scope: tag['scope'] }
      end.sort_by { |tag| tag[:line] }
    end
    private_class_method :all, :attributes, :from_disk, :run, :parse
  end
end
