# SPDX-License-Identifier: MIT
override ARCHIVE_FILES := init
MODULES := $(OUT)/archive.tar
$(OUT)/programs/init: $(TOP)/user/files/motd
	@mkdir -p $(@D)
	@cp $< $@
