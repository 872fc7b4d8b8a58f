# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# `make debug` as a person uses it: commands typed to gdb, and what it answers.

require 'minitest/autorun'
require 'open3'
require_relative '../../tools/machine/project'

class DebugTest < Minitest::Test
  LAST = Machine::Sprints.last.slug

  def debug(sprint, *commands)
    out, status = Open3.capture2e({ 'TERM' => 'dumb' }, 'ruby', 'tools/machine.rb', 'debug', sprint,
                                  chdir: Machine::Project::ROOT, stdin_data: "#{(commands + ['quit']).join("\n")}\n")
    assert status.success?, out
    refute_match(/No symbol|syntax error|Undefined command|There is no member|requires the program/, out)
    out
  end

  def test_commands_are_listed_and_each_has_help
    out = debug('boot', 'postern', 'help user-defined')
    listed = out.scan(/^(k\w+) +.*/).flatten.uniq
    assert_equal %w[kconsole kcontrol kframe kstart ktables kthread kwalk], listed.sort
    listed.each { |name| assert_match(/^#{name} -- \S/, out) }
  end

  def test_at_the_first_instruction_they_say_what_is_not_there_yet
    out = debug('boot', 'kwalk 0x1000', 'ktables', 'kthread', 'kframe')
    assert_match(/paging is off, the address is physical/, out)
    assert_match(/paging is off, nothing is mapped/, out)
    assert_match(/no threads yet; they come with the sprint ring3/, out)
    assert_match(/no register frame yet; it comes with the sprint faults/, out)
  end

  def test_the_walk_agrees_with_the_address_that_the_loader_gave
    out = debug('boot', 'kstart', 'kcontrol', 'kwalk 0xffffffff80200000', 'kwalk 0xffff800000001234', 'kwalk 0xdeadbeef0000')
    assert_match(/^Temporary breakpoint 1, kernel_start/, out)
    assert_match(/cr0 .* paging on/, out)
    assert_match(/^ffffffff80200000 is physical 000000200000, kernel/, out)
    assert_match(/^ffff800000001234 is physical 000000001234, kernel/, out)
    assert_match(/^0000deadbeef0000 is not mapped/, out)
  end

  def test_the_tables_of_the_last_sprint_are_listed
    out = debug(LAST, 'kstart', 'tbreak checkpoint_done', 'continue', 'kwalk &kernel_start', 'ktables', 'kconsole')
    assert_match(/is physical \h+, kernel (read-only executable|writable executable)/, out)
    assert_match(/^memory  0x/, out)
    assert_match(/^ffff8000\h{8}-\h{16} \h{16} -rw/, out)
  end

  def test_a_frame_is_printed_with_every_register
    out = debug('faults', 'kstart', 'tbreak trap_kernel', 'continue', 'kframe frame')
    %w[r15 rax rdi origin error rip cs rflags rsp ss].each { |name| assert_match(/^  #{name} = 0x\h+/, out) }
    assert_match(/^rip is in the kernel: \w+/, out)
  end

  def test_the_current_thread_is_printed_with_where_it_stands
    out = debug('ring3', 'kstart', 'tbreak kernel_fault', 'continue', 'kthread', 'kframe',
                'tbreak *((struct thread *)$thread)->frame.rip', 'continue', 'kthread', 'kcontrol', 'kwalk $pc')
    assert_equal 2, out.scan(/^(?:\(gdb\) )?thread at ffff8000\h{8}/).size
    assert_equal 3, out.scan(/^rip is in ring 3, at \h+/).size
    assert_match(/^ring 3, gs base/, out)
    assert_match(/is physical \h+, user read-only executable/, out)
  end
end
