# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# What a reader can take home: the tree of each sprint as an archive, and the ladder of all sprints as a bundle that git clones.
# The same source gives the same bytes: names, dates, owners and modes are fixed.
require 'fileutils'
require 'open3'
require 'stringio'
require 'tmpdir'
require 'zlib'
require_relative 'error'
require_relative '../ladder/stage'
require_relative '../ladder/tags'

module Site
  # Writes the folder downloads/ of the site.
  class Downloads
    FOLDER = '/downloads'
    BUNDLE = "#{FOLDER}/postern-ladder.bundle"
    DAY = 86_400

    def self.archive(project, slug) = "#{FOLDER}/postern-#{project.tree.name(slug)}.tar.gz"

    def initialize(project, out)
      @project = project
      @out = out
    end

    def write
      FileUtils.mkdir_p(File.join(@out, FOLDER))
      @project.sprints.each { |sprint| File.binwrite(File.join(@out, self.class.archive(@project, sprint.slug)), archive(sprint.slug)) }
      bundle(File.join(@out, BUNDLE))
    end

    # The staged tree of a sprint as .tar.gz, dated like the commit of its tag.
    def archive(slug)
      time = Time.at(Ladder::Tags::EPOCH + (@project.tree.number(slug) * DAY)).utc
      packed = StringIO.new(''.b)
      Zlib::GzipWriter.new(packed, Zlib::BEST_COMPRESSION).tap { |zip| zip.mtime = time }.then do |zip|
        zip.write(tar("postern-#{@project.tree.name(slug)}", Ladder::Stage.new(@project.tree, slug).files, time))
        zip.close
      end
      packed.string
    end

    private

    # The ustar format.
    def tar(top, files, time)
      files.sort.map { |path, text| entry("#{top}/#{path}", text.b, time.to_i) }.join.b + ("\0" * 1024)
    end

    def entry(path, data, time)
      name, prefix = split(path)
      fields = [name, '0000644', '0000000', '0000000', format('%011o', data.bytesize), format('%011o', time), ' ' * 8, '0', '', "ustar\0" + '00', 'root', 'root',
                '0000000', '0000000', prefix]
      head = fields.pack('a100a8a8a8a12a12a8a1a100a8a32a32a8a8a155').ljust(512, "\0")
      head[148, 8] = format("%06o\0 ", head.sum(32))
      head + data + ("\0" * (-data.bytesize % 512))
    end

    # The name's last 100 bytes, and what stands before them.
    def split(path)
      return [path, ''] if path.bytesize <= 100

      cut = (0...path.bytesize).find { |i| path[i] == '/' && path.bytesize - i - 1 <= 100 && i <= 155 }
      cut ? [path[cut + 1..], path[0...cut]] : raise(Error, "#{path} is too long for an archive: shorten it")
    end

    # All tags and the branch main, which is the last sprint.
    def bundle(file)
      Dir.mktmpdir('postern-bundle') do |folder|
        git(folder, 'init', '--quiet', '--bare', '--initial-branch=main')
        Ladder::Tags.new(@project.tree, folder).make
        last = git(folder, 'rev-parse', "sprint-#{@project.tree.name(@project.last.slug)}^{commit}").strip
        git(folder, 'update-ref', 'refs/heads/main', last)
        git(folder, '-c', 'pack.threads=1', 'bundle', 'create', '--quiet', file, 'HEAD', '--branches', '--tags')
      end
    end

    def git(folder, *words)
      out, err, status = Open3.capture3(Ladder::Tags::ENVIRONMENT, 'git', '-C', folder, *words)
      status.success? ? out : raise(Error, "git #{words.first}: #{err.lines.last.to_s.strip}")
    end
  end
end
