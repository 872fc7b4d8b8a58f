# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# A small tree of two sprints in a temporary folder, for the tests of the book.
require 'fileutils'
require 'minitest/autorun'
require 'stringio'
require 'tmpdir'
require_relative '../../tools/book/command'

# Gives each test a tree and ways to change it.
class BookTest < Minitest::Test
  C_FILE = <<~C
    /* SPDX-License-Identifier: MIT */
    /*
     * What this file is for.
     */
    #include "kernel/a.h"

    #define LIMIT 16
    #define OTHER 17

    /** A pair. */
    struct pair {
        int left;  /**< One. */
        int right; /**< Other. */
    };

    static int counter;

    /* Adds. */
    int add(int a, int b)
    {
        counter++;
        // [sum]
        int sum = a + b;
        // [/sum]
    #if SPRINT >= S_TWO
        return sum < LIMIT ? sum : LIMIT;
    #else
        return sum;
    #endif
    }
    STEP(10, add);
  C

  HEADER = <<~C
    /* SPDX-License-Identifier: MIT */
    #ifndef KERNEL_A_H
    #define KERNEL_A_H

    /**
     * Adds two numbers.
     *
     * @param a one
     * @param b other
     */
    int add(int a, int b);

    #ifdef DEBUG
    #define check(x) test(x)
    #else
    #define check(x) ((void)0)
    #endif

    #endif
  C

  ASSEMBLY = <<~S
    /* SPDX-License-Identifier: MIT */
    #include "kernel/a.h"

    /* In: nothing. */
        .text
    FUNC(enter)
        call add
        ret
    END(enter)

        .balign 8
    table:
        .quad 0
    table_end:
  S

  CHAPTER = <<~MD
    # One

    This sprint defines `add` for `LIMIT`.

    [src](/kernel/a.c#LIMIT..OTHER)

    A pair and a counter.

    [src](/kernel/a.c#pair)

    More of it.

    [src](/kernel/a.c#counter)

    ## Adding

    Two numbers become one.

    [src](/kernel/a.c#add)

    The part that adds, once more:

    [src](/kernel/a.c#sum "again")

    Assertions cost nothing.

    [src](/kernel/a.h#check)

    The way in, and its table.

    [src](/arch/x86_64/in.S#enter)

    Then data.

    [src](/arch/x86_64/in.S#table..table_end)

    ## What you see

    You see this:

    [run](boot.t#hello)
  MD

  TWO = <<~MD
    # Two

    The sum is limited now.

    [src](/kernel/a.c#add)
  MD

  TRANSCRIPT = <<~T
    #: sprint one
    #: machine tcg-1
    $ make run SPRINT=one
    GRUB
    #= hello
    hello, world
    #= /hello
    sprint one: done
    [exit 0]
  T

  def setup
    @root = Dir.mktmpdir('book')
    write('sprints/order', "one\ntwo\n")
    manifest('one', "add: [kernel/a.c, kernel/a.h, arch/x86_64/in.S]\n")
    manifest('two', '')
    write('kernel/a.c', C_FILE)
    write('kernel/a.h', HEADER)
    write('arch/x86_64/in.S', ASSEMBLY)
    write('sprints/one/chapter.md', CHAPTER)
    write('sprints/two/chapter.md', TWO)
    write('sprints/one/transcripts/boot.t', TRANSCRIPT)
  end

  def teardown
    FileUtils.remove_entry(@root)
  end

  def write(path, text)
    file = File.join(@root, path)
    FileUtils.mkdir_p(File.dirname(file))
    File.write(file, text)
  end

  # Replaces text in a file; the text must be there.
  def edit(path, from, to)
    old = File.read(File.join(@root, path))
    assert_includes old, from, path
    write(path, old.sub(from) { to })
  end

  def manifest(slug, rest)
    write("sprints/#{slug}/manifest.yml", "title: Title of #{slug}\ngoal: A goal.\npart: The machine\n#{rest}")
  end

  def tree
    Ladder::Tree.new(@root)
  end

  def file(path, slug = 'one')
    Book::Library.of(tree).file(path, slug)
  end

  def chapter(slug = 'one')
    Book::Chapter.all(tree, slug).first
  end

  def excerpt(text, slug = 'one')
    Book::Excerpt.new(Book::Library.of(tree), slug, Book::Directive.parse(text, 1))
  end

  # Exit status and output of a command.
  def command(*arguments)
    out = StringIO.new
    err = StringIO.new
    [Book::Command.new(@root, out: out, err: err).run(arguments), out.string + err.string]
  end
end
