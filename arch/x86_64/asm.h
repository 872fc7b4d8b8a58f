/* SPDX-License-Identifier: MIT */
/*
 * What every assembly file uses: the marks around a function, so that the symbol table, the disassembly and the book know
 * where it ends.
 */
#ifndef ARCH_ASM_H
#define ARCH_ASM_H

#ifdef __ASSEMBLER__

/* Begins a function that other files may name. */
#define FUNC(name) \
    .globl name;   \
    .type name, @function; \
    name:

/* Ends it: gives the symbol its size. */
#define END(name) .size name, . - name

#endif

#endif
