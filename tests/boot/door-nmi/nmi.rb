# SPDX-License-Identifier: MIT
# Sends NMIs while the program calls, until the kernel has counted enough. One that comes while another waits is merged with it.
machine.wait_for(/calling/)
machine.hmp("nmi") until machine.ended? || machine.console.include?("NMIs counted")
