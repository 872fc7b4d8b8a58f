/* SPDX-License-Identifier: MIT */
/* Loads the movable program a hundred times, and compares where it lies. */
#include "kernel/boot_info.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/program.h"
#include "kernel/start.h"

#define ROUNDS 100

static uint64_t places[2][ROUNDS];

static unsigned distinct(const uint64_t *all)
{
    unsigned count = 0;
    for (unsigned i = 0; i < ROUNDS; i++) {
        bool seen = false;
        for (unsigned k = 0; k < i; k++) {
            seen |= all[k] == all[i];
        }
        count += !seen;
    }
    return count;
}

static unsigned varied(const uint64_t *all)
{
    uint64_t bits = 0;
    unsigned count = 0;
    for (unsigned i = 0; i < ROUNDS; i++) {
        bits |= (all[i] ^ all[0]) & ~(PAGE_SIZE - 1);
    }
    for (; bits != 0; bits &= bits - 1) {
        count++;
    }
    return count;
}

void demo(void)
{
    const struct boot_module *module = &boot_info.modules[1];
    struct program program = {
        .file = direct_map((struct physical_address){module->start}),
        .size = module->end - module->start,
        .random = program_random(),
    };
    for (unsigned i = 0; i < ROUNDS; i++) {
        struct program_start start;
        struct process *process = process_create();
        assert(process != NULL && program_load(process, &program, &start) == NULL);
        places[0][i] = start.entry.value;
        places[1][i] = start.stack.value;
        process_destroy(process);
    }
    print("%u images in %u places, %u stacks in %u places; bits that varied: %u and %u\n", ROUNDS, distinct(places[0]), ROUNDS,
          distinct(places[1]), varied(places[0]), varied(places[1]));
    checkpoint_done();
}
