/* SPDX-License-Identifier: MIT */
#include "tests/boot/lib/demo_init.h"
