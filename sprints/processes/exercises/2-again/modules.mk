# SPDX-License-Identifier: MIT
override ARCHIVE_FILES := init other
MODULES := $(OUT)/archive.tar
