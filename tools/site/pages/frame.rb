# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The register frame, word by word, from the structure that the kernel is compiled with.
require_relative 'page'
require_relative '../source_pages'
require_relative '../../book/library'

module Site
  # One page, from arch/x86_64/frame.h.
  class Frame < Maker
    PATH = 'arch/x86_64/frame.h'
    MEMBER = %r{^\s+uint64_t (\w+);\s*/\*\*<\s*(.*?)\s*\*/}.freeze
    # First member of a group, its title, who writes it.
    GROUPS = [
      ['gs_base', 'Bases', 'The kernel writes them when another thread takes the place of this one.'],
      ['r15', 'General registers', 'The entry pushes them, whichever it is. After SYSCALL, RCX and R11 hold what the processor put there.'],
      ['origin', 'How it came about', 'The stub of the vector writes them, or the processor, which pushes an error code for some vectors. SYSCALL\'s entry writes a number that is ' \
                                      'no vector, and 0.'],
      ['rip', 'Where to go on', 'At a trap the processor pushes these five before the first instruction of the stub. SYSCALL pushes nothing: its entry takes RIP from RCX, RFLAGS from ' \
                                'R11 and RSP from where it put it, and writes constants for CS and SS.']
    ].freeze

    def pages
      [reference('frame', 'The frame', text, 4.4, has_toc: false)]
    end

    # [[offset, name, meaning], …]
    def members
      found = project.tree.text(PATH, project.last.slug).scan(MEMBER)
      raise Error, "#{PATH} has no members of the form uint64_t NAME; /**< TEXT */: correct tools/site/pages/frame.rb" if found.empty?

      found.each_with_index.map { |(name, words), i| [8 * i, name, words.start_with?('@copydoc') ? 'General register.' : words.sub(/\AGeneral registers.*/, 'General register.')] }
    end

    private

    def text
      "One layout for system calls, interrupts and exceptions: #{members.size} words of eight bytes, from the lowest address up. IRETQ takes the last five; SYSRET takes RIP and RFLAGS from " \
        "registers that are loaded from here. The chapter on [faults](/chapters/faults.html) builds it, " \
        "[the one on SYSCALL](/chapters/syscall.html) fills it on the other way in. Of a frame in a panic, look at CS first: 8 is the kernel's code, #{program_code} a program's.\n\n" \
        "#{groups}\nFrom [`#{PATH}`](#{SourcePages.address(project.last.slug, PATH)}); assembly gets its offsets from the same structure.\n"
    end

    def program_code = project.tree.text('arch/x86_64/selectors.h', project.last.slug)[/SELECTOR_USER_CODE 0x(\h+)/, 1]

    def groups
      starts = GROUPS.map { |name, *| members.index { |_, member| member == name } || raise(Error, "#{PATH} has no member #{name}: correct tools/site/pages/frame.rb") }
      GROUPS.each_with_index.map do |(_, title, words), i|
        list = members[starts[i]...(starts[i + 1] || members.size)]
        rows = list.map { |offset, name, meaning| ["<code>#{offset}</code>", "<code>#{name}</code>", h(meaning)] }
        "## #{title}\n\n#{words}\n\n#{table(%w[Offset Member Meaning], rows, 'frame')}"
      end.join("\n")
    end
  end
end
