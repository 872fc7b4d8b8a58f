/* SPDX-License-Identifier: MIT */
/* A thread calls; while it waits, its frame is changed as a debugger would; then it goes on. The table is not asked: LSTAR's door calls here. */
#include "arch/x86_64/trap.h"
#include "arch/x86_64/user.h"
#include "tests/boot/lib/call_echo.h"
#include "tests/boot/lib/flat_program.h"

/* The program's UD2: everything that a frame can say is said. TF stays clear, so that the thread gets further than one instruction. */
static bool debugger(struct frame *frame)
{
    frame->rip += 2;
    frame->rcx = UINT64_C(0x123456789abcdef0);
    frame->r11 = UINT64_C(0x0fedcba987654321);
    frame->cs = 0xffff;
    frame->ss = 0;
    frame->rflags = ~UINT64_C(0x100);
    bool accepted = frame_accept(frame);
    print("accepted %d, flags in the frame %lx\n", accepted, frame->rflags);
    return accepted;
}
TRAP_HANDLER(6, debugger);

static void ended(void)
{
    if (program_runs()) {
        return;
    }
    print("rcx %lx, r11 %lx\n", thread->frame.rcx, thread->frame.r11);
    flat_end(thread);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    program_run(0);
}
