/* SPDX-License-Identifier: MIT */
// proves: Without the debug build's records the frame allocator behaves the same.
// flags: -UDEBUG
#include "frame_alloc_test.c"
