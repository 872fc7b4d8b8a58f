# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Builds the site, step by step: Jekyll, the pages of source files, the API reference, relative addresses, the search index.
require 'digest'
require 'fileutils'
require 'open3'
require_relative 'error'
require_relative 'project'
require_relative 'html'
require_relative 'source_pages'
require_relative 'relative'
require_relative 'doxygen'
require_relative 'publication'
require_relative 'terms'
require_relative 'one_page'
require_relative 'downloads'
require_relative 'fonts'
require_relative 'jekyll_run'
require_relative 'name_cards'
require_relative 'casts'

module Site
  # One build of the site into one folder. The folder is replaced only when the build succeeded.
  class Builder
    attr_reader :out

    # address, report: what differs from site/_config.yml
    def initialize(root, out:, api: true, search: true, address: nil, report: nil, solutions: true)
      @root = root
      @out = out
      @api = api
      @search = search
      @address = address
      @report = report
      @solutions = solutions
      @work = File.join(root, 'build/site', Digest::SHA256.hexdigest(out)[0, 8]) # two builds at once do not meet
    end

    def build
      start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
      project = Project.new(@root, solutions: @solutions)
      fresh = File.join(@work, 'html')
      FileUtils.rm_rf(fresh)
      FileUtils.mkdir_p(fresh)
      doxygen = Doxygen.new(project, @work)
      doxygen.run if @api
      JekyllRun.new(project, fresh, doxygen).run
      Terms.new(project, fresh).apply
      SourcePages.new(project, fresh, doxygen).write
      Downloads.new(project, fresh).write
      NameCards.new(project, fresh, doxygen).write
      Casts.new(project, fresh).write
      OnePage.new(project, fresh).write
      Fonts.new(project).install(fresh)
      Relative.new(fresh).apply
      Publication.new(fresh, address: @address || project.setting('address'), report: @report || project.setting('report')).apply
      doxygen.install(File.join(fresh, 'api')) if @api
      index(fresh) if @search
      put_in_place(fresh)
      FileUtils.rm_rf(@work)
      seconds = Process.clock_gettime(Process::CLOCK_MONOTONIC) - start
      "The site is in #{@out} (#{Dir.glob("#{@out}/**/*.html").size} pages, #{seconds.round} s). " \
        "Open #{File.join(@out, 'index.html')} or run `make serve`."
    end

    def api_only
      doxygen = Doxygen.new(Project.new(@root), @work)
      doxygen.run
      doxygen.install(File.join(@out, 'api'))
      puts "The API reference is in #{File.join(@out, 'api')}."
    end

    private

    # The search index covers the book and the reference, not the source pages and not the API.
    def index(folder)
      tool = File.join(@root, 'node_modules/.bin/pagefind')
      raise Error, 'pagefind is not installed: run `make deps`, or build with --no-search' unless File.exist?(tool)

      command = [tool, '--site', folder, '--root-selector', 'main', '--glob', '{*,{about,chapters,parts,reference}/**/*}.html',
                 '--exclude-selectors', '.no-search', '--quiet']
      text, status = Open3.capture2e({ 'PAGEFIND_TELEMETRY' => '0' }, *command)
      raise Error, "pagefind failed:\n#{text}" unless status.success?
    end

    def put_in_place(fresh)
      old = "#{@out}.old"
      FileUtils.rm_rf(old)
      FileUtils.mkdir_p(File.dirname(@out))
      FileUtils.mv(@out, old) if File.exist?(@out)
      FileUtils.mv(fresh, @out)
      FileUtils.rm_rf(old)
    end
  end
end
