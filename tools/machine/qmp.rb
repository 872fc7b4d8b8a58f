# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require "json"
require "socket"
require_relative "project"

module Machine
  # Connects to a socket that another process is about to make.
  module UnixSocket
    def self.connect(path, attempts: 1200)
      UNIXSocket.new(path)
    rescue Errno::ENOENT, Errno::ECONNREFUSED
      raise Failure, "nothing listens at #{path}: QEMU did not start" if (attempts -= 1).zero?

      sleep 0.025
      retry
    end
  end

  # QEMU's machine protocol: one JSON object a line.
  class Qmp
    def self.connect(path)
      new(UnixSocket.connect(path))
    end

    def initialize(socket)
      @socket = socket
      receive
      call("qmp_capabilities")
    end

    # The `return` value of the answer; events in between are dropped.
    def call(command, arguments = {})
      message = { "execute" => command }
      message["arguments"] = arguments unless arguments.empty?
      send_line(JSON.generate(message))
      loop do
        answer = receive
        raise Failure, "QEMU refused #{command}: #{answer["error"]["desc"]}" if answer["error"]
        return answer["return"] if answer.key?("return")
      end
    end

    # The machine ended before it answered.
    class Ended < Failure; end

    private

    def send_line(line)
      @socket.puts(line)
    rescue Errno::ECONNRESET, Errno::EPIPE
      raise Ended, "QEMU closed its control socket: the machine has ended"
    end

    def receive
      line = @socket.gets
      raise Ended, "QEMU closed its control socket: the machine has ended" unless line&.end_with?("\n") # half an answer is none

      JSON.parse(line)
    rescue Errno::ECONNRESET, Errno::EPIPE
      raise Ended, "QEMU closed its control socket: the machine has ended"
    end
  end
end
