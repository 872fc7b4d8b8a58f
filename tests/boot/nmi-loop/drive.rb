# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Sends each NMI while the machine stands in the loop, one instruction further every time.

gdb = machine.gdb
(1..20).each do |number|
  gdb.run_to(symbol("nmi_loop_round"))
  number.times { gdb.step }
  machine.hmp("nmi")
end
machine.go
