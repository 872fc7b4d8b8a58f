# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Programs that compilers linked: the ELF reader's plan says what readelf says, or names the rule that such a file breaks; and every
# file that differs from one of them in a field, or is cut, is judged as by the second opinion.

require "fileutils"
require "minitest/autorun"
require "open3"
require "tmpdir"

ROOT = File.expand_path("../..", __dir__)

class ProgramsTest < Minitest::Test
  HOSTED = "#include <stdio.h>\n_Thread_local int counter = 3;\nstatic int zeros[5000];\n" \
           "int main(void) { printf(\"%d\\n\", counter + zeros[7]); return 0; }\n"
  BARE = "int variable = 1; static char zeros[9000]; extern char **environ; char **environ;\n" \
         "void _start(void) { zeros[variable] = 1; for (;;) { __asm__ volatile(\"\"); } }\n"

  # name => flags; source is HOSTED unless the flags say -nostdlib
  ACCEPTED = {
    "static" => %w[-static -no-pie],
    "static-pie" => %w[-static-pie -fPIE],
    "static-noseparate-code" => %w[-static -no-pie -z noseparate-code],
    "static-large-pages" => %w[-static -no-pie -z max-page-size=0x200000],
    "static-pie-large-pages" => %w[-static-pie -fPIE -z max-page-size=0x200000 -z noseparate-code],
    "static-no-relro" => %w[-static -no-pie -z norelro],
    "bare" => %w[-nostdlib -ffreestanding -static -no-pie],
    "bare-pie" => %w[-nostdlib -ffreestanding -static-pie -fPIE],
    "bare-separate-code" => %w[-nostdlib -ffreestanding -static -no-pie -z separate-code],
    "bare-noseparate-code" => %w[-nostdlib -ffreestanding -static -no-pie -z noseparate-code],
    "bare-high" => %w[-nostdlib -ffreestanding -static -no-pie -mcmodel=large -Wl,-Ttext-segment=0x7fff00000000],
    "bare-page-alignment" => %w[-nostdlib -ffreestanding -static -no-pie -z max-page-size=0x1000 -z common-page-size=0x1000],
    "bare-gold" => %w[-nostdlib -ffreestanding -static -no-pie -fuse-ld=gold],
  }.freeze

  REFUSED = {
    "dynamic" => [%w[-no-pie], "the program wants an interpreter"],
    "dynamic-pie" => [%w[-pie -fPIE], "the program wants an interpreter"],
    "library" => [%w[-shared -fPIC -nostdlib -ffreestanding -Wl,-e,0], "the program does not begin in a segment that can be executed"],
    "object" => [%w[-c], "the file is not a program"],
    "32-bit" => [%w[-m32 -nostdlib -ffreestanding -static -no-pie -fno-pie], "the file is not for 64 bits"],
    "executable-stack" => [%w[-static -no-pie -z execstack], "the program wants an executable stack"],
    "one-segment" => [%w[-nostdlib -ffreestanding -static -no-pie -Wl,-N], "a segment is writable and executable"],
    "kernel-half" => [%w[-nostdlib -ffreestanding -static -no-pie -fno-pie -mcmodel=kernel -Wl,-Ttext-segment=0xffffffff80000000],
                      "a segment lies outside of a program's memory"],
    "page-zero" => [%w[-nostdlib -ffreestanding -static -no-pie -Wl,-Ttext-segment=0], "a segment lies outside of a program's memory"],
  }.freeze

  COMPILERS = %w[gcc clang].freeze

  def self.judge
    @judge ||= begin
      folder = Dir.mktmpdir
      Minitest.after_run { FileUtils.rm_rf(folder) }
      run_command(*%w[gcc -std=gnu17 -g -O1 -Wall -Wextra -Werror -fsanitize=address,undefined -fno-sanitize-recover=all -I.
                      -Itests/host tests/host/elf_judge.c kernel/lib/elf.c -o], "#{folder}/judge")
      "#{folder}/judge"
    end
  end

  def self.run_command(*command)
    output, status = Open3.capture2e(*command, chdir: ROOT)
    raise "#{command.join(" ")}:\n#{output}" unless status.success?

    output
  end

  def link(compiler, flags, folder)
    bare = flags.include?("-nostdlib")
    File.write("#{folder}/program.c", bare ? BARE : HOSTED)
    self.class.run_command(compiler, "-O1", "-w", *flags, "#{folder}/program.c", "-o", "#{folder}/program")
    "#{folder}/program"
  end

  def verdict(*arguments)
    self.class.run_command(self.class.judge, *arguments).lines.map(&:chomp)
  end

  # readelf's words, in the judge's form.
  def second_opinion(path)
    text = self.class.run_command("readelf", "-lW", path)
    type = text[/Elf file type is (\w+)/, 1]
    entry = text[/Entry point 0x(\h+)/, 1].hex
    count, table = text.match(/There are (\d+) program headers, starting at offset (\d+)/).captures.map(&:to_i)
    loads = text.scan(/^  LOAD +0x(\h+) 0x(\h+) 0x\h+ 0x(\h+) 0x(\h+) ([RWE ]{3}) 0x\h+$/).map do |fields|
      [*fields.first(4).map(&:hex), fields.last.delete(" ")]
    end
    loads.reject! { |load| load[3].zero? } # clang's static-pie has one of no bytes
    holder = loads.find { |offset, _, size| offset <= table && table + count * 56 <= offset + size }
    number = ->(value) { value.zero? ? "0" : format("0x%x", value) }
    ["type #{type}", "entry #{number[entry]}", "table #{holder ? 1 : 0} #{number[holder ? holder[1] + table - holder[0] : 0]}",
     *loads.map { |load| "load #{load.first(4).map(&number).join(" ")} #{load.last}" }]
  end

  COMPILERS.each do |compiler|
    ACCEPTED.each do |name, flags|
      define_method("test_#{compiler}_#{name.tr("-", "_")}_is_read_as_readelf_reads_it") do
        Dir.mktmpdir do |folder|
          path = link(compiler, flags, folder)
          words = verdict(path)
          assert_equal "verdict the file keeps all rules", words[1]
          assert_equal second_opinion(path), words[2..]
          next unless File.size(path) < 100_000 || name == "static-pie"

          assert_operator verdict("--mutate", path).last[/judged (\d+)/, 1].to_i, :>, File.size(path)
        end
      end
    end

    REFUSED.each do |name, (flags, rule)|
      define_method("test_#{compiler}_#{name.tr("-", "_")}_is_refused_by_name") do
        Dir.mktmpdir { |folder| assert_equal "verdict #{rule}", verdict(link(compiler, flags, folder))[1] }
      end
    end
  end
end
