# SPDX-License-Identifier: MIT
override ARCHIVE_FILES := init brief
MODULES := $(OUT)/archive.tar
