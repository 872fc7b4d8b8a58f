/* SPDX-License-Identifier: MIT */
/* As long as the instants of the sweep reach: a dozen calls. */
#define CALLS 12
#include "tests/boot/lib/full_registers.S"
