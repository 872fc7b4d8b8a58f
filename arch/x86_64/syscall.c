/* SPDX-License-Identifier: MIT */
/*
 * Boot step 80: opens the one door, and closes the others.
 */
#include "arch/x86_64/syscall.h"

#include "arch/x86_64/control.h"
#include "arch/x86_64/layout.h"
#include "arch/x86_64/msr.h"
#include "arch/x86_64/user.h"
#include "kernel/boot_step.h"

_Static_assert(SELECTOR_KERNEL_DATA == STAR_SYSCALL + 8, "SYSCALL takes SS from the descriptor after CS");
_Static_assert(SELECTOR_USER_DATA == STAR_SYSRET + 8, "SYSRET takes SS from the descriptor after its base");
_Static_assert(SELECTOR_USER_CODE == STAR_SYSRET + 16, "SYSRET takes CS from two descriptors after its base");
_Static_assert(SYSRET_RIP_LIMIT == USER_LIMIT, "one limit, for C and for assembly");
_Static_assert((STAR_SYSRET & 3) == 3, "AMD processors take the RPL of SS from here as it is");

void syscall_program(void)
{
    msr_write(MSR_EFER, msr_read(MSR_EFER) | MSR_EFER_SCE);
    msr_write(MSR_STAR, (uint64_t)STAR_SYSRET << 48 | (uint64_t)STAR_SYSCALL << 32);
    msr_write(MSR_LSTAR, (uintptr_t)syscall_entry);
    msr_write(MSR_CSTAR, (uintptr_t)syscall_compat);
    msr_write(MSR_SFMASK, SFMASK_ALL);
    msr_write(MSR_SYSENTER_CS, 0);
}
BOOT_STEP(80, syscall_program);
