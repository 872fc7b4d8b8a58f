/* SPDX-License-Identifier: MIT */
/* A process raises what a child has; then the kernel looks at the charges. */
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *thread;

static void ended(void)
{
    if (thread == NULL || thread->state == THREAD_READY) {
        return;
    }
    if (thread->state == THREAD_EXITED) {
        print("exit status %d\n", thread->exit_status);
    } else {
        print("ended by %s at %lx, address %lx\n", thread->fault.name, thread->fault.instruction, thread->fault.address);
    }
    const struct capability_table *table = &thread->process->table;
    struct object *child = table->pages[0]->slots[2].object, *grandchild = table->pages[0]->slots[3].object;
    print("charges: %lu and %lu\n", child->charge, grandchild->charge);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    uint64_t self = process_endow(thread->process, 64);
    assert(self == HANDLE_FIRST);
    machine_thread_resume(thread);
}
