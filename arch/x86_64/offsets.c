/* SPDX-License-Identifier: MIT */
/*
 * Offsets of C structures, for assembly. The compiler turns this file into assembly text, from which the build takes the lines that
 * begin with "define"; it is never linked.
 */
#include <stddef.h>

#include "arch/x86_64/cpu.h"
#include "arch/x86_64/frame.h"

#define DEFINE(name, value) __asm__ volatile("\n#define " #name " %c0" : : "i"(value))

void offsets(void);
void offsets(void)
{
    DEFINE(CPU_STACK_TOP, offsetof(struct cpu, stack_top));
    DEFINE(CPU_NMI_COUNT, offsetof(struct cpu, nmi_count));
    DEFINE(CPU_DEBUG_COUNT, offsetof(struct cpu, debug_count));
    DEFINE(FRAME_BYTES, sizeof(struct frame));
#if SPRINT >= S_RING3
    DEFINE(CPU_FRAME_END, offsetof(struct cpu, frame_end));
    DEFINE(CPU_SCRATCH, offsetof(struct cpu, scratch));
    DEFINE(FRAME_R15, offsetof(struct frame, r15));
    DEFINE(FRAME_RAX, offsetof(struct frame, rax));
    DEFINE(FRAME_ORIGIN, offsetof(struct frame, origin));
    DEFINE(FRAME_ERROR, offsetof(struct frame, error));
    DEFINE(FRAME_RIP, offsetof(struct frame, rip));
    DEFINE(FRAME_CS, offsetof(struct frame, cs));
    DEFINE(FRAME_RFLAGS, offsetof(struct frame, rflags));
    DEFINE(FRAME_RSP, offsetof(struct frame, rsp));
    DEFINE(FRAME_SS, offsetof(struct frame, ss));
#endif
#if SPRINT >= S_SYSCALL
    DEFINE(CPU_SYSRET_REFUSED, offsetof(struct cpu, sysret_refused));
    DEFINE(FRAME_RCX, offsetof(struct frame, rcx));
#endif
}
