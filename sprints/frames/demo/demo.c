/* SPDX-License-Identifier: MIT */
/* Takes frames, gives them back in another order, takes them again; then takes all that there are. */
#include "kernel/frame_alloc.h"
#include "kernel/machine.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/start.h"

static void few(void)
{
    struct physical_address frame[4];
    for (unsigned i = 0; i < 4; i++) {
        assert(frame_alloc(FRAME_KERNEL, &frame[i]));
    }
    print("four frames: +0x%lx +0x%lx +0x%lx from the first\n", frame[1].value - frame[0].value,
          frame[2].value - frame[0].value, frame[3].value - frame[0].value);
    frame_free(FRAME_KERNEL, frame[2]);
    frame_free(FRAME_KERNEL, frame[0]);
    struct physical_address again;
    assert(frame_alloc(FRAME_KERNEL, &again));
    print("given back the third and the first; the next is the %s\n", again.value == frame[0].value ? "first" : "third");
    frame_free(FRAME_KERNEL, again);
    frame_free(FRAME_KERNEL, frame[1]);
    frame_free(FRAME_KERNEL, frame[3]);
}

/* Strings all free frames to a list, through their own first words, and gives them back. */
static void all(void)
{
    uint64_t before = frame_counters().free;
    struct physical_address list = {0};
    struct physical_address frame;
    while (frame_alloc(FRAME_KERNEL, &frame)) {
        if (frame.value >= DIRECT_MAP_EARLY_END) { /* more than we can reach yet */
            frame_free(FRAME_KERNEL, frame);
            break;
        }
        *(struct physical_address *)direct_map(frame) = list;
        list = frame;
    }
    print("took all that can be reached: %lu MiB are left\n", frame_counters().free * PAGE_SIZE >> 20);
    while (list.value != 0) {
        frame = list;
        list = *(struct physical_address *)direct_map(frame);
        frame_free(FRAME_KERNEL, frame);
    }
    print("gave them back: %s\n", frame_counters().free == before ? "as many as before" : "SOME ARE LOST");
}

void demo(void)
{
    few();
    all();
}
