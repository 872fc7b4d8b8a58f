# SPDX-License-Identifier: MIT
# Stops where the table leads for a number without a call, which is what a call would see.
gdb = machine.gdb
gdb.run_to(symbol("call_unknown"))
arguments = gdb.registers.values_at("rdi", "rsi", "rdx", "rcx", "r8", "r9")
demand(arguments == [0x1111, 0x2222, 0x3333, 0x4444, 0x5555, 0x6666], "the six arguments in order, not #{arguments.map { |a| a.to_s(16) }.join(" ")}")
demand(gdb.register("rsp") % 16 == 8, "a stack that was aligned to 16 before the call pushed its return address")
demand((gdb.register("rflags") & 0x254700).zero?, "TF, IF, DF, NT, RF, AC and ID clear")
demand(gdb.register("cs") == 8, "ring 0")
gdb.go
