# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require "minitest/autorun"
require "fileutils"
require "open3"
require "tmpdir"

# The text whose hash kernel and programs compare: it changes with everything that they must agree on, and with nothing else.
class DefinitionsTest < Minitest::Test
  ROOT = File.expand_path("../..", __dir__)
  CALL = 'CALL3(9, make, handle(source, OBJECT_ANY, RIGHT_COPY), value(rights), user_in(badge, rights), "a handle", ERRORS(EHANDLE), "Makes it.")'
  ERROR = 'ERROR(2, EHANDLE, "no such handle")'

  def text(call, error = ERROR)
    Dir.mktmpdir do |folder|
      FileUtils.mkdir_p(File.join(folder, "kernel/abi"))
      %w[definitions.h each_call.h].each { |file| FileUtils.cp(File.join(ROOT, "kernel/abi", file), File.join(folder, "kernel/abi")) }
      File.write(File.join(folder, "kernel/abi/calls.inc"), "#{call}\n")
      File.write(File.join(folder, "kernel/abi/errors.inc"), "#{error}\n")
      output, status = Open3.capture2("gcc", "-E", "-P", "-x", "c", "-I#{folder}", File.join(folder, "kernel/abi/definitions.h"))
      assert status.success?
      output.gsub(/\s/, "")
    end
  end

  def test_the_text_says_what_is_defined
    assert_equal "call(9,make,(handle(OBJECT_ANY,RIGHT_COPY),value,user_in(rights)))error(2,EHANDLE)", text(CALL)
  end

  CHANGES = { "9, " => "8, ", "make" => "take", "OBJECT_ANY" => "OBJECT_MEMORY", "RIGHT_COPY" => "RIGHT_READ", "value(" => "user_out(badge, ",
              "user_in" => "user_out" }.freeze

  def test_each_change_that_matters_changes_it
    CHANGES.each { |old, new| refute_equal text(CALL), text(CALL.sub(old, new)), "#{old} became #{new}" }
    refute_equal text(CALL), text(CALL, ERROR.sub("2", "3"))
    refute_equal text(CALL), text(CALL, ERROR.sub("EHANDLE", "EINVAL"))
  end

  def test_words_that_explain_do_not_matter
    assert_equal text(CALL), text(CALL.sub("Makes it", "Makes one").sub("a handle", "the handle"))
    assert_equal text(CALL), text(CALL, ERROR.sub("no such", "there is no such"))
  end
end
