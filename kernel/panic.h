/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief The way out when the kernel cannot go on.
 */
#ifndef KERNEL_PANIC_H
#define KERNEL_PANIC_H

#include "kernel/types.h"

/** @defgroup panic Panic
 *  @brief The way out when the kernel cannot go on.
 *  @{ */

/** Panic codes, final. Each has a page in the book; kernel/panics/ defines them. */
enum panic_code {
/** @cond */
#define PANIC(code, name, text) PANIC_##name = (code),
#include "kernel/panics.inc"
#undef PANIC
/** @endcond */
};

/**
 * Prints the code and the message, runs the panic reports (registers, backtrace), and leaves the machine with exit status
 * 0x40 + code. Allocates nothing, takes no lock, and works on any stack. A panic inside a panic stops at once.
 *
 * @param code   one of the panic codes
 * @param format message, as for print()
 */
_Noreturn __attribute__((format(printf, 2, 3))) void panic(enum panic_code code, const char *format, ...);

/** Panics with PANIC_ASSERTION unless the condition holds. Always on. States an invariant, never checks a user's input. */
#define assert(condition)                                                              \
    do {                                                                               \
        if (__builtin_expect(!(condition), 0)) {                                       \
            panic(PANIC_ASSERTION, "%s: assertion failed: %s", __func__, #condition);  \
        }                                                                              \
    } while (0)

/** An assertion that costs much: checked in the debug build (DEBUG=1) only. */
#ifdef DEBUG
#define assert_slow(condition) assert(condition)
#else
#define assert_slow(condition) ((void)sizeof(condition))
#endif

/**
 * Registers a function that panic() calls after the message, to report more. It must not panic, allocate or fault.
 *
 * @param order    two digits; smaller runs earlier
 * @param function void function(void), static
 */
#define PANIC_REPORT(order, function)                                                  \
    static void (*const panic_report_##function)(void)                                 \
        __attribute__((used, section(".panic_reports." #order), aligned(8))) = function

/** @} */

#endif
