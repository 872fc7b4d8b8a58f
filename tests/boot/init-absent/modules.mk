# SPDX-License-Identifier: MIT
override ARCHIVE_FILES := motd
MODULES := $(OUT)/archive.tar
