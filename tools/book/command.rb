# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The commands of tools/book.rb.
require_relative 'pages'
require_relative 'prose'

module Book
  # Reads the command line, prints, returns the exit status.
  class Command
    USAGE = <<~TEXT
      ruby tools/book.rb COMMAND
        check [SPRINT]            all checks of the book, with what to do for each failure
        coverage [SPRINT]         lines that no chapter shows, as directives to paste; a table file by sprint
        pages|names|numbers|locks [SPRINT]   one check alone
        lock [SPRINT]             record prose and code that changed together or are new (make lock)
        accept SPRINT:EXCERPT …   take named excerpts as reread; REASON="…" if the prose stays (make accept)
        render SPRINT [FILE]      the chapter as Markdown
        regions SPRINT PATH       what can be named in a file
    TEXT

    def initialize(root, out: $stdout, err: $stderr)
      @root = root
      @out = out
      @err = err
    end

    def run(arguments)
      command, *rest = arguments
      commands = %w[check coverage pages names numbers locks lock accept render regions]
      unless commands.include?(command)
        @err.puts(USAGE)
        return 2
      end
      public_send(command, *rest) == false ? 1 : 0
    rescue Error, Ladder::Error => e
      @err.puts(e.message)
      1
    rescue ArgumentError => e
      raise unless e.message.start_with?('wrong number')

      @err.puts(USAGE)
      2
    end

    def check(sprint = nil)
      report(coverage_problems(sprint) + %i[page_problems name_problems number_problems lock_problems].flat_map { |m| send(m, sprint) })
    end

    def coverage(sprint = nil)
      found = Coverage.new(tree, sprint ? [slug(sprint)] : tree.order)
      (sprint ? [slug(sprint)] : tree.order).each do |name|
        missing = found.missing(name)
        @out.puts("#{name}: nobody shows", missing.map { |line| "  #{line}" }) unless missing.empty?
      end
      @out.puts(found.table)
      @out.puts(format('waived: %<percent>.1f %%', percent: found.waived_percent))
      found.write(File.join(@root, 'build/book/coverage.json')) unless sprint
      report(found.problems)
    end

    def pages(sprint = nil)
      report(page_problems(sprint))
    end

    def names(sprint = nil)
      report(name_problems(sprint))
    end

    def numbers(sprint = nil)
      report(number_problems(sprint))
    end

    def locks(sprint = nil)
      report(lock_problems(sprint))
    end

    def lock(sprint = nil)
      left = slugs(sprint).flat_map { |name| Lock.new(tree, name).refresh.map { |item| "#{name}:#{item.id}" } }
      left.each { |id| @err.puts("the code changed, the section did not; reread it, then: make accept ID=\"#{id}\"") }
      left.empty?
    end

    def accept(*ids)
      raise Error, 'name what you have reread: make accept ID="SPRINT:EXCERPT"; ruby tools/book.rb locks lists them.' if ids.empty?

      ids.flat_map(&:split).each do |id|
        name, excerpt = id.split(':', 2)
        lock = Lock.new(tree, slug(name))
        @out.puts(lock.show(excerpt.to_s))
        lock.accept(excerpt, ENV['REASON'])
        @out.puts("accepted #{id}")
      end
    end

    def render(sprint, file = nil)
      (file ? [Chapter.new(tree, slug(sprint), file)] : Chapter.all(tree, slug(sprint))).each { |chapter| @out.puts(chapter.to_markdown) }
    end

    def regions(sprint, path)
      file = Library.of(tree).file(path, slug(sprint))
      file.regions.each { |r| @out.puts("#{path}##{r.name}  #{r.kind}, lines #{r.range.first + 1}-#{r.last + 1}") }
    end

    private

    def tree
      @tree ||= Ladder::Tree.new(@root)
    end

    def slug(text)
      text == 'before' ? text : tree.sprints.resolve(text)
    end

    # Chapter zero has prose, but no code.
    def slugs(sprint)
      sprint ? [slug(sprint)] : (['before'] & Dir.children(File.join(@root, 'sprints'))) + tree.order
    end

    def chapters(sprint)
      slugs(sprint).flat_map { |name| Chapter.all(tree, name) }
    end

    def each_chapter(sprint)
      slugs(sprint).flat_map do |name|
        Chapter.all(tree, name).flat_map { |chapter| yield chapter }
      rescue Error => e
        [e.message]
      end
    end

    def coverage_problems(sprint)
      return [] if sprint == 'before'

      found = Coverage.new(tree, sprint ? [slug(sprint)] : tree.order)
      found.write(File.join(@root, 'build/book/coverage.json')) unless sprint
      found.problems
    end

    def page_problems(sprint)
      each_chapter(sprint) { |chapter| chapter.problems + Pasted.new(chapter).problems }
    end

    def name_problems(sprint)
      each_chapter(sprint) { |chapter| Names.new(chapter).problems }
    end

    def number_problems(sprint)
      each_chapter(sprint) { |chapter| Numbers.new(chapter).problems }
    end

    def lock_problems(sprint)
      slugs(sprint).flat_map { |name| Lock.new(tree, name).problems }
    end

    def report(problems)
      problems.uniq.each { |problem| @err.puts(problem) }
      @err.puts("#{problems.uniq.size} problems") unless problems.empty?
      problems.empty?
    end
  end
end
