/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Reads what a Multiboot2 boot loader says into the form that the kernel keeps.
 */
#ifndef ARCH_X86_64_MULTIBOOT2_H
#define ARCH_X86_64_MULTIBOOT2_H

#include "kernel/boot_info.h"

/** @defgroup multiboot2 Multiboot2
 *  @brief The boot loader's information, checked like any other untrusted input.
 *  @{ */

/**
 * Checks Multiboot2 information (specification 2.0, section 3.6) and copies what the kernel keeps of it.
 *
 * @param data  the information, at any alignment; nothing in it is trusted
 * @param limit bytes that may be read at data
 * @param info  its member image is read: the caller sets it. Everything else is written, and is meaningless after a refusal.
 * @return null, or the rule that the information breaks, as a sentence without its stop
 *
 * Reads nothing outside data and limit, keeps no pointer into data, allocates nothing. The time is bounded by the square of
 * the number of memory ranges, which is bounded.
 */
const char *multiboot2_parse(const void *data, size_t limit, struct boot_info *info);

/** @} */

#endif
