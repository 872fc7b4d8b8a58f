# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require 'open3'
require 'tmpdir'
require_relative 'stage'

module Ladder
  # The staged trees as one linear git history: a commit per sprint, and two tags for each. vN/sprint-NN-slug belongs to an edition
  # (the number in the file EDITION) and never moves; sprint-NN-slug points at the newest. The same source gives the same
  # hashes everywhere: names, dates and the time zone are fixed, and no configuration of the user is read.
  class Tags
    WHO = 'Postern <ladder@postern.invalid>'
    EPOCH = 946_684_800 # 2000-01-01, and a day per sprint
    ENVIRONMENT = {
      'GIT_CONFIG_GLOBAL' => '/dev/null', 'GIT_CONFIG_NOSYSTEM' => '1', 'GIT_ATTR_NOSYSTEM' => '1', 'HOME' => '/nonexistent',
      'XDG_CONFIG_HOME' => '/nonexistent', 'TZ' => 'UTC', 'LC_ALL' => 'C', 'LANG' => 'C', 'GIT_TERMINAL_PROMPT' => '0',
      'GIT_DIR' => nil, 'GIT_WORK_TREE' => nil, 'GIT_INDEX_FILE' => nil, 'GIT_OBJECT_DIRECTORY' => nil, 'GIT_CONFIG_COUNT' => nil,
      'GIT_CONFIG_PARAMETERS' => nil, 'GIT_ALTERNATE_OBJECT_DIRECTORIES' => nil, 'GIT_COMMON_DIR' => nil, 'GIT_NAMESPACE' => nil
    }.freeze
    SETTINGS = %w[-c core.compression=6 -c pack.threads=1 -c core.autocrlf=false -c fastimport.unpackLimit=100000
                  -c core.logAllRefUpdates=false -c gc.auto=0].freeze

    def initialize(tree, repository)
      @tree = tree
      @repository = repository
      @edition = read_edition
    end

    # Makes the history and the tags, all of them or none. Returns [tag, hash of the commit] pairs.
    def make
      git('rev-parse', '--git-dir')
      commits = write_history
      wanted = wanted_tags(commits)
      have = own_tags(wanted.keys)
      published(wanted, have)
      update(wanted, have)
      wanted.keys.map { |ref| [ref.delete_prefix('refs/tags/'), commits[ref[/[^\/]+\z/].delete_prefix('sprint-')]] }
    end

    private

    def read_edition
      file = File.join(@tree.root, 'EDITION')
      text = File.file?(file) ? File.read(file).strip : ''
      text.match?(/\A[1-9][0-9]*\z/) ? text : raise(Error, "#{file}: write the number of the edition into it, as 1")
    end

    # name (03-faults) => hash
    def write_history
      Dir.mktmpdir('postern-tags') do |folder|
        marks = File.join(folder, 'marks')
        git('fast-import', '--quiet', '--force', "--export-marks=#{marks}", input: stream)
        git('update-ref', '-d', 'refs/postern/ladder')
        found = File.readlines(marks).to_h { |line| line.delete_prefix(':').split }
        @tree.order.to_h { |slug| [@tree.name(slug), found.fetch(@tree.number(slug).to_s)] }
      end
    end

    def stream
      @tree.order.each_with_index.map { |slug, index| commit(slug, index.zero? ? nil : @tree.order[index - 1]) }.join.b
    end

    def commit(slug, before)
      change = @tree.manifest(slug)
      text = "Sprint #{@tree.name(slug)}: #{change.title}\n\n#{change.goal}\n"
      head = "commit refs/postern/ladder\nmark :#{@tree.number(slug)}\nauthor #{WHO} #{date(slug)}\ncommitter #{WHO} #{date(slug)}\n"
      head = "reset refs/postern/ladder\n#{head}" unless before
      from = before ? "from :#{@tree.number(before)}\n" : ''
      files = Stage.new(@tree, slug).files.map { |path, data| "M 100644 inline #{path}\n#{block(data)}\n" }
      [head, block(text), from, "deleteall\n", *files, "\n"].map(&:b).join
    end

    def date(slug) = "#{EPOCH + (@tree.number(slug) * 86_400)} +0000"
    def block(text) = "data #{text.bytesize}\n#{text}".b

    # ref => hash of the tag object
    def wanted_tags(commits)
      @tree.order.each_with_object({}) do |slug, all|
        name = @tree.name(slug)
        ["v#{@edition}/sprint-#{name}", "sprint-#{name}"].each do |tag|
          text = "object #{commits[name]}\ntype commit\ntag #{tag}\ntagger #{WHO} #{date(slug)}\n\n#{@tree.manifest(slug).goal}\n"
          all["refs/tags/#{tag}"] = git('hash-object', '-t', 'tag', '-w', '--stdin', input: text).strip
        end
      end
    end

    # The tags of ours that are there: ref => hash. Somebody else's tag with a name that we need stops everything.
    def own_tags(names)
      lines = git('for-each-ref', '--format=%(refname) %(objectname) %(taggeremail) %(tag)', 'refs/tags/').lines.map(&:split)
      own, others = lines.partition { |ref, _, who, tag| who == WHO[/<.*>/] && ref == "refs/tags/#{tag}" }
      foreign = others.find { |ref,| names.include?(ref) }
      raise Error, "#{foreign[0]} was not made by make tags and is in the way: rename it, or delete it yourself" if foreign

      own.to_h { |ref, hash,| [ref, hash] }
    end

    def published(wanted, have)
      edition = "refs/tags/v#{@edition}/"
      moved = wanted.keys.find { |ref| ref.start_with?(edition) && have.key?(ref) && have[ref] != wanted[ref] }
      moved ||= have.keys.find { |ref| ref.start_with?(edition) && !wanted.key?(ref) }
      return unless moved

      raise Error, "edition #{@edition} is published (#{moved.delete_prefix('refs/tags/')}) and the source has changed since: " \
                   "write #{@edition.to_i + 1} into EDITION; nothing was touched"
    end

    def update(wanted, have)
      lines = wanted.map { |ref, hash| "update #{ref} #{hash} #{have[ref] || '0' * hash.size}\n" }
      stale = have.keys.select { |ref| ref.match?(%r{\Arefs/tags/sprint-[^/]+\z}) && !wanted.key?(ref) }
      lines += stale.map { |ref| "delete #{ref} #{have[ref]}\n" }
      git('update-ref', '--stdin', input: "start\n#{lines.join}prepare\ncommit\n")
    end

    def git(*words, input: '')
      out, err, status = Open3.capture3(ENVIRONMENT, 'git', '-C', @repository, *SETTINGS, *words, stdin_data: input, binmode: true)
      status.success? ? out : raise(Error, "git #{words.first} in #{@repository}: #{err.lines.last.to_s.strip}")
    rescue Errno::ENOENT
      raise Error, 'git is missing: install it (make deps)'
    end
  end
end
