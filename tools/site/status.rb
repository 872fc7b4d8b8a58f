# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# Whether a sprint is complete: computed from the results of the tests that were born with it.
require_relative 'evidence'

module Site
  # Complete means that each of its tests has passed for exactly this source.
  class Status
    # cases: what tests there are (they have a name and a birth). results: what the last run says; read from build/results.json.
    def initialize(project, cases: nil, results: nil)
      @cases = (cases || Tests::Suite.load_all).group_by(&:birth)
      @results = (results || Evidence.results(project)).to_h { |result| [result['name'], result['status']] }
    end

    # [kind, words]: complete, failed, or unknown when a test was not run for this source.
    def of(slug)
      cases = @cases.fetch(slug, [])
      states = cases.map { |test| @results[test.name] }
      failed = states.count('failed')
      return ['failed', "#{failed} of #{cases.size} tests failed"] if failed.positive?
      return ['complete', "complete, #{cases.size} tests passed"] if cases.any? && states.all?('passed')

      passed = states.count('passed')
      ['unknown', passed.zero? ? "its #{cases.size} tests were not run for this source" : "#{passed} of #{cases.size} tests passed, the others were not run"]
    end
  end
end
