# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The page of panic codes, from kernel/panics/*.def.
require_relative 'page'
require_relative '../definitions'

module Site
  # One entry per PANIC(code, name, "text").
  class Panics < Maker
    Entry = Struct.new(:code, :name, :text, :slug, keyword_init: true)

    # The code of a stop before there is a panic(): arch/x86_64/boot.S prints the message itself.
    EARLY = <<~TEXT
      ## 14 (before C)
      {: #panic-14 }

      The processor has no 64-bit mode or no NX bit, or no Multiboot2 loader started the kernel. `boot.S` prints a line that says which, and leaves with
      this code; no panic is printed, since the kernel's C code cannot run there. QEMU's exit status: 157; that of `make run`: 78.
    TEXT
    private_constant :EARLY

    def pages
      [reference('panics', 'Panic codes', text, 3)]
    end

    def entries
      project.tree.fragments('kernel/panics.inc', project.last.slug).flat_map do |path|
        Definitions.invocations(project.tree.text(path, project.last.slug), 'PANIC').map do |code, name, words|
          Entry.new(code: Integer(code, 10), name: name, text: Definitions.string(words), slug: File.basename(path, '.def'))
        end
      end.sort_by(&:code)
    end

    private

    def text
      intro = "A panic is a bug in the kernel, or a machine that it cannot use. Nothing that a program in ring 3 does may lead to one.\n" \
              "The kernel prints `panic CODE NAME: message`, then its reports, and leaves QEMU with status 129 + 2 × code; " \
              "`make run` then ends with 64 + code.\n\n"
      intro + entries.map { |e| entry(e) }.join("\n") + EARLY
    end

    def entry(entry)
      sprint = project.sprint(entry.slug)
      "## #{entry.code} #{entry.name}\n{: #panic-#{entry.code} }\n\n#{entry.text}\n\n" \
        "Enters in sprint #{sprint.number}, [#{sprint.title}](/src/#{sprint.slug}/kernel/panics/#{entry.slug}.def.html). " \
        "QEMU's exit status: #{129 + 2 * entry.code}; that of `make run`: #{64 + entry.code}.\n"
    end
  end
end
