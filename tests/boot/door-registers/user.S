/* SPDX-License-Identifier: MIT */
#define CALLS 20000
#include "tests/boot/lib/full_registers.S"
