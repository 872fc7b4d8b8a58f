# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Adds the generated pages to Jekyll's: chapters, parts, reference. What they hold is decided in tools/site.
require_relative '../../tools/site/project'
require_relative '../../tools/site/pages'
require_relative '../../tools/site/status'
require_relative '../../tools/site/way'

module Postern
  # Runs before Jekyll renders.
  class Generator < Jekyll::Generator
    safe true
    priority :high

    def generate(site)
      project = Site::Context.project
      site.config['postern_revision'] = project.revision
      site.data['sprints'] = ladder(project)
      site.data['way'] = Site::Way.new(project).html
      pages = Site::Pages.new(project, Site::Context.doxygen).all
      site.data['reading'] = pages.select { |page| page.address.match?(%r{\A/chapters/[^/]+\.html\z}) }.to_h { |page| reading(project, page, pages) }
      pages.each { |page| site.pages << jekyll_page(site, page) }
    end

    private

    # slug => what the teacher's table says of a chapter
    def reading(project, first, pages)
      slug = File.basename(first.address, '.html')
      all = pages.select { |page| page.address == first.address || page.address.start_with?("/chapters/#{slug}/") }
      [slug, { 'title' => first.title.sub(/\A\d+\. /, ''), 'address' => first.address, 'minutes' => all.sum { |page| page.markdown[/(\d+) min\b/, 1].to_i },
               'exercises' => Dir.glob(project.path('sprints', slug, 'exercises', '[0-9]*-*')).size }]
    end

    def ladder(project)
      status = Site::Status.new(project)
      project.sprints.map do |s|
        kind, words = status.of(s.slug)
        s.to_h.transform_keys(&:to_s).merge('heading' => s.heading, 'address' => s.address, 'home' => home(project, s), 'name' => project.tree.name(s.slug),
                                            'status' => kind, 'status_words' => words)
      end
    end

    def home(project, sprint)
      project.chapter_files(sprint.slug).empty? ? "/diffs/#{sprint.slug}.html" : sprint.address
    end

    def jekyll_page(site, page)
      folder, name = File.split(page.address)
      Jekyll::PageWithoutAFile.new(site, site.source, folder, name.sub(/\.html\z/, '.md')).tap do |result|
        result.content = page.markdown
        result.data.merge!(page.data.transform_keys(&:to_s), 'title' => page.title, 'permalink' => page.address,
                                                             'layout' => 'default', 'render_with_liquid' => false)
      end
    end
  end
end
