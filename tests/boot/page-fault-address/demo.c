/* SPDX-License-Identifier: MIT */
/* A handler of page faults that itself reads what is not there: the panic must still name the first address. */
#include "arch/x86_64/trap.h"
#include "kernel/print.h"
#include "kernel/start.h"

#define FIRST UINT64_C(0xffff900000001000)
#define SECOND UINT64_C(0xffff900000002000)

static bool demo_page_fault(struct frame *frame)
{
    static bool inside;
    uint64_t value;
    if (inside) {
        return false;
    }
    inside = true;
    print("handler: error code %lx, the second read %s\n", frame->error, probe_read64(SECOND, &value) ? "succeeded" : "failed");
    return false;
}
TRAP_HANDLER(VECTOR_PAGE_FAULT, demo_page_fault);

void demo(void)
{
    (void)*(volatile uint64_t *)FIRST;
}
