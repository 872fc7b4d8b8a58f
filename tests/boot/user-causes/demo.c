/* SPDX-License-Identifier: MIT */
/* One thread's life for each cause of an exception. */
#include "arch/x86_64/page_table.h"
#include "kernel/frame_alloc.h"
#include "tests/boot/lib/flat_program.h"

static const struct {
    const char *name;
    uint64_t vector, error, other_vector, other_error, address;
} causes[] = {
#define EITHER(name, vector, error, other_vector, other_error, address, ...) {name, vector, error, other_vector, other_error, address},
#define CAUSE(name, vector, error, address, ...) {name, vector, error, vector, error, address},
#include "causes.h"
};

#define RESERVED_AT UINT64_C(0x123456789000)
/* Bit 51 of an entry is beyond the physical addresses of every processor here. */
#define RESERVED_BIT (UINT64_C(1) << 51)

static unsigned cause, wrong;

static void ended(void)
{
    if (program_runs()) {
        return;
    }
    const struct fault *fault = &thread->fault;
    bool first = fault->number == causes[cause].vector && fault->error == causes[cause].error;
    bool other = fault->number == causes[cause].other_vector && fault->error == causes[cause].other_error;
    if ((!first && !other) || fault->address != causes[cause].address) {
        wrong++;
        print("WRONG: %s: %s, error code %lx, address %lx\n", causes[cause].name, fault->name, fault->error, fault->address);
    }
    if (++cause < ARRAY_SIZE(causes)) {
        program_live(cause);
    }
    print("%u causes, %u surprises\n", cause, wrong);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

/* Maps a page and spoils its entry, which the kernel would never do. */
static void map_reserved(void)
{
    struct physical_address frame;
    bool allocated = frame_alloc_zeroed(FRAME_USER, &frame);
    assert(allocated);
    enum address_status status =
        address_space_map(&thread->process->space, (struct user_address){RESERVED_AT}, frame, PERMISSION_READ | PERMISSION_WRITE);
    assert(status == ADDRESS_OK);
    struct physical_address table = thread->process->space.root;
    for (unsigned level = 4; level > 1; level--) {
        uint64_t entry = ((uint64_t *)direct_map(table))[RESERVED_AT >> (3 + 9 * level) & 511];
        table.value = entry & ENTRY_ADDRESS;
    }
    ((uint64_t *)direct_map(table))[RESERVED_AT >> 12 & 511] |= RESERVED_BIT;
}

void demo(void)
{
    program_place();
    map_reserved();
    program_live(cause);
}
