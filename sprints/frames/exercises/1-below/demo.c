/* SPDX-License-Identifier: MIT */
/* Asks frame_free_below() what the counters and a single frame say, too. */
#include "kernel/boot_info.h"
#include "kernel/frame_alloc.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/start.h"

uint64_t frame_free_below(struct physical_address limit);

static uint64_t below(uint64_t limit)
{
    return frame_free_below((struct physical_address){limit});
}

static void say(const char *what, bool right)
{
    print("%s: %s\n", what, right ? "right" : "wrong");
}

void demo(void)
{
    struct physical_address frame;
    say("all of it", below(UINT64_MAX) == frame_counters().free);
    say("nothing below 0", below(0) == 0);
    uint64_t before = below(UINT64_C(1) << 32);
    assert(frame_alloc(FRAME_KERNEL, &frame));
    say("one frame less", below(UINT64_C(1) << 32) == before - 1);
    frame_free(FRAME_KERNEL, frame);
    say("half a frame does not count", below(frame.value + PAGE_SIZE / 2) == 0 && below(frame.value + PAGE_SIZE) == 1);
    say("the image does not count", below(boot_info.image.start) == below(boot_info.image.end));
}
