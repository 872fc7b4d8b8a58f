# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The fonts that the site ships: which files of npm's packages, and whose they are.
require 'fileutils'
require 'json'
require_relative 'error'

module Site
  # A family of fonts: the Latin letters of the weights and styles that site/_sass/custom/_fonts.scss names.
  class Fonts
    Family = Struct.new(:package, :use, :cuts, :designer, keyword_init: true) do
      def folder(project) = project.path('node_modules/@fontsource', package)
      def files = cuts.map { |cut| "#{package}-latin-#{cut}.woff2" }
    end

    FAMILIES = [
      Family.new(package: 'source-serif-4', use: 'prose and headings', cuts: %w[400-normal 400-italic 600-normal],
                 designer: 'Frank Grießhammer, Adobe'),
      Family.new(package: 'source-code-pro', use: 'code and consoles', cuts: %w[400-normal 600-normal], designer: 'Paul D. Hunt, Adobe')
    ].freeze

    def initialize(project)
      @project = project
    end

    # Copies the files below a folder of the finished site.
    def install(folder)
      target = File.join(folder, 'assets/fonts')
      FileUtils.mkdir_p(target)
      FAMILIES.each do |family|
        family.files.each { |file| FileUtils.cp(found(family, "files/#{file}"), File.join(target, file)) }
      end
    end

    def metadata(family) = JSON.parse(File.read(found(family, 'metadata.json')))
    def version(family) = JSON.parse(File.read(found(family, 'package.json')))['version']
    def licence(family) = File.read(found(family, 'LICENSE'))
    def bytes(family) = family.files.sum { |file| File.size(found(family, "files/#{file}")) }

    private

    def found(family, name)
      file = File.join(family.folder(@project), name)
      File.file?(file) ? file : raise(Error, "@fontsource/#{family.package} is not installed, or has no #{name}: run `make deps`")
    end
  end
end
