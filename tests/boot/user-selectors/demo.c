/* SPDX-License-Identifier: MIT */
/*
 * A program uses each of the 65,536 selectors in ten ways: as a code segment by far return, jump, call and IRETQ, as a stack segment by
 * IRETQ and MOV, and as a data segment. What must happen is computed here from the manuals (AMD APM volume 2, section 4.11; Intel SDM
 * volume 3A, section 5.5 and 5.8), not from the kernel's tables.
 */
#include "arch/x86_64/cpu.h"
#include "tests/boot/lib/flat_program.h"

#define WAYS 10
#define BREAKPOINT 3
#define PROTECTION 13

static const char *const ways[WAYS] = {"far return", "far jump", "far call", "IRETQ, CS", "IRETQ, SS", "DS", "ES", "FS", "GS", "SS"};

static uint64_t number, wrong, worked;

/* Ring 3 has two descriptors: data at 0x18 and 64-bit code at 0x20. There is no LDT, so a selector with bit 2 names nothing. */
static bool may(unsigned way, unsigned selector)
{
    bool data = (selector & ~3u) == 0x18, code = (selector & ~3u) == 0x20, null = selector < 4;
    switch (way) {
    case 1: case 2:
        return code; /* RPL may be anything up to 3 */
    case 0: case 3:
        return selector == 0x23; /* a return to a higher privilege is none */
    case 4: case 9:
        return selector == 0x1b; /* the stack's privilege is the code's */
    default:
        return data || code || null; /* readable code is data, too */
    }
}

static void ended(void)
{
    if (program_runs()) {
        return;
    }
    unsigned way = (unsigned)(number >> 16), selector = number & 0xffff;
    bool expected = may(way, selector);
    bool right = expected ? thread->fault.number == BREAKPOINT && thread->frame.cs == 0x23 && thread->frame.ss == 0x1b
                          : thread->fault.number == PROTECTION && thread->fault.error == (selector & 0xfffc);
    worked += expected;
    if (!right && wrong++ < 10) {
        print("WRONG: %s with selector %x: %s, error code %lx, address %lx, cs %lx\n", ways[way], selector, thread->fault.name,
              thread->fault.error, thread->fault.address, thread->frame.cs);
    }
    number++;
    if ((number & 0xffff) == 0) {
        print("%-10s %lu selectors work, %lu surprises\n", ways[way], worked, wrong);
        worked = 0;
    }
    if (number < WAYS << 16) {
        program_live(number);
    }
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    program_place();
    program_live(number);
}
