/* SPDX-License-Identifier: MIT */
/* Lets the kernel decide for less room than it has, and a program run into the result. */
#include "arch/x86_64/extended_state.h"
#include "tests/boot/lib/flat_program.h"

static uint64_t xcr0(void)
{
    uint32_t low, high;
    __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return (uint64_t)high << 32 | low;
}

static void ended(void)
{
    if (program_runs()) {
        return;
    }
    print("with AVX off: %s\n", thread->state == THREAD_FAULTED ? thread->fault.name : "nothing");
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    static const uint32_t rooms[] = {576, 831, 832, 2687, 2688};
    uint64_t cr0, cr4;
    for (unsigned i = 0; i < ARRAY_SIZE(rooms); i++) {
        uint64_t answer = extended_state_enable(rooms[i]);
        print("room for %u bytes: XCR0 %lx%s\n", rooms[i], xcr0(), answer == xcr0() ? "" : ", but it says otherwise: WRONG");
    }
    __asm__ volatile("movq %%cr0, %0; movq %%cr4, %1" : "=r"(cr0), "=r"(cr4));
    print("CR0: EM %lu, TS %lu, MP %lu, NE %lu; CR4: OSFXSR %lu, OSXMMEXCPT %lu, OSXSAVE %lu\n", cr0 >> 2 & 1, cr0 >> 3 & 1, cr0 >> 1 & 1,
          cr0 >> 5 & 1, cr4 >> 9 & 1, cr4 >> 10 & 1, cr4 >> 18 & 1);
    extended_state_enable(EXTENDED_STATE_SSE);
    program_run(0);
}
