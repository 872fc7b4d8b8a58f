/* SPDX-License-Identifier: MIT */
/* Makes holes among frames that are in use, and asks for pairs. */
#include "kernel/frame_alloc.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/start.h"

bool frame_alloc_pair(enum frame_owner owner, struct physical_address *frame);

static struct physical_address taken[200];

static void say(const char *what, bool right)
{
    print("%s: %s\n", what, right ? "right" : "wrong");
}

/* The first index from `from` on whose frame is (or is not) at a multiple of 8 KiB and has its neighbour behind it. */
static unsigned index_of(bool even, unsigned from)
{
    while (taken[from].value % (2 * PAGE_SIZE) != (even ? 0 : PAGE_SIZE) ||
           taken[from + 1].value != taken[from].value + PAGE_SIZE) {
        from++;
    }
    return from;
}

void demo(void)
{
    struct physical_address pair, second;
    for (unsigned i = 0; i < ARRAY_SIZE(taken); i++) {
        assert(frame_alloc(FRAME_USER, &taken[i]));
    }
    uint64_t before = frame_counters().free;
    unsigned odd = index_of(false, 0), even = index_of(true, odd + 3);
    frame_free(FRAME_USER, taken[odd]);
    frame_free(FRAME_USER, taken[odd + 1]);
    frame_free(FRAME_USER, taken[even]);
    frame_free(FRAME_USER, taken[even + 1]);
    bool got = frame_alloc_pair(FRAME_OBJECT, &pair);
    say("the lowest pair", got && pair.value == taken[even].value);
    say("no half pairs", got && frame_alloc(FRAME_USER, &taken[odd]) && frame_alloc(FRAME_USER, &taken[odd + 1]) &&
                             taken[odd + 1].value == taken[odd].value + PAGE_SIZE);
    say("a multiple of 8 KiB", frame_alloc_pair(FRAME_OBJECT, &second) && second.value % (2 * PAGE_SIZE) == 0);
    say("the counters", frame_counters().free == before - 2);
    frame_free(FRAME_OBJECT, (struct physical_address){pair.value + PAGE_SIZE});
    frame_free(FRAME_OBJECT, pair);
    frame_free(FRAME_OBJECT, second);
    frame_free(FRAME_OBJECT, (struct physical_address){second.value + PAGE_SIZE});
    say("given back one by one", frame_counters().free == before + 2);
}
