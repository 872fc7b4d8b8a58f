# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require "digest"
require "etc"
require "fileutils"
require "json"
require "open3"
require "shellwords"
require "tempfile"
require_relative "suite"

module Tests
  # What came of one test.
  Outcome = Struct.new(:test, :status, :seconds, :output, :reason, keyword_init: true)

  # Runs cases on one worker more than there are processors, since who makes an image or asks a debugger often waits; shows each
  # result as it comes, and sums up.
  class Runner
    LAST_LINES = 25
    SLOWEST = 8
    RESULTS = Machine::Project.path("build", "results.json")

    def initialize(cases, jobs: Integer(ENV.fetch("JOBS", (Etc.nprocessors + 1).to_s), 10), out: $stdout)
      @cases = cases
      @jobs = [jobs, 1].max
      @out = out
      @mutex = Mutex.new
      @running = {}
      @name = "#{Process.pid}-#{Time.now.strftime("%s%N")}" # for what one run makes ready once: see Machine::Once
    end

    # Returns the exit status: 0 if nothing failed.
    def run
      started = now
      outcomes = perform
      failed = outcomes.select { |outcome| outcome.status == "failed" }
      @out.puts
      slowest(outcomes)
      notes(outcomes)
      failed.each { |outcome| explain(outcome) }
      write(outcomes)
      count = outcomes.map(&:status).tally
      @out.puts format("%<s>.0f s on %<n>d workers", s: now - started, n: @jobs)
      @out.puts "#{count.fetch("passed", 0)} passed, #{failed.size} failed, #{count.fetch("skipped", 0)} skipped"
      failed.empty? ? 0 : 1
    rescue Interrupt
      @running.each_key { |pid| kill(pid) }
      130
    end

    # The state of the sources that the results belong to: a digest over names and contents.
    def self.source_hash
      folders = %w[kernel arch user sprints tests tools]
      listed, status = Open3.capture2("git", "ls-files", "-z", "--", *folders, chdir: Machine::Project::ROOT, err: File::NULL)
      files = status.success? ? listed.split("\0") : Dir.glob("{#{folders.join(",")}}/**/*", base: Machine::Project::ROOT)
      digest = Digest::SHA256.new
      files.sort.each do |name|
        path = Machine::Project.path(name)
        digest << name << "\0" << Digest::SHA256.file(path).digest if File.file?(path)
      end
      digest.hexdigest
    end

    private

    def now
      Process.clock_gettime(Process::CLOCK_MONOTONIC)
    end

    def perform
      queue = Queue.new
      @cases.each_with_index.sort_by { |test, index| [-test.cost, index] }.each { |test, _| queue << test }
      queue.close
      outcomes = []
      workers = Array.new(@jobs) do
        Thread.new do
          while (test = queue.pop)
            outcome = attempt(test)
            @mutex.synchronize { outcomes << outcome.tap { show(outcome) } }
          end
        end
      end
      workers.each(&:join)
      outcomes.sort_by { |outcome| @cases.index(outcome.test) }
    end

    def attempt(test)
      return skipped(test) if test.skip

      started = now
      Tempfile.create("test") do |log|
        pid = Process.spawn({ "SUITE_RUN" => @name }.merge(test.env), *test.command, chdir: Machine::Project::ROOT, in: File::NULL, out: log, err: log, pgroup: true)
        @mutex.synchronize { @running[pid] = test }
        status = wait(pid, started + test.limit)
        @mutex.synchronize { @running.delete(pid) }
        output = File.read(log.path, encoding: "UTF-8").scrub("?")
        output += "\nended by the watchdog after #{test.limit} s: this counts as a hang" unless status
        Outcome.new(test: test, status: status&.success? ? "passed" : "failed", seconds: now - started, output: output)
      end
    rescue Errno::ENOENT
      Outcome.new(test: test, status: "failed", seconds: 0, output: "#{test.command.first} is not installed: run make deps")
    end

    # A skip that nobody may overlook: under CI it is a failure.
    def skipped(test)
      status = ENV["CI"] == "true" ? "failed" : "skipped"
      Outcome.new(test: test, status: status, seconds: 0, output: "skipped: #{test.skip}", reason: test.skip)
    end

    def wait(pid, deadline)
      waiter = Process.detach(pid)
      return waiter.value if waiter.join([deadline - now, 0].max)

      kill(pid)
      waiter.join
      nil
    end

    def kill(pid)
      Process.kill(:KILL, -pid)
    rescue Errno::ESRCH
      nil
    end

    def show(outcome)
      reason = outcome.reason ? " (#{outcome.reason})" : ""
      @out.puts format("%<status>-8s %<seconds>6.1f s  %<group>s: %<name>s%<reason>s", status: outcome.status.upcase.sub("PASSED", "ok"),
                                                                                      seconds: outcome.seconds, group: outcome.test.group,
                                                                                      name: outcome.test.name, reason: reason)
      @out.flush
    end

    def slowest(outcomes)
      @out.puts "Slowest:"
      outcomes.max_by(SLOWEST, &:seconds).each do |outcome|
        @out.puts format("  %<seconds>6.1f s  %<name>s", seconds: outcome.seconds, name: outcome.test.name)
      end
    end

    # What tests that passed want people to know: lines of their output that begin with "note: ".
    def notes(outcomes)
      lines = outcomes.select { |outcome| outcome.status == "passed" }.flat_map { |outcome| outcome.output.lines(chomp: true).grep(/\Anote: /) }
      @out.puts "Notes:", lines.map { |line| "  #{line.delete_prefix("note: ")}" } unless lines.empty?
    end

    def explain(outcome)
      @out.puts "", "FAILED: #{outcome.test.name}"
      @out.puts(outcome.output.lines(chomp: true).last(LAST_LINES).map { |line| "  | #{line}" })
      @out.puts "  repeat it alone: #{repeat(outcome.test)}"
    end

    def repeat(test)
      env = test.env.map { |name, value| "#{name}=#{Shellwords.escape(value.to_s)}" }
      [*env, test.command.shelljoin].join(" ")
    end

    # For the site's computed status. A partial run keeps what other runs of the same source found.
    def write(outcomes)
      hash = Runner.source_hash
      kept = earlier(hash).reject { |result| outcomes.any? { |outcome| outcome.test.name == result["name"] } }
      results = outcomes.map do |outcome|
        { "name" => outcome.test.name, "group" => outcome.test.group, "birth" => outcome.test.birth, "status" => outcome.status,
          "seconds" => outcome.seconds.round(2), "hash" => hash, "reason" => outcome.reason }.compact
      end
      FileUtils.mkdir_p(File.dirname(RESULTS))
      File.write("#{RESULTS}.part", "#{JSON.pretty_generate("hash" => hash, "results" => kept + results)}\n")
      File.rename("#{RESULTS}.part", RESULTS)
    end

    def earlier(hash)
      old = JSON.parse(File.read(RESULTS))
      old["hash"] == hash ? old["results"] : []
    rescue Errno::ENOENT, JSON::ParserError
      []
    end
  end
end
