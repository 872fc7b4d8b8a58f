# SPDX-License-Identifier: MIT
override ARCHIVE_FILES := init ender
MODULES := $(OUT)/archive.tar
