# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The pages of source files: /src/SLUG/path.html shows a file as it stands at the end of a sprint, each line with an anchor.
# They lie outside Jekyll, because there are hundreds of them.
require 'fileutils'
require_relative 'html'
require_relative 'extra_sources'

module Site
  # Writes the file pages and an index per sprint.
  class SourcePages
    # The address of a file at a sprint.
    def self.address(slug, path) = "/src/#{slug}/#{path}.html"

    def initialize(project, out, doxygen)
      @project = project
      @out = out
      @doxygen = doxygen
    end

    def write
      @project.sprints.each do |sprint|
        paths(sprint.slug).each { |path| put(self.class.address(sprint.slug, path), file_page(sprint, path)) }
        put("/src/#{sprint.slug}/index.html", index_page(sprint))
      end
      ExtraSources.wanted.keys.sort.each { |path| extra(path) }
    end

    private

    def tree = @project.tree

    def paths(slug)
      @paths ||= {}
      @paths[slug] ||= (tree.paths(slug) + ['checkpoint.h']).uniq.sort
    end

    def text(slug, path)
      path == 'checkpoint.h' ? tree.generated(slug).fetch(path) : tree.text(path, slug)
    end

    def put(address, html)
      file = File.join(@out, address)
      FileUtils.mkdir_p(File.dirname(file))
      File.write(file, html)
    end

    def file_page(sprint, path)
      body = +"<h1 class=\"source-title\"><code>#{Html.escape(path)}</code></h1>\n"
      body << "<p>As it stands at the end of sprint #{sprint.number}, #{chapter_link(sprint)}. #{history(sprint, path)}</p>\n"
      body << listing(text(sprint.slug, path), Html.language_of(path))
      Html.page(title: path, crumbs: crumbs(sprint), body: body, project: @project)
    end

    # Numbered lines. The numbers are drawn by the style sheet, so that copying takes the code alone.
    def listing(text, language)
      lines = Html.highlight(text, language).lines(chomp: true)
      rows = lines.each_with_index.map do |line, i|
        %(<span class="line" id="L#{i + 1}"><a class="number" href="#L#{i + 1}" data-line="#{i + 1}" aria-label="line #{i + 1}"></a>#{line}\n</span>)
      end
      %(<div class="source" tabindex="0" role="region" aria-label="Source text"><pre class="highlight"><code>#{rows.join}</code></pre></div>\n)
    end

    # A file or folder outside the ladder that a chapter names: a test, a broken variant, an exercise.
    def extra(path)
      full = @project.path(path)
      return put("/files/#{path}.html", extra_page(path)) if File.file?(full)

      inside = Dir.glob('**/*', base: full).select { |name| File.file?(File.join(full, name)) && (@project.solutions || !name.match?(%r{(?:\A|/)solution\.patch\z})) }.sort
      inside.each { |name| put("/files/#{path}/#{name}.html", extra_page("#{path}/#{name}")) }
      items = inside.map { |name| "<li><a href=\"/files/#{path}/#{name}.html\"><code>#{Html.escape(name)}</code></a></li>" }
      put("/files/#{path}/index.html", Html.page(title: "#{path}/", crumbs: [['Postern', '/index.html']], project: @project,
                                                 body: "<h1 class=\"source-title\"><code>#{Html.escape(path)}/</code></h1>\n<ul>#{items.join("\n")}</ul>"))
    end

    def extra_page(path)
      body = "<h1 class=\"source-title\"><code>#{Html.escape(path)}</code></h1>\n" \
             "<p>This file is in the repository; it is not part of the kernel's tree at any sprint.</p>\n" +
             listing(@project.read(path), Html.language_of(path))
      Html.page(title: path, crumbs: [['Postern', '/index.html']], body: body, project: @project)
    end

    def crumbs(sprint)
      [['Postern', '/index.html'], ["Sources of #{sprint.heading}", "/src/#{sprint.slug}/index.html"]]
    end

    def chapter_link(sprint)
      if @project.chapter_files(sprint.slug).empty?
        %(<a href="/diffs/#{sprint.slug}.html">#{Html.escape(sprint.title)}</a>)
      else
        %(<a href="#{sprint.address}">#{Html.escape(sprint.title)}</a>)
      end
    end

    # In which sprints the text of this file is the same as here, and where it differs.
    def history(sprint, path)
      return 'The ladder generates this file.' if path == 'checkpoint.h' || Ladder::Tree::JOINED.key?(path)

      others = @project.sprints.select { |s| paths(s.slug).include?(path) }
      changed = others.each_cons(2).reject { |a, b| text(a.slug, path) == text(b.slug, path) }.map(&:last)
      born = others.first
      words = [born == sprint ? 'It enters in this sprint.' : "It enters in sprint #{born.number}, #{version_link(born, path)}."]
      words << "It changes in #{changed.map { |s| "sprint #{s.number}, #{version_link(s, path)}" }.join('; ')}." unless changed.empty?
      words << "Differences of this sprint: <a href=\"/diffs/#{sprint.slug}.html\">all files</a>."
      words.join(' ')
    end

    def version_link(sprint, path)
      %(<a href="#{self.class.address(sprint.slug, path)}">#{Html.escape(sprint.title)}</a>)
    end

    def index_page(sprint)
      rows = paths(sprint.slug).group_by { |path| File.dirname(path) }.sort.map do |folder, files|
        items = files.map { |path| item(sprint, path) }.join("\n")
        "<h2>#{folder == '.' ? 'Root of the tree' : "<code>#{Html.escape(folder)}/</code>"}</h2>\n<ul>\n#{items}\n</ul>"
      end
      body = "<h1>Sources at the end of sprint #{sprint.number}</h1>\n" \
             "<p>Every file of the tree that <code>make stage SPRINT=#{sprint.slug}</code> writes and the compiler reads. " \
             "The chapter is #{chapter_link(sprint)}; what this sprint changed is on <a href=\"/diffs/#{sprint.slug}.html\">its page of differences</a>.</p>\n" \
             "#{rows.join("\n")}\n#{other_sprints(sprint)}"
      Html.page(title: "Sources of #{sprint.heading}", crumbs: [['Postern', '/index.html']], body: body, project: @project)
    end

    def item(sprint, path)
      birth = tree.path_birth(path)
      note = path == 'checkpoint.h' || Ladder::Tree::JOINED.key?(path) ? 'generated' : nil
      note ||= birth == sprint.slug ? 'new in this sprint' : "from sprint #{tree.number(birth)}"
      %(<li><a href="#{self.class.address(sprint.slug, path)}">#{Html.escape(File.basename(path))}</a> <span class="note-inline">#{note}</span></li>)
    end

    def other_sprints(sprint)
      links = @project.sprints.map do |s|
        s == sprint ? "<li>#{Html.escape(s.heading)} (this page)</li>" : %(<li><a href="/src/#{s.slug}/index.html">#{Html.escape(s.heading)}</a></li>)
      end
      "<h2>Other sprints</h2>\n<ul>\n#{links.join("\n")}\n</ul>"
    end
  end
end
