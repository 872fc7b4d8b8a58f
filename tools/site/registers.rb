# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Draws register layouts from docs/figures/registers.yml.
require 'yaml'
require_relative 'error'
require_relative 'html'

module Site
  # A field of a register: highest and lowest bit.
  Field = Struct.new(:high, :low, :name, :macro, :text, keyword_init: true) do
    def width = high - low + 1
    def mask = ((1 << width) - 1) << low
  end

  # One register.
  class Register
    CELL = 24
    HEIGHT = 34
    PER_ROW = 32

    attr_reader :name, :title, :width, :source, :fields

    def initialize(name, data)
      @name = name
      @title, @width, @source = data.values_at('title', 'width', 'source')
      @fields = data['fields'].map do |field|
        high, low = field['bits'].to_s.split(':').map { |bit| Integer(bit, 10) }
        Field.new(high: high, low: low || high, name: field['name'], macro: field['macro'], text: field['text'])
      end
      check
    end

    # Named and reserved fields, from the highest bit down.
    def complete
      at = width - 1
      list = fields.flat_map do |field|
        gap = at > field.high ? [Field.new(high: at, low: field.high + 1)] : []
        at = field.low - 1
        gap + [field]
      end
      at.negative? ? list : list + [Field.new(high: at, low: 0)]
    end

    # Drawing and table.
    def html
      rows = fields.map { |f| "<tr><td>#{bits(f)}</td><td>#{Html.escape(f.name)}</td><td>#{Html.escape(f.text)}</td></tr>" }
      "#{svg}<details class=\"fields\"><summary>The fields in words</summary><table><thead><tr><th scope=\"col\">Bits</th>" \
        "<th scope=\"col\">Name</th><th scope=\"col\">Meaning</th></tr></thead><tbody>#{rows.join}</tbody></table></details>" \
        "<figcaption>#{Html.escape(title)}, bits #{width - 1} to 0. Source: #{Html.escape(source)}.</figcaption>"
    end

    def svg
      per_row = [width, PER_ROW].min
      rows = (width + per_row - 1) / per_row
      size = [per_row * CELL + 2, rows * (HEIGHT + 26)]
      parts = (0...rows).map { |row| row(width - 1 - row * per_row, width - (row + 1) * per_row, row * (HEIGHT + 26)) }
      "<svg class=\"register\" viewBox=\"0 0 #{size[0]} #{size[1]}\" width=\"#{size[0]}\" height=\"#{size[1]}\" role=\"img\" aria-labelledby=\"#{name}-title\">" \
        "<title id=\"#{name}-title\">#{Html.escape(title)}: #{Html.escape(fields.map { |f| "#{f.name} in bit #{bits(f)}" }.join(', '))}</title>#{parts.join}</svg>"
    end

    private

    def check
      at = width
      fields.each do |field|
        raise Error, "docs/figures/registers.yml: #{name}: field #{field.name} overlaps the one before, or the fields are not in order" unless field.high < at && field.low <= field.high

        at = field.low
      end
    end

    def bits(field) = field.high == field.low ? field.high.to_s : "#{field.high}–#{field.low}"

    # The fields between two bits, cut at the row's ends.
    def row(top, bottom, y)
      complete.filter_map do |field|
        high = [field.high, top].min
        low = [field.low, bottom].max
        next if high < low

        cell(field, (top - high) * CELL + 1, y + 18, (high - low + 1) * CELL, high, low)
      end.join
    end

    def cell(field, x, y, wide, high, low)
      middle = x + wide / 2.0
      label = field.name.to_s
      text = label.empty? ? '' : fitted(label, middle, y, wide)
      numbers = high == low ? number(middle, y, high, 'middle') : number(x + 3, y, high, 'start') + number(x + wide - 3, y, low, 'end')
      "<rect x=\"#{x}\" y=\"#{y}\" width=\"#{wide}\" height=\"#{HEIGHT}\" class=\"#{field.name ? 'field' : 'reserved'}\"/>#{numbers}#{text}"
    end

    def number(x, y, bit, anchor)
      "<text x=\"#{x}\" y=\"#{y - 5}\" class=\"bit\" text-anchor=\"#{anchor}\">#{bit}</text>"
    end

    # A name that is wider than its field is set upright or smaller.
    def fitted(label, middle, y, wide)
      size = [13.0, (wide - 4) / (label.size * 0.62)].min
      size = [size, 6.5].max
      "<text x=\"#{middle}\" y=\"#{(y + HEIGHT / 2.0 + size * 0.35).round(1)}\" class=\"name\" font-size=\"#{size.round(1)}\" text-anchor=\"middle\">#{Html.escape(label)}</text>"
    end
  end

  # All registers of the data file.
  class Registers
    def initialize(project)
      @all = project.yaml('docs/figures/registers.yml', {}).map { |name, data| Register.new(name, data) }
    end

    attr_reader :all

    # HTML of the figure register-NAME, nil for other figures.
    def figure(name)
      return nil unless name.start_with?('register-')

      wanted = name.delete_prefix('register-')
      found = all.find { |register| register.name == wanted }
      raise Error, "no register #{wanted} in docs/figures/registers.yml; there are: #{all.map(&:name).join(', ')}" unless found

      found.html
    end
  end
end
