# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require "tmpdir"
require_relative "builder"

module Machine
  # The values of constants of the kernel's headers, as its compiler computes them.
  module Constants
    # tree: the clean tree of a sprint. headers: { path of a header => names }; a header that the tree does not have is left out.
    # Of a C file, and of a header of ring 3, the lines are taken that define the names, as far as there are any.
    # Returns { name => value }.
    def self.of(tree, headers)
      lines, names = headers.select { |path, _| File.file?(File.join(tree, path)) }.map { |path, wanted| lines_for(tree, path, wanted) }.transpose
      source = "#{lines.flatten.join}const unsigned long long constants[] = {#{names.flatten.join(", ")}};\n"
      names.flatten.zip(values(tree, source)).to_h
    end

    def self.lines_for(tree, path, wanted)
      return ["#include \"#{path}\"\n", wanted] unless path.start_with?("user/") || path.end_with?(".c")

      found = File.readlines(File.join(tree, path)).grep(/^#define (#{wanted.join("|")}) /)
      [found, found.map { |line| line.split[1] }]
    end
    private_class_method :lines_for

    def self.values(tree, source)
      Dir.mktmpdir("postern") do |folder|
        file = File.join(folder, "constants.c")
        File.write(file, source)
        text = Quiet.run("gcc", "-std=gnu17", "-w", "-ffreestanding", "-S", "-o", "-", "-I", tree, "-I", File.join(tree, "arch", "x86_64"), file, what: "asking the compiler for constants")
        text.scan(/^\s*\.(quad|zero)\s+(-?\d+)/).flat_map { |kind, value| kind == "zero" ? [0] * (value.to_i / 8) : [value.to_i & ((1 << 64) - 1)] }
      end
    end
    private_class_method :values
  end
end
