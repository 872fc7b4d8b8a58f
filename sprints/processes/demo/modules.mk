# SPDX-License-Identifier: MIT
# GRUB brings the archive with the programs, and nothing else.
MODULES := $(OUT)/archive.tar
