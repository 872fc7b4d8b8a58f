# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# The figures that the book quotes, measured again; and the limits that they keep.

sprints.each do |slug|
  more = ", and stepping through a call counts what the time stamp counter does" if slug == sprints.last
  test "measured again, every figure of sprint #{slug} is the recorded one#{more}",
       command: machine("bench", "--check", slug), birth: slug, cost: sprint?("usercopy") && slug == sprints.last ? 40 : 20
end

if sprint?("usercopy")
  test "a null call takes at most 75 instructions, loop included", command: ["ruby", "tests/bench/limit.rb", "null", "75"], birth: "usercopy"
  test "from a clean tree to the first line of the last sprint takes at most 60 s", command: ["ruby", "tests/bench/clean_build.rb", "60"], birth: "boot", cost: 20
end

if sprint?("revocation")
  test "interrupts wait for at most 20,000 instructions while thousands of capabilities go", command: ["ruby", "tests/bench/limit.rb", "longest_off", "20000"], birth: "revocation"
end

if sprint?("threads")
  test "interrupts wait for at most 20,000 instructions while hundreds of threads end", command: ["ruby", "tests/bench/limit.rb", "longest_off_threads", "20000"], birth: "threads"
end

if sprint?("memory")
  test "interrupts wait for at most 20,000 instructions while 64 MiB are mapped, unmapped and given back",
       command: ["ruby", "tests/bench/limit.rb", "longest_off_memory", "20000"], birth: "memory"
end

if sprint?("processes")
  test "to start a small program, to wait for its end and to have its memory back takes at most 30,000 instructions",
       command: ["ruby", "tests/bench/limit.rb", "start_run_end", "30000"], birth: "processes"
  test "when init starts, at most 4 MiB of memory are in use", command: ["ruby", "tests/bench/limit.rb", "resident_at_init", "4096"], birth: "processes"
end
