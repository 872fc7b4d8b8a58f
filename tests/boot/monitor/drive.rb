# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Stops at `report`, changes its argument, steps once, and lets the machine go.

gdb = machine.gdb
gdb.run_to(symbol("report"))
before = gdb.registers
demand(before["cs"] & 3 == 0, "the kernel should be in ring 0")
demand(machine.hmp("info registers").include?("CPL=0"), "the monitor should show ring 0")
gdb.set_register("rdi", 0x5eed)
gdb.step_mode(1)
gdb.step
demand(gdb.register("rip") != before["rip"], "a step should move RIP")
demand(gdb.memory(before["rip"], 1).bytesize == 1, "memory should be readable")
machine.go
