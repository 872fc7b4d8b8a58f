# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Seeded faults: what the book promises, broken on purpose in a copy of the tree. Each must turn the right check red, and the
# message must say what to do.
require 'fileutils'
require 'open3'
require 'tmpdir'
require_relative '../../tools/book/command'

module Promise
  # What keeps a fault from being seeded.
  class Failure < StandardError; end

  # A copy of the tree, with a fault to come.
  class Fault
    ROOT = File.expand_path('../..', __dir__)

    def self.all
      { 'code' => CodeLine, 'slice' => SliceByte, 'region' => RegionName, 'excerpt' => LostExcerpt, 'transcript' => TranscriptByte,
        'number' => MeasuredNumber, 'contract' => DocComment, 'broken' => BrokenVariant }
    end

    # Those that need neither QEMU nor Doxygen.
    def self.quick
      %w[code slice region excerpt]
    end

    def initialize(seed, root = ROOT)
      @random = Random.new(seed)
      @root = root
    end

    # 0 if the fault is found and explained.
    def run
      Dir.mktmpdir('promise') do |folder|
        @folder = folder
        copy
        what = prepare
        green
        seed
        puts "fault: #{what}"
        red
      end
    end

    private

    def copy
      files, status = Open3.capture2('git', 'ls-files', '-co', '--exclude-standard', '-z', chdir: @root)
      files = Dir.glob('**/*', File::FNM_DOTMATCH, base: @root).reject { |f| f.start_with?('build/', '_site/', '.git/', 'node_modules/', '.deps/') }.join("\0") unless status.success?
      files.split("\0").each do |file|
        next unless File.file?(from = File.join(@root, file))

        FileUtils.mkdir_p(File.dirname(File.join(@folder, file)))
        FileUtils.cp(from, File.join(@folder, file), preserve: true)
      end
      link_shared
    end

    # What the copy would otherwise have to install or to find again: packages, and tags, which are kept by content.
    def link_shared
      FileUtils.mkdir_p([File.join(@root, 'build/book/tags'), File.join(@folder, 'build/book')])
      File.symlink(File.join(@root, 'build/book/tags'), File.join(@folder, 'build/book/tags'))
      %w[.deps node_modules].select { |name| File.directory?(File.join(@root, name)) }.each { |name| File.symlink(File.join(@root, name), File.join(@folder, name)) }
    end

    def tree
      Ladder::Tree.new(@folder)
    end

    def library
      @library ||= Book::Library.of(tree)
    end

    # Sprints that have a chapter, in random order.
    def sprints
      found = library.order.reject { |slug| Book::Chapter.files(@folder, slug).empty? }
      raise Failure, 'no sprint has a chapter yet, so there is nothing to break: write one' if found.empty?

      found.shuffle(random: @random)
    end

    # A random directive block that a condition accepts: [slug, chapter, block].
    def directive(kind)
      sprints.each do |slug|
        pairs = Book::Chapter.all(library.tree, slug).flat_map do |chapter|
          chapter.document.blocks.select { |block| block.directive&.kind == kind }.map { |block| [slug, chapter, block] }
        end
        found = pairs.shuffle(random: @random).find { |_, chapter, block| yield chapter, block }
        return found if found
      end
      raise Failure, "no chapter has a [#{kind}] that this fault could strike"
    end

    def green
      output, status = Open3.capture2e(*check, chdir: @folder)
      raise Failure, "`#{check.join(' ')}` is red before the fault, so it proves nothing; mend that first:\n#{output}" unless status.success?
    end

    def red
      output, status = Open3.capture2e(*check, chdir: @folder)
      puts output.lines.last(8)
      raise Failure, "`#{check.join(' ')}` stays green although #{self.class::SENTENCE}" if status.success?
      raise Failure, "the check is red, but does not say #{expect.inspect}" unless output.match?(expect)

      puts "found by `#{check.join(' ')}`"
    end

    def change(path)
      file = File.join(@folder, path)
      old = File.read(file)
      new = yield old
      raise Failure, "the fault changed nothing in #{path}" if new == old

      File.write(file, new)
    end
  end

  # A line of code under an excerpt is edited.
  class CodeLine < Fault
    SENTENCE = 'a line of code under an excerpt was edited'

    private

    def prepare
      @slug, chapter, block = directive('src') { |c, b| b.directive.target.match?(/\A(?:kernel|arch)\/.*\.c\z/) && line(c.excerpt(b)) }
      @line = line(chapter.excerpt(block))
      @id = block.directive.id
      "#{@line.authored_path}: #{@line.text.strip}"
    end

    def line(excerpt)
      return if excerpt.again?

      excerpt.claims.map { |path, i| excerpt.path == path && excerpt.file.lines[i] }.select { |l| l && l.text.match?(/\A    \S.*;\s*\z/) }.last
    end

    def seed
      change(@line.authored_path) do |text|
        lines = text.lines
        lines[@line.authored_lineno - 1] = lines[@line.authored_lineno - 1].sub(/;(\s*)\z/, '; (void)0;\1')
        lines.join
      end
    end

    def check
      ['ruby', 'tools/book.rb', 'locks', @slug]
    end

    def expect
      /explains #{Regexp.escape(@id)}.*Reread it.*make accept ID="#{Regexp.escape("#{@slug}:#{@id}")}"/
    end
  end

  # A byte of a transcript is edited, inside a slice that a chapter shows.
  class SliceByte < Fault
    SENTENCE = 'a byte of a shown slice was edited'
    OUTPUT = /\A(?!\$ |> |\[exit).*[a-z]/.freeze

    private

    def prepare
      @slug, chapter, block = directive('run') { |c, b| c.slice(b).any?(OUTPUT) }
      @line = chapter.slice(block).grep(OUTPUT).sample(random: @random)
      @path = Book::Transcript.find(@folder, @slug, block.directive.target).path
      @id = block.directive.id
      "#{@path}: #{@line}"
    end

    def seed
      at = @line.index(/[a-z]/)
      change(@path) { |text| text.sub("\n#{@line}\n") { "\n#{@line[0...at]}#{@line[at] == 'z' ? 'a' : @line[at].succ}#{@line[(at + 1)..]}\n" } }
    end

    def check
      ['ruby', 'tools/book.rb', 'locks', @slug]
    end

    def expect
      /explains #{Regexp.escape(@id)}.*make accept/
    end
  end

  # The same, but the test is to run the machine again and compare.
  class TranscriptByte < SliceByte
    SENTENCE = 'a byte of a transcript was edited'

    private

    def directive(kind)
      super { |chapter, block| block.directive.target == 'boot.t' && yield(chapter, block) }
    end

    def check
      ['ruby', 'tools/machine.rb', 'check-transcript', @slug, 'boot']
    end

    def expect
      /record/
    end
  end

  # The name of a region is changed: in the code if it is a mark, in the chapter if it is a symbol.
  class RegionName < Fault
    SENTENCE = 'the name of a region was changed'

    private

    def prepare
      @slug, chapter, block = directive('src') { |_, b| b.directive.name.match?(/\A[a-z][a-z0-9_-]{3,}\z/) }
      excerpt = chapter.excerpt(block)
      @name = block.directive.name
      @mark = excerpt.region.kind == 'region'
      @path = @mark ? excerpt.file.lines[excerpt.region.first].authored_path : chapter.path
      @text = block.text
      "#{@path}: #{@name}"
    end

    def seed
      change(@path) { |text| @mark ? text.gsub(%r{\[(/?)#{@name}\]}, "[\\1#{@name}x]") : text.sub(@text) { @text.sub("##{@name}", "##{@name}x") } }
    end

    def check
      ['ruby', 'tools/book.rb', 'pages', @slug]
    end

    def expect
      wrong, right = @mark ? [@name, "#{@name}x"] : ["#{@name}x", @name]
      /has no ##{wrong} at sprint #{@slug}\. Nearest: .*#{right}/
    end
  end

  # An excerpt is deleted from a chapter.
  class LostExcerpt < Fault
    SENTENCE = 'an excerpt was deleted'

    private

    def prepare
      @slug, @chapter, block = directive('src') { |c, b| c.excerpt(b).new_code.positive? && c.excerpt(b).path.match?(Book::Library::SCOPE) }
      @text = block.text
      @path = block.directive.target
      "#{@chapter.path}: #{@text}"
    end

    def seed
      change(@chapter.path) { |text| text.sub("#{@text}\n", '') }
    end

    def check
      ['ruby', 'tools/book.rb', 'coverage', @slug]
    end

    def expect
      %r{chapter #{@slug} does not show \d+ of the \d+ lines that it adds to #{Regexp.escape(@path)}: .*\[src\]\(/}
    end
  end

  # A measured number is edited in its data file.
  class MeasuredNumber < Fault
    SENTENCE = 'a measured number was edited'

    private

    def prepare
      @path = 'docs/figures/bench.yml'
      raise Failure, 'there is no file of measured numbers: run make bench' unless File.file?(File.join(@folder, @path))

      @path
    end

    def seed
      change(@path) { |text| text.sub(/^(  'null': )(\d+)$/) { "#{Regexp.last_match(1)}#{@wrong = Regexp.last_match(2).to_i + 1}" } }
    end

    # Measuring takes long, and the message names the very number: once is enough.
    def green; end

    def check
      ['ruby', 'tools/machine.rb', 'bench', '--check', library.order.last]
    end

    def expect
      /bench\.now\.null: recorded is #{@wrong}, measured #{@wrong - 1}: run make bench/
    end
  end

  # A doc comment names a parameter that the function does not have.
  class DocComment < Fault
    SENTENCE = 'a doc comment was made wrong'

    private

    def prepare
      path = library.scope(library.order.last).grep(/\.h\z/).shuffle(random: @random)
                    .find { |p| File.read(authored(p)).match?(/^ \* @param \w+/) }
      @path = authored(path).delete_prefix("#{@folder}/")
      @path
    end

    def authored(path)
      File.join(@folder, library.tree.authored(path, library.order.last))
    end

    def seed
      change(@path) { |text| text.sub(/^ \* @param (\w+)/) { " * @param #{@name = "#{Regexp.last_match(1)}_other"}" } }
    end

    def check
      ['ruby', 'tools/site.rb', 'api']
    end

    def expect
      /#{@name}/
    end
  end

  # A random broken variant is applied to the authored tree.
  class BrokenVariant < Fault
    SENTENCE = 'a guard was removed'

    private

    def prepare
      @patch = Dir.glob('sprints/*/broken/*.patch', base: @folder).shuffle(random: @random).find { |patch| fits?(patch) }
      raise Failure, 'no broken variant fits the authored tree' unless @patch

      @patch
    end

    def header(patch)
      File.foreach(File.join(@folder, patch), chomp: true).take_while { |line| line != '---' }.to_h { |line| line.split(': ', 2) }
    end

    def fits?(patch)
      @header = header(patch)
      @header.fetch('Oracle', 'qemu') == 'qemu' && !@header['Append'] && File.file?(File.join(@folder, "tests/boot/#{@header['Test']}/test.yml")) &&
        apply(patch, '--dry-run')
    end

    def apply(patch, *options)
      Open3.capture2e('patch', '-p1', '-s', '--no-backup-if-mismatch', *options, '-i', patch, chdir: @folder)[1].success?
    end

    def seed
      raise Failure, "#{@patch} does not apply" unless apply(@patch)
    end

    def check
      ['ruby', 'tools/machine.rb', 'boot-test', @header['Test'], '--sprint', @patch.split('/')[1]]
    end

    def expect
      /#{Regexp.escape(@header['Expect'])}/
    end
  end
end
