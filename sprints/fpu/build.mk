# SPDX-License-Identifier: MIT
# From here on programs may use floating-point and vector registers. The kernel still may not.
USER_CFLAGS := $(filter-out -mgeneral-regs-only,$(USER_CFLAGS))
