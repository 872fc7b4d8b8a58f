/* SPDX-License-Identifier: MIT */
/*
 * What programs are on this machine.
 */
#include "arch/x86_64/page_table.h"
#include "kernel/machine.h"
#include "kernel/process.h"

/** AMD64 supplement, section 4.1.1: the number is EM_X86_64. Page 0 and the last page of the lower half are never mapped. */
const struct elf_target machine_elf_target = {.machine = 62, .start = PAGE_SIZE, .end = USER_LIMIT};

uint64_t machine_call_number(const struct thread *thread)
{
    return thread->frame.rax;
}
