# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require_relative "../ladder/text_rules"
require_relative "../ladder/tree"
require_relative "stack"

module Machine
  # How large a sprint's kernel is: lines, bytes, stack. The counter of lines is the one of the ladder (Ladder::TextRules):
  # a line counts if it is neither blank nor comment, in the clean tree, under kernel/ and arch/x86_64/.
  class Size
    # Parts of the linked kernel, page by page as they are mapped.
    SECTIONS = { "entry_text" => [".text.entry"], "text" => [".text.entry", ".text"], "rodata" => [".rodata"],
                 "data" => [".ro_after_init", ".data"], "bss" => [".bss", ".stacks"] }.freeze

    def initialize(sprint, folder, sources)
      @sprint = sprint
      @folder = folder
      @sources = sources
    end

    def figures
      { "lines" => lines, "bytes" => bytes, "stack" => StackBound.new(@folder).figures }
    end

    def lines
      files = Dir.glob("{kernel,arch}/**/*", base: @sources).select { |file| File.file?(File.join(@sources, file)) && !file.end_with?(".md") && !Ladder::Tree::JOINED.key?(file) }
      files.sum { |file| Ladder::TextRules.code_lines(File.read(File.join(@sources, file))) }
    end

    # In the linked kernel a part is padded to whole pages; `code` is what the kernel's own objects hold, without padding.
    def bytes
      sizes = sections(File.join(@folder, "kernel.elf"))
      objects = Dir.glob(File.join(@folder, "{arch,kernel}", "**", "*.o"))
      code = sections(*objects).sum { |name, size| name.start_with?(".text") ? size : 0 }
      SECTIONS.transform_values { |names| names.sum { |name| sizes[name] } }.merge("code" => code)
    end

    private

    def sections(*files)
      Quiet.run("size", "-A", *files).lines.filter_map { |line| line.match(/\A(\.\S+)\s+(\d+)/)&.captures }
           .each_with_object(Hash.new(0)) { |(name, size), sum| sum[name] += Integer(size, 10) }
    end
  end
end
