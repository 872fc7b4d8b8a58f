# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The gems, the project, and one finished site that all tests look at.
ROOT = File.expand_path('../..', __dir__)
ENV['BUNDLE_GEMFILE'] = File.join(ROOT, 'Gemfile')
ENV['BUNDLE_PATH'] ||= File.join(ROOT, '.deps/gems')
ENV['MT_NO_PLUGINS'] = '1'
ENV['LANG'] = ENV['LC_ALL'] = 'C.UTF-8'
ENV['TZ'] = 'UTC'
Encoding.default_external = Encoding::UTF_8
require 'bundler/setup'
require 'digest'
require 'fileutils'
require 'open3'
require_relative '../../tools/site/project'

# The finished site, built once for one state of the sources.
module FinishedSite
  FOLDER = File.join(ROOT, 'build/site-test')

  module_function

  # The folder with the site; builds it if need be. SITE=folder takes one that is there, while a test is being written.
  def path
    return File.expand_path(ENV['SITE']) if ENV['SITE']

    FileUtils.mkdir_p(FOLDER)
    File.open(File.join(FOLDER, 'lock'), 'w') do |lock|
      lock.flock(File::LOCK_EX)
      target = File.join(FOLDER, state)
      unless File.exist?(File.join(target, 'complete'))
        Dir.glob(File.join(FOLDER, '*/')).each { |old| FileUtils.rm_rf(old) }
        build(File.join(target, 'site'))
        FileUtils.touch(File.join(target, 'complete'))
      end
      File.join(target, 'site')
    end
  end

  def build(out)
    text, status = Open3.capture2e('ruby', File.join(ROOT, 'tools/site.rb'), 'build', '--out', out)
    raise "the site does not build:\n#{text}" unless status.success?
  end

  # A digest over everything that the site is made from.
  def state
    text, = Open3.capture2('git', '-C', ROOT, 'ls-files', '-z', '--cached', '--others', '--exclude-standard')
    files = text.split("\0").push('build/results.json').uniq.sort.map { |name| File.join(ROOT, name) }.select { |f| File.file?(f) }
    commit, = Open3.capture2('git', '-C', ROOT, 'rev-parse', 'HEAD')
    files.each_with_object(Digest::SHA256.new << commit) { |f, digest| digest << f << Digest::SHA256.file(f).digest }.hexdigest[0, 16]
  end

  # Pages of the book: not those of the API.
  def pages(pattern = '**/*.html') = Dir.glob(pattern, base: path).reject { |page| page.start_with?('api/') }.sort
end
