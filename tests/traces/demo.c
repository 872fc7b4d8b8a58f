/* SPDX-License-Identifier: MIT */
/*
 * Starts the program four times, each in a process of its own. The last one gets a SYSCALL in the last two bytes of the highest page that
 * an address space takes, so that RIP after it is the first address that SYSRET is not trusted with.
 */
#include "kernel/flat.h"
#include "kernel/frame_alloc.h"
#include "kernel/memory.h"
#include "kernel/panic.h"
#include "kernel/resume.h"
#include "kernel/start.h"

#define PROGRAMS 4
#define LAST_PAGE UINT64_C(0x00007fffffffe000)

static const uint8_t syscall_instruction[] = {0x0f, 0x05};

void demo(void)
{
    struct thread *thread = NULL;
    for (uint64_t program = 0; program < PROGRAMS; program++) {
        thread = flat_start(&boot_info.modules[0], program);
        assert(thread != NULL);
    }
    struct process *last = thread->process;
    last->account.limit = frame_counters().free;
    struct physical_address frame;
    unsigned permissions;
    bool done = memory_load(last, (struct user_address){LAST_PAGE}, 1, PERMISSION_READ | PERMISSION_EXECUTE) &&
                address_space_lookup(&last->space, (struct user_address){LAST_PAGE}, &frame, &permissions);
    assert(done);
    uint8_t *page = direct_map(frame);
    for (unsigned i = 0; i < sizeof(syscall_instruction); i++) {
        page[PAGE_SIZE - sizeof(syscall_instruction) + i] = syscall_instruction[i];
    }
    kernel_resume();
}
