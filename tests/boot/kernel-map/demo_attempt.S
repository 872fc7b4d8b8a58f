/* SPDX-License-Identifier: MIT */
#include "tests/boot/lib/attempt.S"
