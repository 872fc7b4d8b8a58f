# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# All pages that are generated for Jekyll.
require_relative 'pages/page'
require_relative 'pages/chapters'
require_relative 'pages/diffs'
require_relative 'pages/panics'
require_relative 'pages/calls'
require_relative 'pages/boundary'
require_relative 'pages/glossary'
require_relative 'pages/figures'
require_relative 'pages/address_maps'
require_relative 'pages/coverage'
require_relative 'pages/numbers'
require_relative 'pages/documents'
require_relative 'pages/museum'
require_relative 'pages/about'
require_relative 'pages/symptoms'
require_relative 'pages/invariants'
require_relative 'pages/frame'
require_relative 'pages/user_library'
require_relative 'pages/fonts_page'

module Site
  # Asks each kind of page for what it has to show.
  class Pages
    KINDS = [Chapters, Diffs, Panics, Calls, Boundary, Glossary, Figures, AddressMaps, Coverage, Numbers, Documents, Museum, About, Invariants, Frame, UserLibrary, FontsPage].freeze

    def initialize(project, doxygen)
      @project = project
      @doxygen = doxygen
    end

    def all
      pages = KINDS.flat_map { |kind| kind.new(@project, @doxygen).pages }
      pages += Symptoms.new(@project, @doxygen, pages).pages
      twice = pages.map(&:address).tally.find { |_, count| count > 1 }
      raise Error, "two pages have the address #{twice.first}: rename one" if twice

      pages
    end
  end
end
