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

    LIMIT = 120 # seconds that a build should take at most; more is said, not refused, since machines differ

    def build
      @steps = {}
      project = Project.new(@root, solutions: @solutions)
      fresh = File.join(@work, 'html')
      FileUtils.rm_rf(fresh)
      FileUtils.mkdir_p(fresh)
      doxygen = Doxygen.new(project, @work)
      step('Doxygen') { doxygen.run } if @api
      step('Jekyll') { JekyllRun.new(project, fresh, doxygen).run }
      step('terms') { Terms.new(project, fresh).apply }
      step('sources') { SourcePages.new(project, fresh, doxygen).write }
      step('downloads') { Downloads.new(project, fresh).write }
      step('cards and sessions') { [NameCards.new(project, fresh, doxygen), Casts.new(project, fresh)].each(&:write) }
      step('one page') { OnePage.new(project, fresh).write }
      step('addresses') { finish(project, fresh) }
      step('API') { doxygen.install(File.join(fresh, 'api')) } if @api
      step('search index') { index(fresh) } if @search
      put_in_place(fresh)
      FileUtils.rm_rf(@work)
      report
    end

    def api_only
      doxygen = Doxygen.new(Project.new(@root), @work)
      doxygen.run
      doxygen.install(File.join(@out, 'api'))
      puts "The API reference is in #{File.join(@out, 'api')}."
    end

    private

    def step(name)
      start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
      yield
      @steps[name] = Process.clock_gettime(Process::CLOCK_MONOTONIC) - start
    end

    # Fonts, relative addresses, what a published site needs.
    def finish(project, fresh)
      Fonts.new(project).install(fresh)
      Relative.new(fresh).apply
      Publication.new(fresh, address: @address || project.setting('address'), report: @report || project.setting('report')).apply
    end

    def report
      seconds = @steps.values.sum
      slow = " That is more than the #{LIMIT} s it should take." if seconds > LIMIT
      "The site is in #{@out} (#{Dir.glob("#{@out}/**/*.html").size} pages, #{seconds.round} s: " \
        "#{@steps.map { |name, time| "#{name} #{time.round}" }.join(', ')}).#{slow} Open #{File.join(@out, 'index.html')} or run `make serve`."
    end

    # The search index covers the book and the reference, not the source pages, not the API, and not the page for lost addresses.
    def index(folder)
      tool = File.join(@root, 'node_modules/.bin/pagefind')
      raise Error, 'pagefind is not installed: run `make deps`, or build with --no-search' unless File.exist?(tool)

      command = [tool, '--site', folder, '--root-selector', 'main', '--glob', '{[a-z]*,{about,chapters,parts,reference}/**/*}.html',
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
