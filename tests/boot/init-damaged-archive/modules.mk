# SPDX-License-Identifier: MIT
override ARCHIVE_FILES := init motd
MODULES := $(OUT)/archive.tar
