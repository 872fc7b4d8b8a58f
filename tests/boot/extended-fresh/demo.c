/* SPDX-License-Identifier: MIT */
/* One thread leaves something in all registers of x87 and SSE, and ends. It begins again, and another one begins, and both look. */
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

#define LOOK 0x100
#define WORDS 52

static struct thread *thread;
static unsigned life;

static const uint64_t *program_image(void)
{
    struct physical_address frame;
    unsigned permissions;
    bool mapped = address_space_lookup(&thread->process->space, (struct user_address){FLAT_DATA}, &frame, &permissions);
    assert(mapped);
    return direct_map(frame);
}

static void say(const char *when)
{
    const uint64_t *image = program_image();
    uint64_t together = 0;
    for (unsigned i = 4; i < WORDS; i++) {
        together |= image[i];
    }
    print("%s: x87 control %lx, MXCSR %lx, registers or-ed together %lx\n", when, image[0] & 0xffff, image[3] & 0xffffffff, together);
}

static void ended(void)
{
    if (thread == NULL || thread->state != THREAD_FAULTED) {
        return;
    }
    if (life == 0) {
        const uint64_t *image = (const uint64_t *)&thread->extended;
        print("left behind: x87 control %lx, MXCSR %lx, XMM15 %lx\n", image[0] & 0xffff, image[3] & 0xffffffff, image[WORDS - 2]);
        bool started = thread_start(thread, (struct user_address){FLAT_CODE + LOOK}, (struct user_address){FLAT_STACK}, 0);
        assert(started);
    } else if (life == 1) {
        say("begins again");
        flat_end(thread);
        thread = flat_start(&boot_info.modules[0], 1);
        assert(thread != NULL);
    } else {
        say("another one");
        checkpoint_done();
    }
    life++;
    machine_thread_resume(thread);
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    machine_thread_resume(thread);
}
