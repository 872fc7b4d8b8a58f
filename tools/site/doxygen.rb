# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The API reference: Doxygen over the staged tree of the last sprint, and its tag file, through which links are resolved.
require 'fileutils'
require 'open3'
require 'tmpdir'
require 'rexml/document'
require_relative 'error'
require_relative 'api_source'
require_relative 'html'
require_relative 'pages/chapters'

module Site
  # Stands in for Doxygen before it has run.
  class NoLinks
    def address(_symbol) = nil
  end

  # Runs Doxygen and answers where a symbol stands in what it wrote.
  class Doxygen
    THEME = '/usr/share/doxygen-awesome-css'
    # The reader's choice between light and dark holds here too, and can be made here; the colours are those of the book.
    SWITCH = '<link rel="stylesheet" href="../assets/css/api.css">' \
             '<script>(function(){var d=document.documentElement,t=null;d.classList.add("js");try{t=localStorage.getItem("postern-theme")}catch(e){}' \
             'if(t)d.classList.add(t+"-mode")})();</script><script src="../assets/js/api.js" defer></script>'

    def initialize(project, work)
      @project = project
      @work = work
      @html = File.join(work, 'api')
      @tags = File.join(work, 'postern.tag')
    end

    # Stages the last sprint and runs Doxygen over it; a warning is an error.
    def run
      need_doxygen
      stage = File.join(@work, 'api-tree')
      FileUtils.rm_rf([stage, @html, @tags])
      FileUtils.mkdir_p(stage)
      places = explained
      tree.paths(last).grep(%r{\A(?:kernel|arch)/.*\.h\z}).each do |path|
        write(File.join(stage, path), ApiSource.new(library.file(path, last), places).text)
      end
      write(File.join(stage, 'mainpage.dox'), @project.read('docs/mainpage.dox'))
      write(layout, default_layout)
      text, status = Open3.capture2e(environment, 'doxygen', @project.path('docs/Doxyfile'), chdir: stage)
      return if status.success?

      raise Error, "Doxygen warned, and a warning stops the build (the paths are those of the last sprint's tree):\n#{text.gsub("#{stage}/", '')}"
    end

    # The address of a symbol's contract, or nil when Doxygen knows none.
    def address(symbol) = symbols[symbol]

    # Copies the reference into the site, and adds the links back to the chapters.
    def install(folder)
      FileUtils.rm_rf(folder)
      FileUtils.mkdir_p(File.dirname(folder))
      FileUtils.cp_r(@html, folder)
      rename_folders(folder)
      Dir.glob(File.join(folder, '*.html')).sort.each { |file| File.write(file, dressed(File.read(file))) }
    end

    private

    # A page of Doxygen's with the site's colours, and the button that changes them.
    def dressed(text)
      button = Html.include(@project, 'theme_button').sub('class="theme-button needs-js"', 'class="api-theme"')
      text.sub('</head>', "#{SWITCH}\n</head>").sub('<div id="titlearea">') { |area| "#{area}\n#{button}" }
    end

    def tree = @project.tree
    def library = Book::Library.of(tree)
    def layout = File.join(@work, 'layout.xml')

    # Doxygen's own layout with a way back to the book.
    def default_layout
      Dir.mktmpdir do |folder|
        text, status = Open3.capture2e('doxygen', '-l', 'layout.xml', chdir: folder)
        raise Error, "doxygen -l failed: #{text}" unless status.success?

        File.read(File.join(folder, 'layout.xml')).sub('<navindex>', "<navindex>\n    <tab type=\"user\" url=\"../index.html\" title=\"The book\"/>")
      end
    end

    # Symbol => [[title, address], …]: where the chapters show it as new. They are rendered without links to the API here.
    def explained
      Chapters.new(@project, NoLinks.new).places
    end

    def last = @project.last.slug

    # Doxygen names the page of a folder after a hash of its full path; here after one of its path in the tree.
    def rename_folders(folder)
      names = Dir.glob(File.join(folder, 'dir_*.html')).to_h do |file|
        path = File.read(file)[%r{<title>[^<]*?(\S+) Directory Reference</title>}, 1] || raise(Error, "#{file}: Doxygen's page of a folder has another title than expected")
        [File.basename(file, '.html'), "folder_#{path.gsub(/[^a-z0-9]+/i, '_').chomp('_')}"]
      end
      return if names.empty?

      Dir.glob(File.join(folder, '*.{html,js}')).sort.each do |file|
        text = File.read(file).gsub(Regexp.union(names.keys), names)
        File.write(file, file.include?('navtreeindex') ? in_order(text) : text)
        File.rename(file, file.gsub(Regexp.union(names.keys), names)) if names.key?(File.basename(file).sub(/\.\w+\z/, ''))
      end
    end

    # The navigation's index lists folders in the order of the old names.
    def in_order(text)
      text.sub(/(?:^"folder_.*\n)+/) do |run|
        entries = run.lines(chomp: true).map { |line| line.chomp(',') }.sort
        "#{entries.join(",\n")}#{',' if run.end_with?(",\n")}\n"
      end
    end

    def need_doxygen
      return if ENV['PATH'].split(':').any? { |folder| File.executable?(File.join(folder, 'doxygen')) }

      raise Error, 'doxygen is not installed: run `make deps`, or build with --no-api'
    end

    def environment
      { 'POSTERN_API' => @html, 'POSTERN_TAGS' => @tags,
        'POSTERN_EDITION' => "edition #{@project.edition}, source #{@project.revision}", 'POSTERN_AWESOME' => THEME,
        'POSTERN_LAYOUT' => layout, 'LC_ALL' => 'C.UTF-8' }
    end

    def write(file, text)
      FileUtils.mkdir_p(File.dirname(file))
      File.write(file, text)
    end

    # Symbol => address. A symbol that belongs to a group stands on the group's page, a structure on its own.
    def symbols
      @symbols ||= File.file?(@tags) ? read_tags : {}
    end

    def read_tags
      found = {}
      REXML::Document.new(File.read(@tags)).elements.each('tagfile/compound') do |compound|
        kind = compound.attributes['kind']
        page = compound.elements['filename']&.text.to_s
        if %w[struct union].include?(kind)
          found["#{kind} #{compound.elements['name'].text}"] = found[compound.elements['name'].text] ||= "/api/#{page}"
        end
        next unless %w[group file].include?(kind)

        compound.elements.each('member') { |member| add(found, member, kind) }
      end
      found
    end

    def add(found, member, kind)
      name, file, anchor = %w[name anchorfile anchor].map { |key| member.elements[key]&.text }
      return unless name && file

      found[name] = "/api/#{file}##{anchor}" if kind == 'group' || !found.key?(name)
    end
  end
end
