# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require 'minitest/autorun'
require 'tmpdir'
require 'fileutils'
require_relative '../../tools/ladder/command'

# Small trees in temporary folders.
class LadderTest < Minitest::Test
  def setup
    @root = Dir.mktmpdir('ladder')
  end

  def teardown
    FileUtils.remove_entry(@root)
  end

  # Writes files (path => text) into the fixture.
  def write(files)
    files.each do |path, text|
      full = File.join(@root, path)
      FileUtils.mkdir_p(File.dirname(full))
      File.write(full, text)
    end
  end

  # A tree of the sprints one, two and three, with these files; changes: slug => what its manifest says otherwise.
  def three(files = {}, changes = {})
    write('sprints/order' => "one\ntwo\nthree\n")
    %w[one two three].each do |slug|
      manifest = { 'title' => slug.capitalize, 'goal' => "Goal of #{slug}.", 'part' => 'The machine', 'add' => [] }
      write("sprints/#{slug}/manifest.yml" => manifest.merge(changes.fetch(slug, {})).to_yaml,
            "sprints/#{slug}/demo/demo.c" => "void demo(void);\nvoid demo(void)\n{\n}\n")
    end
    write(files)
    Ladder::Tree.new(@root)
  end

  def texts(tree, path, slug)
    tree.lines(path, slug).map(&:text)
  end

  # Runs the command line on the fixture: [status, output, errors].
  def ladder(*words)
    out = StringIO.new
    err = StringIO.new
    status = Ladder::Command.new(@root, out: out, err: err).run(words)
    [status, out.string, err.string]
  end

  # The message of the error that the block raises.
  def refusal(&block)
    assert_raises(Ladder::Error, &block).message
  end
end
