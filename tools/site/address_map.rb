# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Address maps: what is mapped where, with which permissions, as it was read from the page tables of a live machine.
require_relative 'error'
require_relative 'html'

module Site
  # Makes the figures address-map-SLUG from docs/figures/address-map.yml, which `make bench` records.
  class AddressMap
    FILE = 'docs/figures/address-map.yml'
    PAGE = '/reference/address-maps.html'
    REGIONS = { 'identity' => 'Memory at its own address', 'program' => "The programs' half", 'direct map' => 'Direct map of physical memory', 'devices' => 'Device registers',
                'processors' => 'Further processors', 'image' => 'Image of the kernel' }.freeze
    KINDS = { 'anything' => 'read, write and execute', 'execute' => 'read and execute', 'write' => 'read and write', 'read' => 'read only',
              'device' => 'device registers, not cached', 'hole' => 'not mapped' }.freeze
    UNITS = { 40 => 'TiB', 30 => 'GiB', 20 => 'MiB', 10 => 'KiB' }.freeze

    # first, last: addresses, as text. pages: { size => how many }, nil for a hole. physical: of device registers.
    Range = Struct.new(:region, :first, :last, :access, :what, :pages, :physical) do
      def permissions = access[0, 3]
      def user? = access.include?('user')
      def cached? = !access.include?('uncached')
      def bytes = Integer(last, 16) - Integer(first, 16) + 1
      # What it is, wherever it lies and however large it is.
      def meaning = [region, access, what]
    end

    # One map: what the machine was doing, where it stood, and its ranges from the lowest address up.
    Map = Struct.new(:title, :stopped_at, :ranges) do
      def program = ranges.select { |range| range.region == 'program' }
      def program? = program.any?(&:pages)
      # Without programs, all of it is the kernel's.
      def kernel = program? ? ranges - program : ranges
    end

    def initialize(project)
      @project = project
      @data = project.yaml(FILE, nil)
      @maps = {}
    end

    # The sprints that have maps, in order.
    def slugs = @data ? @project.tree.order.select { |slug| @data.key?(slug) } : []

    # Those of one sprint.
    def maps(slug)
      @maps[slug] ||= @data.fetch(slug).map do |map|
        Map.new(map['title'], map['stopped-at'], map['regions'].flat_map { |region, rows| rows.map { |row| Range.new(region, *row) } })
      end
    end

    def recorded_with = @data['recorded-with']

    # The address of a sprint's maps among all others, nil if it has none.
    def address(slug) = slugs.include?(slug) ? "#{PAGE}#map-#{slug}" : nil

    # HTML of the figure, nil for other figures.
    def figure(name)
      return nil unless @data && name.start_with?('address-map-')

      slug = name.delete_prefix('address-map-')
      raise Error, "no map #{slug} in #{FILE}; there are: #{slugs.join(', ')}" unless slugs.include?(slug)

      html(slug)
    end

    # The maps of a sprint, one below the other. repeat: false leaves out what is exactly as at an earlier sprint, and names that one.
    def html(slug, repeat: true)
      list = maps(slug)
      stops = list.map(&:stopped_at).uniq.map { |symbol| "<code>#{Html.escape(symbol)}</code>" }.join(' and ')
      told = list.size > 1 ? '' : "#{headline(list.first)}. "
      drawings = list.map.with_index { |map, i| "#{"<p class=\"map-title\">#{headline(map)}</p>" if list.size > 1}#{drawing(slug, map, repeat, list.take(i))}" }
      "#{drawings.join("\n")}\n<figcaption><span>#{told}Read from the live page tables through QEMU's gdb port, stopped at #{stops}; recorded with #{Html.escape(recorded_with)}.</span></figcaption>"
    end

    # The latest earlier sprint at whose end everything is mapped as it is here, page by page; nil if there is none.
    def same_as(slug)
      one, *more = maps(slug)
      more.empty? && !one.program? ? earlier(slug) { |map| map.kernel == one.kernel } : nil
    end

    # Which of KINDS a range is.
    def self.kind(range)
      return 'hole' unless range.pages
      return 'device' unless range.cached?
      return 'anything' if range.permissions == 'rwx'

      { 'w' => 'write', 'x' => 'execute' }.find { |letter, _| range.permissions.include?(letter) }&.last || 'read'
    end

    # A number of bytes in the largest unit that leaves no rest.
    def self.size(bytes)
      shift, unit = UNITS.find { |bits, _| (bytes % (1 << bits)).zero? }
      shift ? "#{bytes >> shift} #{unit}" : "#{bytes} bytes"
    end

    private

    def headline(map) = "What is mapped #{Html.escape(map.title)}"

    # The first of the sprints before this one that have a map for which the block holds, such that all sprints between have one, too.
    def earlier(slug)
      slugs.take_while { |other| other != slug }.reverse.take_while { |other| maps(other).any? { |map| yield map } }.last
    end

    # Where a program is, its half is what the picture is about, and the kernel's half is folded.
    def drawing(slug, map, repeat, above)
      return table(map.title, map.ranges) unless map.program?

      half = above.any? { |other| other.kernel == map.kernel } ? "<p class=\"kernel-half\">The kernel's half is the one above.</p>" : kernel_half(slug, map, repeat)
      "#{table(map.title, map.program)}#{half}"
    end

    def kernel_half(slug, map, repeat)
      same = earlier(slug) { |other| other.kernel == map.kernel }
      alike = earlier(slug) { |other| other.kernel.map(&:meaning) == map.kernel.map(&:meaning) }
      return "<p class=\"kernel-half\">The kernel's half is as at the sprint #{link(same)}.</p>" if same && !repeat

      more = same ? ", as at the sprint <em>#{same}</em>" : alike ? ", the same ones as at the sprint <em>#{alike}</em> in other sizes" : ''
      "<details class=\"kernel-half\"><summary>The kernel's half, closed to ring 3: #{map.kernel.size} ranges#{more}</summary>" \
        "#{table("#{map.title}: the kernel's half", map.kernel)}</details>"
    end

    def link(slug) = "<a href=\"#{address(slug)}\">#{slug}</a>"

    def table(title, ranges)
      bodies = ranges.chunk_while { |one, next_one| one.region == next_one.region }.map { |group| body(group) }
      "<table class=\"address-map\" aria-label=\"What is mapped #{Html.escape(title)}\"><thead><tr><th scope=\"col\">Access</th><th scope=\"col\">From, to</th>" \
        "<th scope=\"col\">What</th></tr></thead>#{bodies.join("\n")}</table>"
    end

    def body(group)
      "<tbody><tr><th colspan=\"3\" scope=\"rowgroup\">#{Html.escape(REGIONS.fetch(group.first.region))}</th></tr>\n#{group.map { |range| row(range) }.join("\n")}</tbody>"
    end

    def row(range)
      kind = AddressMap.kind(range)
      letters = "<code aria-hidden=\"true\">#{range.permissions}</code><span class=\"sr-only\">#{KINDS[kind]}#{', user' if range.user?}</span>"
      "<tr class=\"#{kind}\"><td>#{letters}</td><td><code>#{range.first}</code> <code>#{range.last}</code></td>" \
        "<td>#{Html.escape(range.what)}, <span class=\"pages\">#{Html.escape(detail(range))}</span></td></tr>"
    end

    def detail(range)
      return AddressMap.size(range.bytes) unless range.pages

      pages = range.pages.map { |bytes, count| "#{count} × #{bytes}" }.join(' + ')
      [pages, range.physical && "physical #{range.physical}", range.cached? ? nil : 'uncached', range.user? ? 'user' : nil].compact.join(', ')
    end
  end
end
