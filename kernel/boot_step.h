/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Boot steps: what runs once, in order, before the machine is up.
 *
 * A file registers its own step; nobody keeps a list. The linker sorts the entries by their order.
 */
#ifndef KERNEL_BOOT_STEP_H
#define KERNEL_BOOT_STEP_H

/** @defgroup boot_step Boot steps
 *  @brief A link-time table of functions that run once, in order.
 *  @{ */

/** An entry of the table of boot steps. */
struct boot_step {
    const char *name;  /**< The function's name, for messages. */
    void (*run)(void); /**< Runs once, with interrupts disabled; panics if it cannot do its work. */
};

/**
 * Registers a boot step.
 *
 * @param order    two digits; smaller runs earlier; the numbers are reserved in docs/skeleton.md
 * @param function void function(void), static
 */
#define BOOT_STEP(order, function)                                                     \
    static const struct boot_step boot_step_##function                                 \
        __attribute__((used, section(".boot_steps." #order), aligned(8))) = {#function, function}

/** @} */

#endif
