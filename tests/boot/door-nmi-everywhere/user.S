/* SPDX-License-Identifier: MIT */
/* The driver steps through the first call; the others show what it left. */
#define CALLS 3
#define NUMBER 22
#include "tests/boot/lib/full_registers.S"
