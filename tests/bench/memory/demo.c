/* SPDX-License-Identifier: MIT */
/*
 * A program measures the calls and prints what they cost. Then the kernel maps, unmaps and frees 64 MiB by itself, and looks which piece
 * of that takes longest, with the look for interrupts behind it: nothing else happens between two of them.
 */
#include "kernel/flat.h"
#include "kernel/frame_alloc.h"
#include "kernel/memory.h"
#include "kernel/object_end.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

#define PAGES UINT64_C(16384)
#define THERE UINT64_C(0x40000000)

static struct thread *thread;

static uint64_t time_stamp(void)
{
    uint32_t low, high;
    __asm__ volatile("rdtsc" : "=a"(low), "=d"(high)::"memory");
    return (uint64_t)high << 32 | low;
}

/* Evaluates a piece until it is true. */
#define LONGEST(name, piece)                                                                                      \
    do {                                                                                                          \
        uint64_t longest = 0;                                                                                     \
        for (bool last = false; !last;) {                                                                         \
            uint64_t start = time_stamp();                                                                        \
            last = (piece);                                                                                       \
            (void)machine_interrupt_pending();                                                                    \
            uint64_t time = time_stamp() - start;                                                                 \
            longest = time > longest ? time : longest;                                                            \
        }                                                                                                         \
        print("bench " name " %lu instructions\n", longest);                                                      \
    } while (0)

static void pieces_measure(void)
{
    struct process *process = process_create();
    assert(process != NULL);
    process_endow(process, frame_counters().free);
    struct capability *slot = capability_slot(process);
    bool made = slot != NULL && account_charge(&process->account, memory_cost(PAGES)) &&
                memory_create(slot, &process->account, PAGES, memory_type.rights) &&
                mapping_begin(slot, process, (struct user_address){THERE}, PERMISSION_READ);
    assert(made);
    int64_t result;
    LONGEST("longest_map_piece", mapping_piece(slot, &result));
    LONGEST("longest_unmap_piece", mapping_end_piece(slot));
    object_end(slot->object);
    LONGEST("longest_free_piece", !object_end_piece());
}

static void program_ended(void)
{
    if (thread == NULL || thread->state == THREAD_READY) {
        return;
    }
    assert(thread->state == THREAD_EXITED && thread->exit_status == 0);
    flat_end(thread);
    pieces_measure();
    checkpoint_done();
}
RESUME_CHOICE(30, program_ended);

void demo(void)
{
    thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    process_endow(thread->process, 1000);
    machine_thread_resume(thread);
}
