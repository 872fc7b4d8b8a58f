/* SPDX-License-Identifier: MIT */
/* Two processes of one program, which take turns with each tick. */
#include "kernel/clock.h"
#include "kernel/flat.h"
#include "kernel/frame_alloc.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *threads[2];
static uint64_t before;

static void turns_taken(void)
{
    if (threads[1] == NULL) {
        return;
    }
    if (threads[0]->exit_status != 0) {
        checkpoint_done(); /* It has said what was wrong; the other one waits for ever. */
    }
    for (uint64_t i = 0; i < 2; i++) {
        unsigned turn = (clock_ticks() + i) % 2;
        if (threads[turn]->state == THREAD_READY) {
            machine_thread_resume(threads[turn]);
        }
        if (threads[turn]->state == THREAD_FAULTED) {
            print("WRONG: %u, %s at 0x%lx\n", turn, threads[turn]->fault.name, threads[turn]->fault.instruction);
        }
    }
    int32_t status = threads[0]->exit_status + threads[1]->exit_status;
    flat_end(threads[0]);
    flat_end(threads[1]);
    print("exit status %d, frames lost: %ld\n", status, (int64_t)(before - frame_counters().free));
    checkpoint_done();
}
RESUME_CHOICE(30, turns_taken);

void demo(void)
{
    before = frame_counters().free;
    threads[0] = flat_start(&boot_info.modules[0], 0);
    struct thread *second = flat_start(&boot_info.modules[0], 1);
    assert(threads[0] != NULL && second != NULL);
    threads[1] = second;
    process_endow(second->process, 100);
    process_endow(threads[0]->process, frame_counters().free);
    struct capability *slot = capability_slot(threads[0]->process);
    assert(slot != NULL);
    capability_fill(slot, &second->process->object, process_type.rights, 0, second->process->object.root);
    machine_thread_resume(threads[0]);
}
