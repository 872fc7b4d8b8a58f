/* SPDX-License-Identifier: MIT */
/* Looks at every slot, then tries to put something else into one. */
#include "kernel/abi/numbers.h"
#include "kernel/calls.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/start.h"

extern const char __text_start[], __text_end[], __rodata_start[], __rodata_end[];

void demo(void)
{
    unsigned good = 0, holes = 0;
    assert((const char *)call_table >= __rodata_start && (const char *)(call_table + CALL_SLOTS) <= __rodata_end);
    for (unsigned slot = 0; slot < CALL_SLOTS; slot++) {
        const char *code = (const char *)call_table[slot];
        good += code >= __text_start && code < __text_end;
        holes += call_table[slot] == (call_function)call_unknown;
        assert((call_names[slot] == NULL) == (call_table[slot] == (call_function)call_unknown));
    }
    print("%u slots lead to code, %u of them are holes\n", good, holes);
    *(volatile call_function *)&call_table[0] = (call_function)call_null;
    print("the table was written to\n");
}
