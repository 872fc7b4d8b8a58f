# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Sends NMIs through the monitor, each when the program is known to run.

(1..20).each do |number|
  machine.wait_for(/waiting for NMI #{number}\b/)
  machine.hmp("nmi")
end
