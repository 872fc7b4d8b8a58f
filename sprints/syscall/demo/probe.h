/* SPDX-License-Identifier: MIT */
/*
 * What the probe of the door saw. Both sides of it, C and assembly.
 */
#ifndef DEMO_PROBE_H
#define DEMO_PROBE_H

#define PROBE_CS 0
#define PROBE_SS 8
#define PROBE_RCX 16
#define PROBE_R11 24
#define PROBE_FLAGS 32

#ifndef __ASSEMBLER__

#include "kernel/types.h"

struct probe {
    uint64_t cs, ss, rcx, r11, flags;
};

/* Executes SYSCALL in ring 0 and comes back through probe_handler, which must be in LSTAR, with the selectors set right again. */
void probe_run(struct probe *probe);
extern const char probe_handler[], probe_return[];

#endif

#endif
