/* SPDX-License-Identifier: MIT */
/* Three threads take turns at each tick, two of them in one process. Each has bases of its own. */
#include "kernel/clock.h"
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"
#include "kernel/upcall.h"

#define THREADS 3
#define TURNS 60

static struct thread *threads[THREADS];
static uint64_t turn;

static void take_turns(void)
{
    for (unsigned i = 0; i < THREADS; i++) {
        if (threads[i] == NULL) {
            return;
        }
        if (threads[i]->state == THREAD_FAULTED) {
            print("thread %u lost a base: WRONG after %lu turns\n", i, turn);
            checkpoint_done();
        }
    }
    if (clock_ticks() != turn) {
        turn = clock_ticks();
        if (turn >= TURNS) {
            print("%u threads took turns and kept their bases\n", THREADS);
            checkpoint_done();
        }
    }
    machine_thread_resume(threads[turn % THREADS]);
}
RESUME_CHOICE(35, take_turns);

void demo(void)
{
    threads[0] = flat_start(&boot_info.modules[0], 0x10000000);
    threads[1] = flat_start(&boot_info.modules[0], UINT64_C(0xffff900000000000));
    assert(threads[0] != NULL && threads[1] != NULL);
    struct thread *third = thread_create(threads[0]->process);
    assert(third != NULL);
    bool started = thread_start(third, (struct user_address){FLAT_CODE}, (struct user_address){FLAT_STACK_TOP}, 0x7ffffffe0000);
    assert(started);
    threads[2] = third;
    machine_thread_resume(threads[0]);
}
