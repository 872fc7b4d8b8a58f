/* SPDX-License-Identifier: MIT */
/*
 * Leaving the machine. QEMU's isa-debug-exit device turns a value v into the exit status 2 v + 1 of its process, so that a script
 * can tell how a run ended. On a machine without the device the processor stops.
 */
#include "arch/x86_64/layout.h"
#include "arch/x86_64/port.h"
#include "kernel/machine.h"

_Noreturn void machine_exit(unsigned status)
{
    port_write32(DEBUG_EXIT_PORT, status);
    for (;;) {
        __asm__ volatile("cli; hlt");
    }
}
