# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require "zlib"
require_relative "builder"
require_relative "run"
require_relative "transcript"
require_relative "versions"

module Machine
  # Records the transcripts of a sprint, and compares a new run with what was recorded.
  class Recorder
    def initialize(sprint)
      @sprint = sprint
    end

    # NAME for transcripts/NAME.t, broken/NAME for the transcript of a broken variant.
    def names
      own = Dir.glob(File.join(folder, "*.t")).map { |file| File.basename(file, ".t") }
      broken = Dir.glob(File.join(@sprint.folder, "broken", "*.t")).map { |file| "broken/#{File.basename(file, ".t")}" }
      own.sort + broken.sort
    end

    # Records `name` again; a transcript that is new is a plain `make run`, or what `command` says.
    def record(name, command: nil)
      file = path(name)
      old = File.size?(file) ? Transcript.read(file) : nil
      fresh = again(name, command || old&.command)
      FileUtils.mkdir_p(File.dirname(file))
      File.write(file, (old ? fresh.with_lines(old.remark(fresh.lines)) : fresh).to_s)
      file
    end

    # Compares a new run with the transcript; returns sentences that say how they differ.
    def differences(name)
      recorded = Transcript.read(path(name))
      fresh = again(name, recorded.command)
      same = fresh.headers == recorded.headers
      yield "recorded with other versions (#{recorded.headers["recorded-with"]}), so it is compared after masks" unless same
      recorded.differences(fresh.lines, fresh.exit_status, masks: Masks.load, all_masks: !same)
    end

    # Runs the command that stands in a transcript on this tree.
    def play(command, image: nil)
      settings = Transcript.new(headers: {}, command: command, lines: [], exit_status: 0).settings
      knobs = Knobs.from_environment(settings)
      image ||= Builder.new(@sprint, debug: knobs.on?(:debug)).private_checkpoint("transcript-#{Zlib.crc32(command)}", append: knobs.append.to_s)
      run = Run.finish(image, profile: Profile.new(knobs))
      raise Failure, "#{run.console.lines.last(15).join}#{run.verdict.explanation}" if run.verdict.hung?

      Transcript.new(headers: headers(knobs), command: command, lines: kernel_lines(run.console), exit_status: run.verdict.exit_status)
    end

    def path(name)
      name.start_with?("broken/") ? File.join(@sprint.folder, "#{name}.t") : File.join(folder, "#{name}.t")
    end

    private

    def again(name, command)
      return play(command || "make run SPRINT=#{@sprint.slug}") unless name.start_with?("broken/")

      require_relative "broken"
      Broken.new(@sprint, name.delete_prefix("broken/")).play
    end

    def folder
      File.join(@sprint.folder, "transcripts")
    end

    def headers(knobs)
      { "sprint" => @sprint.slug, "machine" => Profile::NAME, "recorded-with" => Versions.line(uefi: knobs.on?(:uefi)) }
    end

    # Firmware and boot loader of UEFI speak on the serial port too: the kernel's own lines begin where it says so.
    def kernel_lines(console)
      lines = console.lines(chomp: true)
      start = lines.rindex { |line| line.match?(/\ABdsDxe: starting /) }
      start ? lines[(start + 1)..] : lines
    end
  end
end
