# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Turns the evidence of docs/boundary.yml into tests, and their results into a status. Nothing here is typed by hand.
require 'json'
require_relative 'error'
require_relative '../../tests/run/runner'

module Site
  # What the last run of the tests says about each row. Results of another state of the source do not count.
  class Evidence
    KINDS = %w[boot broken host static tests].freeze
    STATUS = {
      'tested' => 'tested', 'guarded' => 'tested, and red without its guard', 'static' => 'checked statically', 'caveat' => 'caveat',
      'later' => 'later', 'failed' => 'failed', 'unknown' => 'not run for this source', 'open' => 'open: no test yet'
    }.freeze

    # The results of the last run, if it was a run for this source.
    def self.results(project)
      file = project.path('build/results.json')
      return [] unless File.file?(file)

      data = JSON.parse(File.read(file))
      data['hash'] == Tests::Runner.source_hash ? data['results'] : []
    end

    def initialize(project, results = nil)
      @project = project
      @results = results || self.class.results(project)
    end

    # [status, explanation]
    def status(row)
      return ['later', "with #{row['birth']}"] unless @project.tree.order.include?(row['birth'])

      found = references(row).map { |kind, name| [kind, outcome(pattern(kind, name))] }
      return row['caveat'] ? ['caveat', nil] : ['open', nil] if found.empty?

      states = found.map(&:last)
      return ['failed', nil] if states.include?('failed')
      return ['unknown', nil] if states.any? { |state| state != 'passed' }

      [kind_of_success(found.map(&:first)), nil]
    end

    # [[kind, name], …]
    def references(row)
      KINDS.flat_map { |kind| Array(row[kind]).map { |name| [kind, name] } }
    end

    # What the name of a test must match to be this evidence.
    def pattern(kind, name)
      case kind
      when 'boot' then /\[#{Regexp.escape(name)} at /
      when 'broken' then /\[#{Regexp.escape(name)}\]\z/
      when 'host' then /\A#{Regexp.escape(sentence(name))}\z/
      else /#{Regexp.escape(name)}/
      end
    end

    # The file or folder that holds a piece of evidence, from the root; nil for a sentence.
    def path(kind, name)
      case kind
      when 'boot' then "tests/boot/#{name}/"
      when 'broken' then "sprints/#{name.sub('/', '/broken/')}.patch"
      when 'host' then host_file(name)
      end
    end

    private

    def kind_of_success(kinds)
      return 'guarded' if kinds.include?('broken')

      (kinds - ['static']).empty? ? 'static' : 'tested'
    end

    def outcome(pattern)
      states = @results.select { |result| result['name'].match?(pattern) }.map { |result| result['status'] }
      return nil if states.empty?

      states.include?('failed') ? 'failed' : states.uniq == ['passed'] ? 'passed' : 'skipped'
    end

    def host_file(name)
      ["tests/host/#{name}_test.c", "tests/fuzz/#{name}_fuzz.c"].find { |file| File.file?(@project.path(file)) } ||
        raise(Error, "docs/boundary.yml names the host test #{name}, which is not there: correct the name")
    end

    def sentence(name)
      line = File.foreach(@project.path(host_file(name))).find { |text| text.start_with?('// proves: ') }
      line ? line.delete_prefix('// proves: ').strip : raise(Error, "#{host_file(name)} has no line `// proves: `: add it")
    end
  end
end
