/* SPDX-License-Identifier: MIT */
/* More calls than there is time for. */
#define CALLS 0x4000000000000000
#include "tests/boot/lib/full_registers.S"
