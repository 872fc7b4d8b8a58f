/* SPDX-License-Identifier: MIT */
/*
 * The end of every way through the kernel: something is chosen and runs, or the processor waits.
 */
#include "kernel/resume.h"

#include "kernel/machine.h"
#include "kernel/upcall.h"

/* The table of choices, sorted by the linker. */
extern void (*const __resume_choices_start[])(void);
extern void (*const __resume_choices_end[])(void);

_Noreturn void kernel_resume(void)
{
    for (void (*const *choice)(void) = __resume_choices_start; choice < __resume_choices_end; choice++) {
        (*choice)();
    }
    machine_idle();
}
