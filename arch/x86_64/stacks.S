/* SPDX-License-Identifier: MIT */
/*
 * The stacks that gates of the IDT name, each above a page that is left out of the map once there is one: an overflow then faults
 * instead of destroying its neighbour. The table of guard pages is what the map leaves out.
 */
#include "arch/x86_64/layout.h"
#include "arch/x86_64/trap.h"

.macro GUARD_PAGE label
    .pushsection .guard_pages, "a"
    .balign 8
    .quad \label
    .popsection
.endm

.macro STACK name, bytes
    .balign PAGE_BYTES
\name\()_guard:
    .skip PAGE_BYTES
    .skip \bytes
    .globl \name\()_top
\name\()_top:
    GUARD_PAGE \name\()_guard
.endm

/* [stacks] */
    GUARD_PAGE kernel_stack_guard

    .section .stacks, "aw", @nobits
    STACK nmi_stack, IST_STACK_BYTES
    .skip IST_TOP_BYTES
    STACK debug_stack, IST_STACK_BYTES
    .skip IST_TOP_BYTES
    STACK machine_check_stack, IST_STACK_BYTES
    .skip IST_TOP_BYTES
    STACK double_fault_stack, IST_STACK_BYTES
    .skip IST_TOP_BYTES
#if SPRINT >= S_RING3
    STACK entry_stack, PAGE_BYTES
#endif
/* [/stacks] */

    .section .note.GNU-stack, "", @progbits
