# SPDX-License-Identifier: MIT
# frozen_string_literal: true

module Machine
  # What QEMU's exit status says about the kernel. The kernel writes a value v to isa-debug-exit and QEMU ends with
  # (v << 1) | 1: 0x10 is done, 0x40 + code is a panic. Anything else is a reset, a triple fault or a QEMU that would not start.
  class Verdict
    DONE = 33
    PANICS = (129..255).freeze

    attr_reader :status

    # From the status of a process that ended: a signal counts as its number, negative.
    def self.of(process)
      new(process.exitstatus || -process.termsig)
    end

    # status: QEMU's exit status; nil if it was ended by the watchdog.
    def initialize(status)
      @status = status
    end

    def done?
      @status == DONE
    end

    def panic
      (@status - 129) / 2 if @status && PANICS.cover?(@status) && @status.odd?
    end

    def hung?
      @status.nil?
    end

    # In the words of test.yml: `done`, `panic 3`, `reset`, `hang`.
    def to_s
      if done? then "done"
      elsif panic then "panic #{panic}"
      elsif hung? then "hang"
      else "reset"
      end
    end

    # The status that `make run` and a transcript's [exit N] show.
    def exit_status
      if done? then 0
      elsif panic then 64 + panic
      elsif hung? then 2
      else 1
      end
    end

    def explanation
      if done? then "the kernel said that it is done"
      elsif panic then "panic #{panic}: the kernel stopped with that code; the book's page on panics explains each"
      elsif hung? then "the machine was still running when the watchdog's limit was reached, so this counts as a hang"
      elsif @status.negative? then "QEMU itself failed (signal #{-@status}); its last words are above"
      else "QEMU ended with status #{@status} and no verdict from the kernel: a reset, a triple fault, or a QEMU that did not start"
      end
    end
  end
end
