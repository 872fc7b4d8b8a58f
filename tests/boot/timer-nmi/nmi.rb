# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Sends three NMIs through the monitor, each after the one before was counted.

machine.wait_for(/idling/)
(1..3).each do |number|
  machine.hmp("nmi")
  machine.wait_for(/NMIs counted: #{number}/)
end
