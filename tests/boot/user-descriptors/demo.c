/* SPDX-License-Identifier: MIT */
/*
 * Instructions whose answer depends on the processor: with UMIP, ring 3 cannot ask where the descriptor tables are; SYSENTER exists for ring 3 in 64-bit
 * mode on Intel's processors only, and has no target here.
 */
#include "arch/x86_64/cpuid.h"
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static const char *const ways[] = {"sgdt", "sidt", "sldt", "str", "smsw", "sysenter", "rdtsc"};
#define UMIP_WAYS 5
#define WAY_SYSENTER 5

static struct process *process;
static struct thread *thread;
static unsigned way, wrong;

static unsigned expected(void)
{
    bool umip = cpuid(7, 0, CPUID_ECX) >> 2 & 1, intel = cpuid(0, 0, CPUID_EBX) == 0x756e6547;
    if (way < UMIP_WAYS) {
        return umip ? 13 : 3;
    }
    return way == WAY_SYSENTER ? intel ? 13 : 6 : 3;
}

static void next(void)
{
    bool started = thread_start(thread, (struct user_address){FLAT_CODE}, (struct user_address){FLAT_STACK_TOP}, way);
    assert(started);
    machine_thread_resume(thread);
}

static void ended(void)
{
    if (thread == NULL || thread->state != THREAD_FAULTED) {
        return;
    }
    if (thread->fault.number != expected()) {
        wrong++;
        print("WRONG: %s: %s\n", ways[way], thread->fault.name);
    }
    if (++way < ARRAY_SIZE(ways)) {
        next();
    }
    print("%u asked, %u surprises\n", way, wrong);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    process = process_create();
    assert(process != NULL && flat_load(process, &boot_info.modules[0]));
    thread = thread_create(process);
    assert(thread != NULL);
    next();
}
