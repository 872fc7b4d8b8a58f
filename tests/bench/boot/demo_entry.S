/* SPDX-License-Identifier: MIT */
/*
 * The entry of a kernel that is measured: keeps the time stamp, and goes on at the kernel's own entry.
 *
 * In:    as boot_entry: EAX and EBX belong to the boot information; paging is off, so that memory is at its physical address
 * Out:   boot_entry, five instructions after RDTSC
 * Stack: none
 */
#include "arch/x86_64/layout.h"

    .section .boot, "ax"
    .code32
    .globl bench_entry
bench_entry:
    movl %eax, %esi
    rdtsc
    movl %eax, bench_start - IMAGE_OFFSET
    movl %edx, bench_start - IMAGE_OFFSET + 4
    movl %esi, %eax
    jmp boot_entry

    .data
    .balign 8
    .globl bench_start
bench_start:
    .quad 0

    .section .note.GNU-stack, "", @progbits
