/* SPDX-License-Identifier: MIT */
/*
 * The fourth checkpoint: exceptions that the kernel survives, and with panic=NAME on the command line one that it does not.
 */
#include "arch/x86_64/cpu.h"
#include "arch/x86_64/trap.h"
#include "kernel/boot_info.h"
#include "kernel/lib/string.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/start.h"

#define VECTOR_INVALID_OPCODE 6

/* INT3 is a trap: RIP already points behind it. */
static bool demo_breakpoint(struct frame *frame)
{
    print("#BP: int3 before %016lx\n", frame->rip);
    return true;
}
TRAP_HANDLER(VECTOR_BREAKPOINT, demo_breakpoint);

/* UD2 is a fault: RIP points at it, two bytes long. */
static bool demo_invalid_opcode(struct frame *frame)
{
    print("#UD: ud2 at %016lx, skipped\n", frame->rip);
    frame->rip += 2;
    return true;
}
TRAP_HANDLER(VECTOR_INVALID_OPCODE, demo_invalid_opcode);

static void demo_panic(const char *name)
{
    if (strncmp(name, "divide", 7) == 0) {
        __asm__ volatile("divl %0" : : "r"(0), "a"(1), "d"(0));
    } else if (strncmp(name, "read", 5) == 0) {
        (void)*(volatile char *)UINT64_C(0xffff900000000000);
    } else if (strncmp(name, "noncanonical", 13) == 0) {
        *(volatile char *)UINT64_C(0x800000000000) = 0;
    } else if (strncmp(name, "assertion", 10) == 0) {
        assert(name[0] == 'A');
    }
}

void demo(void)
{
    __asm__ volatile("int3");
    __asm__ volatile("ud2");
    __asm__ volatile("int $0x80");
    __asm__ volatile("int $2");
    __asm__ volatile("int $1");

    uint64_t value;
    print("reading the image: %s\n", probe_read64((uintptr_t)demo, &value) ? "there" : "not there");
    print("reading beyond the map: %s\n", probe_read64(UINT64_C(0xffff900000000000), &value) ? "there" : "not there");
    print("reading a non-canonical address: %s\n", probe_read64(UINT64_C(1) << 47, &value) ? "there" : "not there");
    print("counted: %lu NMI, %lu #DB, %lu stray\n", cpu_this()->nmi_count, cpu_this()->debug_count, cpu_this()->stray_count);

    char name[16];
    if (boot_option(&boot_info, "panic", name, sizeof(name))) {
        demo_panic(name);
    }
}
