# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The command line of tools/site.rb.
require_relative 'error'
require_relative 'builder'

module Site
  # Runs build, serve, book, check and api.
  class Command
    USAGE = 'usage: ruby tools/site.rb build|serve|book|check|api [--out FOLDER] [--port N] [--no-api] [--no-search] [--no-solutions] [--address URL] [--report URL]'

    def initialize(root)
      @root = root
    end

    def run(arguments)
      options = parse(arguments.dup)
      case options[:verb]
      when 'build' then build(options)
      when 'serve' then serve(options)
      when 'book' then book(options)
      when 'api' then builder(options).api_only
      when 'check' then check
      else raise Error, USAGE
      end
      0
    rescue Error, known_errors => e
      warn "site: #{e.message}"
      1
    end

    private

    def parse(arguments)
      options = { verb: arguments.shift, api: true, search: true, port: 4000 }
      until arguments.empty?
        case (word = arguments.shift)
        when '--out' then options[:out] = arguments.shift
        when '--address', '--report' then options[word.delete_prefix('--').to_sym] = arguments.shift
        when '--port' then options[:port] = Integer(arguments.shift, 10)
        when '--no-solutions' then options[:solutions] = false
        when '--no-api' then options[:api] = false
        when '--no-search' then options[:search] = false
        else raise Error, "unknown option #{word}; #{USAGE}"
        end
      end
      options
    end

    def builder(options)
      Builder.new(@root, out: File.expand_path(options[:out] || '_site', @root),
                         api: options[:api], search: options[:search], address: options[:address], report: options[:report],
                         solutions: options.fetch(:solutions, true))
    end

    def build(options)
      puts builder(options).build
    end

    # The one-page edition of a fresh site as a PDF.
    def book(options)
      out = builder(options).tap { |b| puts b.build }.out
      pdf = File.join(@root, 'build/postern.pdf')
      FileUtils.mkdir_p(File.dirname(pdf))
      text, status = Open3.capture2e('node', File.join(@root, 'tools/site/print.js'), File.join(out, OnePage::ADDRESS), pdf)
      raise Error, "Chromium could not print the book:\n#{text}" unless status.success?

      puts "The book is in #{pdf} (#{(File.size(pdf) / 1_000_000.0).round(1)} MB)."
    end

    def serve(options)
      require 'webrick'
      out = builder(options).tap { |b| puts b.build }.out
      puts "The site is on http://localhost:#{options[:port]}/ until you press Ctrl-C."
      server = WEBrick::HTTPServer.new(Port: options[:port], BindAddress: '127.0.0.1', DocumentRoot: out, AccessLog: [],
                                       Logger: WEBrick::Log.new($stderr, WEBrick::Log::WARN))
      show_lost_page(server, File.read(File.join(out, '404.html')))
      trap('INT') { server.shutdown }
      server.start
    rescue Errno::EADDRINUSE
      raise Error, "port #{options[:port]} is taken: run `ruby tools/site.rb serve --port 4001`"
    end

    # What a published site shows for an address that leads nowhere.
    def show_lost_page(server, text)
      server.define_singleton_method(:create_response) do |config|
        super(config).tap do |response|
          response.define_singleton_method(:create_error_page) do
            self['content-type'] = 'text/html; charset=utf-8'
            self.body = text
          end
        end
      end
    end

    def check
      system({ 'ONLY' => '\Asite\z' }, 'ruby', File.join(@root, 'tests/run.rb')) ||
        raise(Error, 'the site has failures; each one above says how to repeat it alone')
    end

    # Errors of the libraries that read the book: a message for people, no backtrace.
    def known_errors
      [(Ladder::Error if defined?(Ladder::Error)), (Book::Error if defined?(Book::Error))].compact.then do |list|
        list.empty? ? Error : Union.new(list)
      end
    end

    # Several exception classes as one, for rescue.
    class Union < Module
      def initialize(list)
        super()
        @list = list
      end

      def ===(other) = @list.any? { |kind| kind === other }
    end
  end
end
