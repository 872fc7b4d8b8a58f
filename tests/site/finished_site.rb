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
        said = build(File.join(target, 'site'))
        File.write(File.join(target, 'said'), said)
        choose_samples(File.join(target, 'site'), File.join(target, 'samples'))
        FileUtils.touch(File.join(target, 'complete'))
      end
      File.join(target, 'site')
    end
  end

  # What the build of the shared site said, or nothing.
  def said
    file = File.join(File.dirname(path), 'said')
    File.file?(file) ? File.read(file) : ''
  end

  # A file with the pages that stand for all others; nil when there is none, and every test looks for them itself.
  def samples
    file = File.join(File.dirname(path), 'samples')
    file if !ENV['SITE'] && File.file?(file)
  end

  # A page of a kind that nobody knows leaves no file behind; the test of the kinds says so.
  def choose_samples(site, file) = Open3.capture2e('node', File.join(ROOT, 'tests/site/templates.js'), site, file)

  # Builds the site of the project in `root`, and returns what the builder said.
  def build(out, root: ROOT, env: {})
    text, status = Open3.capture2e(env, 'ruby', File.join(root, 'tools/site.rb'), 'build', '--out', out)
    raise "the site does not build:\n#{text}" unless status.success?

    text
  end

  # The project in another folder: what git knows or would take, and what was installed and tested.
  def copy(target)
    commit, = Open3.capture2('git', '-C', ROOT, 'rev-parse', 'HEAD')
    index, = Open3.capture2('git', '-C', ROOT, 'rev-parse', '--path-format=absolute', '--git-path', 'index')
    system('git', 'clone', '--quiet', '--shared', '--no-checkout', ROOT, target, exception: true)
    system('git', '-C', target, 'update-ref', '--no-deref', 'HEAD', commit.strip, exception: true)
    FileUtils.cp(index.strip, File.join(target, '.git/index'))
    files.each do |name|
      FileUtils.mkdir_p(File.dirname(File.join(target, name)))
      FileUtils.cp(File.join(ROOT, name), File.join(target, name))
    end
    %w[.deps node_modules].each { |name| File.symlink(File.realpath(File.join(ROOT, name)), File.join(target, name)) if File.exist?(File.join(ROOT, name)) }
    tags = File.join(ROOT, 'build/book/tags') # what ctags said, by content
    File.directory?(tags) && FileUtils.mkdir_p(File.join(target, 'build/book')) && File.symlink(tags, File.join(target, 'build/book/tags'))
    target
  end

  # A digest over everything that the site is made from.
  def state
    commit, = Open3.capture2('git', '-C', ROOT, 'rev-parse', 'HEAD')
    files.each_with_object(Digest::SHA256.new << commit) { |name, digest| digest << name << Digest::SHA256.file(File.join(ROOT, name)).digest }.hexdigest[0, 16]
  end

  # Names of the files that the site may be made from.
  def files
    text, = Open3.capture2('git', '-C', ROOT, 'ls-files', '-z', '--cached', '--others', '--exclude-standard')
    text.split("\0").push('build/results.json').uniq.sort.select { |name| File.file?(File.join(ROOT, name)) }
  end

  # Pages of the book: not those of the API.
  def pages(pattern = '**/*.html') = Dir.glob(pattern, base: path).reject { |page| page.start_with?('api/') }.sort
end
