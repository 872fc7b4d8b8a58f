/* SPDX-License-Identifier: MIT */
/* A program calls with stack pointers into everything that it must not reach; code, constants and the stack below are summed before and after. */
#include "arch/x86_64/trap.h"
#include "tests/boot/lib/call_echo.h"
#include "tests/boot/lib/flat_program.h"

extern const uint64_t __text_entry_start[], __ro_after_init_end[];

static uint64_t sum_before;
/* What a program could hope to write over: 64 words that nobody uses. Its address is what the program gets. */
static uint64_t bait[64];

static uint64_t sum(void)
{
    uint64_t sum = 0;
    for (const uint64_t *word = __text_entry_start; word < __ro_after_init_end; word++) {
        sum = sum * 31 + *word;
    }
    for (unsigned i = 0; i < ARRAY_SIZE(bait); i++) {
        sum = sum * 31 + bait[i];
    }
    return sum;
}

static void ended(void)
{
    if (program_runs()) {
        return;
    }
    print("kernel %s\n", sum() == sum_before ? "unchanged" : "CHANGED");
    print("ended by %s, rax %lx, rbx %lx\n", thread->fault.name, thread->frame.rax, thread->frame.rbx);
    flat_end(thread);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    sum_before = sum();
    program_run((uintptr_t)&bait[32]);
}
