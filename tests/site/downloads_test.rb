# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# What readers take home from the finished site: it unpacks, it is what the ladder stages, and no solution is in it.
require_relative 'helper'
require 'cgi'
require 'tmpdir'
require_relative '../../tools/site/downloads'

class DownloadsTest < Minitest::Test
  def project = @project ||= Site::Project.new(ROOT)
  def site = @site ||= FinishedSite.path

  def run_quietly(*words, **options)
    out, status = Open3.capture2e(*words, **options)
    assert status.success?, "#{words.join(' ')}: #{out}"
    out
  end

  def files(folder) = Dir.glob('**/*', File::FNM_DOTMATCH, base: folder).reject { |f| f.start_with?('.git/') }.select { |f| File.file?(File.join(folder, f)) }.sort

  def test_an_archive_is_the_staged_tree
    [project.sprints.first, project.last].each do |sprint|
      Dir.mktmpdir do |folder|
        run_quietly('tar', 'xzf', File.join(site, Site::Downloads.archive(project, sprint.slug)), '-C', folder)
        top = File.join(folder, "postern-#{project.tree.name(sprint.slug)}")
        staged = File.join(folder, 'staged')
        project.tree.stage(sprint.slug, staged)
        run_quietly('diff', '-r', top, staged)
      end
    end
  end

  def test_the_bundle_holds_every_sprint
    Dir.mktmpdir do |folder|
      clone = File.join(folder, 'postern')
      run_quietly('git', 'clone', '--quiet', File.join(site, Site::Downloads::BUNDLE), clone)
      tags = run_quietly('git', '-C', clone, 'tag').split
      project.sprints.each { |sprint| assert_includes tags, "sprint-#{project.tree.name(sprint.slug)}" }
      assert_equal project.sprints.size, run_quietly('git', '-C', clone, 'rev-list', '--count', 'main').to_i
      assert_equal project.read('EDITION').strip, tags.grep(%r{\Av\d+/}).first[/\d+/]
      run_quietly('git', '-C', clone, 'checkout', '--quiet', "sprint-#{project.tree.name(project.sprints.first.slug)}")
      assert_equal Ladder::Stage.new(project.tree, project.sprints.first.slug).files.keys.sort, files(clone)
      assert_empty run_quietly('git', '-C', clone, 'log', '--all', '--name-only', '--format=').split("\n").grep(/solution/)
    end
  end

  # Two builds made apart; the site's test of equal builds compares these files, too, but would not say why.
  def test_archives_and_bundle_do_not_depend_on_when_or_where
    Dir.mktmpdir do |folder|
      Site::Downloads.new(Site::Project.new(ROOT), folder).write
      files(File.join(site, 'downloads')).each do |file|
        assert_equal Digest::SHA256.file(File.join(site, 'downloads', file)).hexdigest, Digest::SHA256.file(File.join(folder, 'downloads', file)).hexdigest, file
      end
    end
  end

  def test_a_long_path_fits_into_an_archive
    long = "#{'folder/' * 20}file.c"
    downloads = Site::Downloads.new(project, '/nowhere')
    Dir.mktmpdir do |folder|
      File.binwrite(File.join(folder, 'a.tar'), downloads.send(:tar, 'top', { long => 'text' }, Time.at(0)))
      assert_equal "top/#{long}\n", run_quietly('tar', 'tf', File.join(folder, 'a.tar'))
    end
    assert_raises(Site::Error) { downloads.send(:tar, 'top', { 'x' * 120 => 'text' }, Time.at(0)) }
  end

  def test_every_chapter_ends_with_its_sprint
    project.sprints.each do |sprint|
      pages = Dir.glob(["chapters/#{sprint.slug}.html", "chapters/#{sprint.slug}/*.html"], base: site)
      text = pages.map { |page| File.read(File.join(site, page)) }.find { |html| html.include?('id="the-whole-sprint"') }
      refute_nil text, "#{sprint.slug} has no end"
      tail = text[/id="the-whole-sprint".*/m]
      assert_includes tail, File.basename(Site::Downloads.archive(project, sprint.slug))
      assert_includes tail, "git checkout sprint-#{project.tree.name(sprint.slug)}"
      assert_includes tail, "diffs/#{sprint.slug}.html"
      project.changes.of(sprint).each { |change| assert_includes tail, CGI.escapeHTML(change.path) }
      next if sprint.number < 2

      build = text[/id="build-it-yourself".*id="the-whole-sprint"/m].to_s
      assert_includes build, "git checkout -b mine sprint-#{project.tree.name(project.sprints[sprint.number - 2].slug)}"
      assert_includes build, "make begin TAG=sprint-#{project.tree.name(sprint.slug)}"
    end
  end
end
