# SPDX-License-Identifier: MIT
override ARCHIVE_FILES := init
MODULES := $(OUT)/archive.tar
