# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Reports an uncorrected error in bank 9, as failing hardware would.

machine.wait_for(/waiting for a machine check/)
machine.hmp("mce 0 9 0xb200000000000000 0x5 0 0")
