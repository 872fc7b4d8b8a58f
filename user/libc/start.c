/* SPDX-License-Identifier: MIT */
/*
 * Brings a program from its first instruction to main(). A program that can lie anywhere has addresses in its data, which are right only
 * once its base has been added; whoever loads it does not do that, so it is done here. Until then nothing here may use such an
 * address, and the compiler, asked for position-independent code, makes none.
 */
#include <stdint.h>

#if SPRINT >= S_INIT
#include <stdlib.h>

#include "user/libc/include/postern.h"
#include "user/libc/internal.h"
#else
#include "user/libc/calls.h"
#endif

int main(int count, char **arguments, char **environment);

/** An entry of the dynamic section (System V ABI, chapter 5, dynamic section). */
struct dynamic {
    uint64_t tag, value;
};

/** A relocation (System V ABI, chapter 4, relocation). */
struct relocation {
    uint64_t offset;
    uint32_t type, symbol;
    uint64_t addend;
};

enum {
    DT_NULL = 0,
    DT_RELA = 7,
    DT_RELASZ = 8,
    R_X86_64_RELATIVE = 8
};

_Noreturn void program_start(uint64_t *stack, const struct dynamic *dynamic, uint64_t base);

static void relocate(const struct dynamic *dynamic, uint64_t base)
{
    const struct relocation *first = 0;
    uint64_t size = 0;
    for (; dynamic->tag != DT_NULL; dynamic++) {
        if (dynamic->tag == DT_RELA) {
            first = (const struct relocation *)(base + dynamic->value);
        } else if (dynamic->tag == DT_RELASZ) {
            size = dynamic->value;
        }
    }
    for (const struct relocation *r = first; r < first + size / sizeof(*r); r++) {
        if (r->type != R_X86_64_RELATIVE) {
            __builtin_trap(); /* the linker was not told that nobody will look up symbols */
        }
        *(uint64_t *)(base + r->offset) = base + r->addend;
    }
}

#if SPRINT >= S_INIT
/* A program for other calls than the kernel has would do anything but what was meant. So it does nothing. */
static void calls_check(void)
{
    static const char message[] = "this program was built for other calls than the kernel has\n";
    if ((uint64_t)abi_hash() != definitions_hash) {
        debug_write(message, sizeof(message) - 1);
        thread_exit(EXIT_OTHER_CALLS);
    }
}
#endif

void program_start(uint64_t *stack, const struct dynamic *dynamic, uint64_t base)
{
    if (dynamic != 0) {
        relocate(dynamic, base);
    }
    char **arguments = (char **)(stack + 1);
#if SPRINT >= S_INIT
    told_begin(stack);
    calls_check();
    exit(main((int)*stack, arguments, environ));
#else
    exit((uint64_t)main((int)*stack, arguments, arguments + *stack + 1));
    __builtin_trap();
#endif
}
