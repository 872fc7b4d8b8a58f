# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require "open3"

module Machine
  # The versions of what a recording depends on, as they stand in its header.
  module Versions
    COMMANDS = {
      "qemu" => [%w[qemu-system-x86_64 --version], /version (\S+)/],
      "grub" => [%w[grub-mkrescue --version], /\) (\S+)/],
      "gcc" => [[ENV.fetch("CC", "gcc"), "-dumpfullversion"], /(\S+)/],
      "binutils" => [%w[ld --version], /(\d[\d.]*)$/],
      "seabios" => [%w[dpkg-query -W -f ${Version} seabios], /(\S+)/]
    }.freeze
    UEFI = { "ovmf" => [%w[dpkg-query -W -f ${Version} ovmf], /(\S+)/] }.freeze

    # One line: `qemu 7.2.22; grub 2.06; …`.
    def self.line(uefi: false)
      commands = uefi ? COMMANDS.reject { |name, _| name == "seabios" }.merge(UEFI) : COMMANDS
      commands.map { |name, (command, pattern)| "#{name} #{version(command, pattern)}" }.join("; ")
    end

    def self.version(command, pattern)
      output, = Open3.capture2e(*command)
      output.lines.first.to_s[pattern, 1]&.delete_suffix(")") || "unknown"
    rescue Errno::ENOENT
      "unknown"
    end
  end
end
