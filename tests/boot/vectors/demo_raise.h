/* SPDX-License-Identifier: MIT */
/* Raises a vector with every general register under control. */
#ifndef DEMO_RAISE_H
#define DEMO_RAISE_H

#include "kernel/types.h"

#define REGISTERS 15

/* Values of the general registers, in the order of struct frame: R15 first, RDI last. RSP is not among them. */
extern uint64_t raise_in[REGISTERS], raise_out[REGISTERS];
/* Where RSP stands at the instruction that raises. */
extern uint64_t raise_rsp;
/* What the hand-made frame holds as error code, and the stub that it enters. */
extern uint64_t raise_error, raise_stub;
/* INT 0, and so on, eight bytes each; the instruction itself has two. */
extern const char raise_int[];
/* Pushes what the processor would push, and jumps to raise_stub. The trap returns to raise_back. */
extern const char raise_pushed[], raise_back[];

/* Loads the registers from raise_in, jumps to code, and stores the registers to raise_out when that is over. */
void raise(const char *code);

#endif
