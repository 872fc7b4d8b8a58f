/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief The programs' side of the system calls: one function each, made of the definitions.
 *
 * The number goes in RAX, arguments in RDI RSI RDX R10 R8 R9, the result comes back in RAX. RCX and R11 are lost; everything else is
 * preserved. The compiler is told exactly that.
 */
#ifndef USER_LIBC_CALLS_H
#define USER_LIBC_CALLS_H

#include <stdint.h>

#include "kernel/abi/errors.h"
#include "kernel/abi/numbers.h"

/** Makes a call by its number. @return the result; negative if it failed */
static inline int64_t system_call(uint64_t number, uint64_t a, uint64_t b, uint64_t c, uint64_t d, uint64_t e, uint64_t f)
{
    register uint64_t r10 __asm__("r10") = d;
    register uint64_t r8 __asm__("r8") = e;
    register uint64_t r9 __asm__("r9") = f;
    int64_t result;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory");
    return result;
}

/** As system_call(), for calls without arguments: the other registers are left alone. */
static inline int64_t system_call0(uint64_t number)
{
    int64_t result;
    __asm__ volatile("syscall" : "=a"(result) : "a"(number) : "rcx", "r11", "memory");
    return result;
}

/** @cond */
#define PARAMETER_value(name) uint64_t name
#define PARAMETER_handle(name, type, rights) uint64_t name
#define PARAMETER_user_in(name, length) const void *name
#define PARAMETER_user_out(name, length) void *name
#define WORD_value(name) name
#define WORD_handle(name, type, rights) name
#define WORD_user_in(name, length) (uint64_t) name
#define WORD_user_out(name, length) (uint64_t) name

#define CALL0(number, name, ...) \
    static inline int64_t name(void) { return system_call0(number); }
#define CALL1(number, name, a, ...) \
    static inline int64_t name(PARAMETER_##a) { return system_call(number, WORD_##a, 0, 0, 0, 0, 0); }
#define CALL2(number, name, a, b, ...) \
    static inline int64_t name(PARAMETER_##a, PARAMETER_##b) { return system_call(number, WORD_##a, WORD_##b, 0, 0, 0, 0); }
#define CALL3(number, name, a, b, c, ...)                               \
    static inline int64_t name(PARAMETER_##a, PARAMETER_##b, PARAMETER_##c) \
    { return system_call(number, WORD_##a, WORD_##b, WORD_##c, 0, 0, 0); }
#define CALL4(number, name, a, b, c, d, ...)                                             \
    static inline int64_t name(PARAMETER_##a, PARAMETER_##b, PARAMETER_##c, PARAMETER_##d) \
    { return system_call(number, WORD_##a, WORD_##b, WORD_##c, WORD_##d, 0, 0); }
#define CALL5(number, name, a, b, c, d, e, ...)                                                        \
    static inline int64_t name(PARAMETER_##a, PARAMETER_##b, PARAMETER_##c, PARAMETER_##d, PARAMETER_##e) \
    { return system_call(number, WORD_##a, WORD_##b, WORD_##c, WORD_##d, WORD_##e, 0); }
#define CALL6(number, name, a, b, c, d, e, f, ...)                                                                    \
    static inline int64_t name(PARAMETER_##a, PARAMETER_##b, PARAMETER_##c, PARAMETER_##d, PARAMETER_##e, PARAMETER_##f) \
    { return system_call(number, WORD_##a, WORD_##b, WORD_##c, WORD_##d, WORD_##e, WORD_##f); }
#include "kernel/abi/calls.inc"
#undef CALL0
#undef CALL1
#undef CALL2
#undef CALL3
#undef CALL4
#undef CALL5
#undef CALL6
/** @endcond */

#endif
