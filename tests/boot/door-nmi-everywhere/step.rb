# SPDX-License-Identifier: MIT
# Steps through one call. Before each instruction an NMI is sent and let through; when it has gone by, every register must be what it was.
WATCHED = %w[rax rbx rcx rdx rsi rdi rbp rsp r8 r9 r10 r11 r12 r13 r14 r15 rip rflags gs_base k_gs_base cr3].freeze

gdb = machine.gdb
gdb.run_to(symbol("syscall_entry"))
back = gdb.register("rcx")
steps = 0
until gdb.register("rip") == back
  before = gdb.registers.slice(*WATCHED)
  machine.hmp("nmi")
  gdb.step_mode(1)
  20.times do # a step can come back without having executed anything
    gdb.step
    break unless gdb.register("rip") == before["rip"]
  end
  demand(symbols.name(gdb.register("rip")).start_with?("trap_nmi"), "an NMI at #{symbols.name(before["rip"])} is taken before the next instruction")
  gdb.run_to(before["rip"])
  after = gdb.registers.slice(*WATCHED)
  changed = WATCHED.reject { |name| before[name] == after[name] }
  demand(changed.empty?, "an NMI at #{symbols.name(before["rip"])} changed #{changed.join(" ")}")
  gdb.step_mode(7)
  gdb.step
  steps += 1
  demand(steps < 400, "the call comes to an end")
end
demand(steps > 40, "more than #{steps} instructions were stepped")
gdb.go
counted = machine.wait_for(/NMIs counted: (\d+)$/)[1].to_i
demand(counted == steps, "#{steps} NMIs were sent, but #{counted} were counted")
