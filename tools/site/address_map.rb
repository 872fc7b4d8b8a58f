# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Address maps: what is mapped where, with which permissions, as it was read from the page tables of a live machine.
require_relative 'error'
require_relative 'html'

module Site
  # Makes the figures address-map-NAME from docs/figures/address-map.yml, which `make bench` records.
  class AddressMap
    FILE = 'docs/figures/address-map.yml'
    REGIONS = { 'program' => "The programs' half", 'direct map' => 'Direct map of physical memory', 'devices' => 'Device registers',
                'processors' => 'Further processors', 'image' => 'Image of the kernel' }.freeze
    KINDS = { 'execute' => 'read and execute', 'write' => 'read and write', 'read' => 'read only', 'device' => 'device registers, not cached',
              'hole' => 'not mapped' }.freeze
    UNITS = { 40 => 'TiB', 30 => 'GiB', 20 => 'MiB', 10 => 'KiB' }.freeze

    def initialize(project)
      @data = project.yaml(FILE, nil)
    end

    # HTML of the figure, nil for other figures.
    def figure(name)
      return nil unless @data && name.start_with?('address-map-')

      wanted = name.delete_prefix('address-map-')
      map = @data[wanted]
      raise Error, "no map #{wanted} in #{FILE}; there are: #{@data.select { |_, entry| entry.is_a?(Hash) }.keys.join(', ')}" unless map.is_a?(Hash)

      "#{drawing(map)}\n<figcaption><span>#{Html.escape(map['title'])}. Read from the live page tables through QEMU's gdb port, stopped at " \
        "<code>#{Html.escape(map['stopped-at'])}</code>; recorded with #{Html.escape(@data['recorded-with'])}.</span></figcaption>"
    end

    # Which of KINDS a range is.
    def self.kind(range)
      return 'hole' unless range['pages']
      return 'device' unless range['cached']

      { 'w' => 'write', 'x' => 'execute' }.find { |letter, _| range['permissions'].include?(letter) }&.last || 'read'
    end

    # A number of bytes in the largest unit that leaves no rest.
    def self.size(bytes)
      shift, unit = UNITS.find { |bits, _| (bytes % (1 << bits)).zero? }
      shift ? "#{bytes >> shift} #{unit}" : "#{bytes} bytes"
    end

    private

    # Where a program is, its half is what the picture is about, and the kernel's half is folded.
    def drawing(map)
      program, kernel = map['ranges'].partition { |range| range['region'] == 'program' }
      return table(map['title'], map['ranges']) unless program.any? { |range| range['pages'] }

      "#{table(map['title'], program)}<details class=\"kernel-half\"><summary>The kernel's half, closed to ring 3: #{kernel.size} ranges</summary>" \
        "#{table("#{map['title']}: the kernel's half", kernel)}</details>"
    end

    def table(title, ranges)
      bodies = ranges.chunk_while { |one, next_one| one['region'] == next_one['region'] }.map { |group| body(group) }
      "<table class=\"address-map\" aria-label=\"#{Html.escape(title)}\"><thead><tr><th scope=\"col\">Access</th><th scope=\"col\">From, to</th>" \
        "<th scope=\"col\">What</th></tr></thead>#{bodies.join("\n")}</table>"
    end

    def body(group)
      "<tbody><tr><th colspan=\"3\" scope=\"rowgroup\">#{Html.escape(REGIONS.fetch(group.first['region']))}</th></tr>\n#{group.map { |range| row(range) }.join("\n")}</tbody>"
    end

    def row(range)
      kind = AddressMap.kind(range)
      letters = "<code aria-hidden=\"true\">#{range['permissions']}</code><span class=\"sr-only\">#{KINDS[kind]}#{', user' if range['owner'] == 'user'}</span>"
      "<tr class=\"#{kind}\"><td>#{letters}</td><td><code>#{range['from']}</code> <code>#{range['to']}</code></td>" \
        "<td>#{Html.escape(range['what'])}, <span class=\"pages\">#{Html.escape(detail(range))}</span></td></tr>"
    end

    def detail(range)
      size = AddressMap.size(Integer(range['to'], 16) - Integer(range['from'], 16) + 1)
      return size unless range['pages']

      pages = range['pages'].map { |bytes, count| "#{count} × #{bytes}" }.join(' + ')
      [pages, range['physical'] && "physical #{range['physical']}", range['cached'] ? nil : 'uncached', range['owner'] == 'user' ? 'user' : nil].compact.join(', ')
    end
  end
end
