/* SPDX-License-Identifier: MIT */
/* A program reads and writes every port, byte by byte, and some in other ways. Each attempt is a life that ends in a protection fault. */
#include "tests/boot/lib/flat_program.h"

#define WAYS 6
#define PORTS 0x10000
#define PROTECTION 13

static const char *const ways[WAYS] = {"in", "out", "in, 4 bytes", "out, 4 bytes", "ins", "outs"};

static uint64_t way, port, tried, wrong;

/* Every port one byte wide; in the other ways, every port below 0x400 and a sample of the rest. */
static bool chosen(void)
{
    return way < 2 || port < 0x400 || port % 251 == 0 || port >= PORTS - 4;
}

static void next(void)
{
    tried++;
    program_live(port | way << 16);
}

static void ended(void)
{
    if (program_runs()) {
        return;
    }
    if ((thread->fault.number != PROTECTION || thread->fault.error != 0) && wrong++ < 5) {
        print("WRONG: %s at port %lx: %s\n", ways[way], port, thread->fault.name);
    }
    do {
        port++;
    } while (port < PORTS && !chosen());
    if (port == PORTS) {
        print("%-12s %lu tried, %lu surprises\n", ways[way], tried, wrong);
        way++;
        port = 0;
        tried = 0;
    }
    if (way < WAYS) {
        next();
    }
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    program_place();
    next();
}
