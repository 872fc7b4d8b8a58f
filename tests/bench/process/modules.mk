# SPDX-License-Identifier: MIT
override ARCHIVE_FILES := init nothing
MODULES := $(OUT)/archive.tar
# Linked as small as programs are: for one address, and text and constants together.
override FIXED_PROGRAMS := nothing
LDFLAGS_nothing := -z noseparate-code
