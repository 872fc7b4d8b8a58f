/* SPDX-License-Identifier: MIT */
/* A loop that NMIs from outside interrupt. */
#include "arch/x86_64/cpu.h"
#include "kernel/print.h"
#include "kernel/start.h"

#define NMIS 20

uint64_t nmi_loop(volatile uint64_t *count, uint64_t wanted);

void demo(void)
{
    for (uint64_t i = 1; i <= NMIS; i++) {
        print("waiting for NMI %lu\n", i);
        if (nmi_loop(&cpu_this()->nmi_count, i) != 0) {
            print("a register CHANGED\n");
            return;
        }
    }
    print("%lu NMIs counted, no register changed\n", cpu_this()->nmi_count);
}
