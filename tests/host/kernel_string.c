/* SPDX-License-Identifier: MIT */
/*
 * The kernel's string functions for tests of what uses them: string_copy() as it is, and the functions that C has too under
 * other names, so that the tests link libc's, which AddressSanitizer watches.
 */
#define memcpy kernel_memcpy
#define memmove kernel_memmove
#define memset kernel_memset
#define memcmp kernel_memcmp
#define strlen kernel_strlen
#define strncmp kernel_strncmp
#include "kernel/lib/string.c"
