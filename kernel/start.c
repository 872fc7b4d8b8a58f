/* SPDX-License-Identifier: MIT */
/*
 * Where C begins: runs the boot steps in their order, then the checkpoint's demonstration.
 */
#include "kernel/start.h"

#include "checkpoint.h"
#include "kernel/boot_step.h"
#include "kernel/machine.h"
#include "kernel/upcall.h"

/* The table of boot steps, sorted by the linker. */
extern const struct boot_step __boot_steps_start[], __boot_steps_end[];

_Noreturn void kernel_start(void)
{
    for (const struct boot_step *step = __boot_steps_start; step < __boot_steps_end; step++) {
        step->run();
    }
    demo();
    checkpoint_done();
}

void console_write(const char *string)
{
    for (; *string != '\0'; string++) {
        machine_console_put(*string);
    }
}

_Noreturn void checkpoint_done(void)
{
    if (CHECKPOINT_NEXT[0] != '\0') {
        console_write("next: make run SPRINT=" CHECKPOINT_NEXT "\n");
    }
    console_write("sprint " CHECKPOINT_SLUG ": done\n");
    machine_exit(EXIT_DONE);
}
