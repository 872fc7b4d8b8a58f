# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Draws register layouts from docs/figures/registers.yml.
require 'yaml'
require_relative 'error'
require_relative 'html'

module Site
  # A field of a register: highest and lowest bit.
  Field = Struct.new(:high, :low, :name, :macro, :text, :feature, keyword_init: true) do
    def width = high - low + 1
    def mask = ((1 << width) - 1) << low
  end

  # A constant that fills a register. bits: its value there, shift: how far it was moved up for that; file: where it is defined, if that must be said.
  Value = Struct.new(:macro, :name, :bits, :shift, :file, keyword_init: true)

  # One register.
  class Register
    FILE = 'docs/figures/registers.yml'

    # constants: file => beginnings of names. msr: constant => number. features: a file, or nil.
    attr_reader :name, :title, :width, :source, :fields, :values, :also, :constants, :msr, :features

    def initialize(name, data)
      @name = name
      @title, @width, @source, @features = data.values_at('title', 'width', 'source', 'features')
      @fields = data['fields'].map { |field| self.field(field) }
      @values, @also = %w[values also].map { |list| data.fetch(list, []).map { |value| self.value(value) } }
      @constants = data.fetch('constants', {}).transform_values { |beginnings| Array(beginnings) }
      @msr = data.fetch('msr', {})
      @drawn = @values.find { |value| value.macro == data['drawn'] }
      check(data['drawn'])
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
      "<div class=\"register-drawing\">#{SHAPES.map { |shape| RegisterDrawing.new(self, @drawn, *shape).svg }.join}</div>" \
        "<details class=\"fields\"><summary>The fields in words</summary><table><thead><tr>#{head}</tr></thead><tbody>#{fields.map { |field| row(field) }.join}</tbody></table></details>" \
        "<figcaption><span>#{Html.escape(title)}, bits #{width - 1} to 0#{numbers}. #{legend}Source: #{Html.escape(source)}.</span></figcaption>"
    end

    # What the drawing says, for those who do not see it.
    def words
      "#{title}: #{fields.map { |f| "#{f.name} in bit #{bits(f)}#{", #{content(@drawn, f)}" if @drawn}" }.join(', ')}"
    end

    # Highest and lowest bit.
    def self.range(text)
      high, low = text.to_s.split(':').map { |bit| Integer(bit, 10) }
      [high, low || high]
    end

    # What stands in a field of a value.
    def content(value, field)
      found = (value.bits & field.mask) >> field.low
      field.width < 4 ? format("%0#{field.width}b", found) : format('0x%x', found)
    end

    private

    # Bits in a row, and their width: where there is room, and on a phone.
    SHAPES = [[32, 24], [8, 31]].freeze

    def field(data)
      high, low = Register.range(data['bits'])
      Field.new(high: high, low: low, name: data['name'], macro: data['macro'], text: data['text'], feature: data['feature'])
    end

    def value(data)
      bits = data['set'].split.sum { |range| Register.range(range).then { |high, low| ((1 << (high - low + 1)) - 1) << low } }
      Value.new(macro: data['macro'], name: data['name'], bits: bits, shift: data.fetch('shift', 0), file: data['file'])
    end

    def check(drawn)
      at = width
      fields.each do |field|
        raise Error, "#{FILE}: #{name}: field #{field.name} overlaps the one before, or the fields are not in order" unless field.high < at && field.low <= field.high

        at = field.low
      end
      stranger = (values + also).find { |value| value.bits >> width != 0 } and raise Error, "#{FILE}: #{name}: #{stranger.macro} has more bits than the register"
      raise Error, "#{FILE}: #{name}: there is no value #{drawn}" if drawn && !@drawn
    end

    def bits(field) = field.high == field.low ? field.high.to_s : "#{field.high}–#{field.low}"

    def head = ['Bits', 'Name', *values.map { |value| value.name.sub(/\A[a-z]/, &:upcase) }, 'Meaning'].map { |text| "<th scope=\"col\">#{Html.escape(text)}</th>" }.join

    def row(field)
      cells = [bits(field), Html.escape(field.name), *values.map { |value| "<code>#{content(value, field)}</code>" }, Html.escape(field.text)]
      "<tr>#{cells.map { |cell| "<td>#{cell}</td>" }.join}</tr>"
    end

    def numbers
      return '' if msr.empty?
      return format('; model-specific register 0x%x', msr.values.first) if msr.size == 1

      "; model-specific registers #{msr.values.map { |number| format('0x%x', number) }.join(', ')}"
    end

    def legend = @drawn ? "Below each name: the bits of <code>#{@drawn.macro}</code>, #{Html.escape(@drawn.name)}. " : ''
  end

  # A register as a picture: rows of bits, highest first, with a number above each end of a field.
  class RegisterDrawing
    NUMBERS = 18  # room for the bits' numbers above a row
    HEIGHT = 34   # of a row whose names lie
    VALUE = 18    # room for a value below the name
    GAP = 8
    LETTER = 0.61 # width of a letter, of its height
    LARGEST = 13.0
    SMALLEST = 9.5
    UPRIGHT = 11.0 # names that are too long for their field stand

    def initialize(register, drawn, per_row, cell)
      @register = register
      @drawn = drawn
      @per_row = [register.width, per_row].min
      @shape = per_row
      @cell = cell
    end

    def svg
      y = 0
      drawn = rows.map do |pieces|
        height = height(pieces)
        y += NUMBERS + height + GAP
        pieces.map { |piece| draw(piece, y - height - GAP, height) }.join
      end
      wide = @per_row * @cell + 2
      "<svg class=\"register in-#{@shape}\" viewBox=\"0 0 #{wide} #{y - GAP + 1}\" width=\"#{wide}\" height=\"#{y - GAP + 1}\" role=\"img\" aria-label=\"#{Html.escape(@register.words)}\">#{drawn.join}</svg>"
    end

    private

    # A field, or what a row shows of it.
    Piece = Struct.new(:field, :high, :low, :x, :wide)

    # Rows that one field fills are one row.
    def rows
      all = (@per_row - 1...@register.width).step(@per_row).map { |top| pieces(top) }.reverse
      all.chunk_while { |one, below| one.size == 1 && below.size == 1 && one.first.field == below.first.field }.map do |same|
        same.size == 1 ? same.first : [same.first.first.dup.tap { |piece| piece.low = same.last.first.low }]
      end
    end

    # Those of the row that begins with a bit.
    def pieces(top)
      bottom = top - @per_row + 1
      @register.complete.filter_map do |field|
        high = [field.high, top].min
        low = [field.low, bottom].max
        Piece.new(field, high, low, (top - high) * @cell + 1, (high - low + 1) * @cell) if high >= low
      end
    end

    def upright?(piece) = size(piece) < SMALLEST

    # The size in which a name fits into its field.
    def size(piece) = [LARGEST, (piece.wide - 4) / (piece.field.name.to_s.size * LETTER)].min

    def height(pieces)
      upright = pieces.select { |piece| upright?(piece) }.map { |piece| piece.field.name.size * UPRIGHT * LETTER + 10 }
      [HEIGHT, *upright].max.ceil + (@drawn ? VALUE : 0)
    end

    def draw(piece, y, height)
      kind = piece.field.name.nil? ? 'reserved' : @drawn && (@drawn.bits & piece.field.mask) != 0 ? 'field set' : 'field'
      "<rect x=\"#{piece.x}\" y=\"#{y}\" width=\"#{piece.wide}\" height=\"#{height}\" class=\"#{kind}\"/>#{numbers(piece, y)}" \
        "#{name(piece, y, height - (@drawn ? VALUE : 0)) if piece.field.name}#{value(piece, y + height) if @drawn && piece.field.name}"
    end

    def numbers(piece, y)
      return number(piece.x + piece.wide / 2.0, y, piece.high, 'middle') if piece.high == piece.low

      number(piece.x + 3, y, piece.high, 'start') + number(piece.x + piece.wide - 3, y, piece.low, 'end')
    end

    def number(x, y, bit, anchor) = "<text x=\"#{x}\" y=\"#{y - 5}\" class=\"bit\" text-anchor=\"#{anchor}\">#{bit}</text>"

    def name(piece, y, height)
      x = piece.x + piece.wide / 2.0
      size = upright?(piece) ? UPRIGHT : size(piece)
      middle = (y + height / 2.0).round(1)
      turned = upright?(piece) ? " transform=\"rotate(-90 #{x} #{middle})\"" : ''
      "<text x=\"#{x}\" y=\"#{(middle + size * 0.35).round(1)}\" class=\"name\" font-size=\"#{size.round(1)}\" text-anchor=\"middle\"#{turned}>#{Html.escape(piece.field.name)}</text>"
    end

    def value(piece, bottom)
      "<text x=\"#{piece.x + piece.wide / 2.0}\" y=\"#{bottom - 6}\" class=\"value\" text-anchor=\"middle\">#{@register.content(@drawn, piece.field)}</text>"
    end
  end

  # All registers of the data file.
  class Registers
    # data: what the file holds, for tests.
    def initialize(project, data = nil)
      data ||= project.yaml(Register::FILE, {})
      @all = data.map { |name, layout| Register.new(name, layout.merge('fields' => data.dig(layout['fields'], 'fields') || layout['fields'])) }
    end

    attr_reader :all

    # HTML of the figure register-NAME, nil for other figures.
    def figure(name)
      return nil unless name.start_with?('register-')

      wanted = name.delete_prefix('register-')
      found = all.find { |register| register.name == wanted }
      raise Error, "no register #{wanted} in #{Register::FILE}; there are: #{all.map(&:name).join(', ')}" unless found

      found.html
    end
  end
end
