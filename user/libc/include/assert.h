/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Assertions. May be included again, with and without NDEBUG, as the standard wants it.
 */
#undef assert
#ifdef NDEBUG
#define assert(condition) ((void)0)
#else
#define assert(condition) ((condition) ? (void)0 : assertion_failed(#condition, __func__))
#endif

#ifndef USER_LIBC_ASSERT_H
#define USER_LIBC_ASSERT_H

#define static_assert _Static_assert

/** Says which condition does not hold, and aborts. */
_Noreturn void assertion_failed(const char *condition, const char *function);

#endif
