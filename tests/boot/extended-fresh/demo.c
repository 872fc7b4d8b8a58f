/* SPDX-License-Identifier: MIT */
/* One thread leaves something in all registers of x87 and SSE, and ends. It begins again, and another one begins, and both look. */
#include "tests/boot/lib/flat_program.h"

#define LOOK 0x100
#define WORDS 52

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
    if (program_runs()) {
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
        program_start(1);
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
    program_run(0);
}
