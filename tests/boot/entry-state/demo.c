/* SPDX-License-Identifier: MIT */
/* Reads back what boot.S has set up. */
#include "kernel/start.h"
#include "kernel/types.h"

static void say(const char *what, bool holds, const char *right)
{
    console_write(what);
    console_write(": ");
    console_write(holds ? right : "WRONG");
    console_write("\n");
}

/* Walks the saved frame pointers up to the first one, which boot.S has made zero. */
static bool chain_ends(void)
{
    const uint64_t *frame = __builtin_frame_address(0);
    for (int depth = 0; depth < 16; depth++) {
        if (frame[0] == 0) {
            return true;
        }
        frame = (const uint64_t *)frame[0];
    }
    return false;
}

void demo(void)
{
    uint64_t cr0, flags;
    uint32_t efer, efer_high;
    uint16_t cs;
    __asm__ volatile("movq %%cr0, %0" : "=r"(cr0));
    __asm__ volatile("pushfq; popq %0" : "=r"(flags));
    __asm__ volatile("movw %%cs, %0" : "=r"(cs));
    __asm__ volatile("rdmsr" : "=a"(efer), "=d"(efer_high) : "c"(0xc0000080));

    say("long mode", (efer & (1u << 10)) != 0, "active");
    say("no-execute pages", (efer & (1u << 11)) != 0, "on");
    say("write protection at ring 0", (cr0 & (1u << 16)) != 0, "on");
    say("privilege level", (cs & 3) == 0, "0");
    say("interrupts", (flags & (1u << 9)) == 0, "off");
    say("direction flag", (flags & (1u << 10)) == 0, "clear");
    /* A function's frame address is 16-aligned if the stack was before the call, as the System V ABI asks. */
    say("stack at entry", (uintptr_t)__builtin_frame_address(0) % 16 == 0, "aligned");
    say("frame chain", chain_ends(), "ends at zero");
}
