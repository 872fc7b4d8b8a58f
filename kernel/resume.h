/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief What the kernel may do next: a table of choices.
 */
#ifndef KERNEL_RESUME_H
#define KERNEL_RESUME_H

/** @defgroup resume Resume
 *  @brief What the kernel may do next.
 *  @{ */

/**
 * Registers something that kernel_resume() may choose.
 *
 * @param order    two digits; smaller is asked earlier
 * @param function void function(void): returns if it has nothing to run, else never
 */
#define RESUME_CHOICE(order, function)                                                 \
    static void (*const resume_choice_##function)(void)                                \
        __attribute__((used, section(".resume_choices." #order), aligned(8))) = function

/** @} */

#endif
