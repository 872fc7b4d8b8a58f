/* SPDX-License-Identifier: MIT */
/* Waits a hundred times for a process that ends itself, with nobody else to run. */
#include <assert.h>
#include <postern.h>
#include <stdio.h>

static _Alignas(16) char stack[4096];
static uint64_t process;

/* Ends what the other thread waits for, once that waits. */
static _Noreturn void ender(void)
{
    for (;;) {
        thread_block();
        proc_destroy(process);
    }
}

int main(void)
{
    uint64_t self = told(AT_POSTERN_PROCESS);
    int64_t thread = thread_create(self, (uint64_t)ender, (uint64_t)(stack + sizeof(stack) - 8), 0, 0);
    assert(thread > 0);
    int64_t start = clock_ticks();
    for (unsigned i = 0; i < 100; i++) {
        process = (uint64_t)proc_create(self, 10, 0);
        for (unsigned j = 0; j < 40; j++) {
            assert(cap_transfer(process, (uint64_t)cap_create(self, RIGHT_READ, 0)) > 0);
        }
        struct process_outcome end;
        thread_wake((uint64_t)thread);
        assert(process_wait(process, &end, sizeof(end)) == 0);
        assert(cap_delete(process) == 0);
    }
    printf("a hundred waits took %ld ticks\n", (long)(clock_ticks() - start));
    return 0;
}
