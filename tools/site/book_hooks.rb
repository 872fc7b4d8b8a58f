# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# What tools/book asks the site while it renders a chapter: colours and addresses.
require_relative '../book/hooks'
require_relative 'address_map'
require_relative 'html'
require_relative 'name_cards'
require_relative 'source_pages'
require_relative 'crossing'
require_relative 'registers'

module Site
  # Addresses are from the root of the site; they are made relative at the end.
  class BookHooks < Book::Hooks
    def initialize(project, doxygen, slug)
      super(project.root)
      @project = project
      @doxygen = doxygen
      @slug = slug
    end

    def highlight(text, language)
      Html.highlight(text, language).lines(chomp: true)
    end

    # Files of the tree at a sprint have a page. Demonstrations are in the tree as demo/, other files of a sprint have none.
    def source_url(slug, path, line = nil)
      inside = path.delete_prefix("sprints/#{slug}/")
      inside = path unless inside.start_with?('demo/')
      inside = 'index' if path.end_with?('/')
      if @project.tree.order.include?(slug) && @project.tree.paths(slug).include?(inside)
        "#{SourcePages.address(slug, inside)}#{"#L#{line}" if line}"
      else
        ExtraSources.address(@project, path, line)
      end
    end

    # The name gets a card, see NameCards.
    def definition_url(definition)
      NameCards.want(definition)
      super
    end

    # The API is the kernel's.
    def api_url(name, path) = path.match?(%r{\A(?:kernel|arch)/}) ? @doxygen.address(name) : nil

    # A file that this sprint does not change has no place on its page of differences.
    def diff_url(slug, path)
      order = @project.tree.order
      before = order.index(slug)&.then { |i| i.zero? ? nil : order[i - 1] }
      same = before && @project.tree.paths(before).include?(path) && @project.tree.text(path, before) == @project.tree.text(path, slug)
      same ? "/diffs/#{slug}.html" : "/diffs/#{slug}.html##{Book::Hooks.anchor(path)}"
    end

    # Register layouts, crossings and address maps are drawn from data; other figures are files. A file of the sprint's own comes first.
    def figure(name, slug)
      return super if figure_file(name, slug)

      Registers.new(@project).figure(name) || Crossing.new(@project).figure(name, whole: false) || AddressMap.new(@project).figure(name) || super
    end
  end
end
