/* SPDX-License-Identifier: MIT */
/*
 * What the kernel does about exceptions and interrupts that arrive in ring 0: a registered handler deals with it, or the instruction was
 * declared as one that may fault, or it is a panic that says what happened where.
 */
#include "arch/x86_64/trap.h"

#include "arch/x86_64/cpu.h"
#include "arch/x86_64/fixup.h"
#if SPRINT >= S_TIMER
#include "arch/x86_64/interrupt.h"
#endif
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/symbol.h"

extern const struct trap_handler __trap_handlers_start[], __trap_handlers_end[];
extern const struct fixup __fixups_start[], __fixups_end[];
extern const uint64_t __guard_pages_start[], __guard_pages_end[];

/* The frame that a panic's report prints: the last trap that nobody dealt with. */
static const struct frame *fatal_frame;

const char *exception_name(uint64_t vector)
{
    static const char *const names[VECTOR_EXCEPTIONS] = {
        [0] = "#DE divide error",       [1] = "#DB debug",
        [2] = "NMI",                    [3] = "#BP breakpoint",
        [4] = "#OF overflow",           [5] = "#BR bound range",
        [6] = "#UD invalid opcode",     [7] = "#NM device not available",
        [8] = "#DF double fault",       [10] = "#TS invalid TSS",
        [11] = "#NP segment not present", [12] = "#SS stack fault",
        [13] = "#GP general protection", [14] = "#PF page fault",
        [16] = "#MF x87 error",         [17] = "#AC alignment check",
        [18] = "#MC machine check",     [19] = "#XM SIMD error",
        [20] = "#VE virtualization",    [21] = "#CP control protection",
    };
    return vector < VECTOR_EXCEPTIONS && names[vector] != NULL ? names[vector] : "unknown exception";
}

bool trap_handle(struct frame *frame)
{
    for (const struct trap_handler *entry = __trap_handlers_start; entry < __trap_handlers_end; entry++) {
        if (entry->vector == frame->origin && entry->handle(frame)) {
            return true;
        }
    }
    return false;
}

static bool fixup_apply(struct frame *frame)
{
    if (frame->origin != VECTOR_PAGE_FAULT && frame->origin != VECTOR_PROTECTION) {
        return false;
    }
    for (const struct fixup *entry = __fixups_start; entry < __fixups_end; entry++) {
        if (entry->at == frame->rip) {
            frame->rip = entry->to;
            return true;
        }
    }
    return false;
}

/* Panics with all that the processor says about an exception. */
static _Noreturn void trap_panic(const struct frame *frame, uint64_t cr2)
{
    uint64_t offset;
    const char *name = symbol_find(frame->rip, &offset);
    const char *what = exception_name(frame->origin);

    fatal_frame = frame;
    if (frame->origin == VECTOR_PAGE_FAULT) {
        uint64_t error = frame->error;
        panic(PANIC_EXCEPTION, "%s at %s+0x%lx: %s of 0x%lx by ring %d: %s%s", what, name, offset,
              error & PAGE_FAULT_FETCH ? "execution" : error & PAGE_FAULT_WRITE ? "write" : "read", cr2,
              error & PAGE_FAULT_USER ? 3 : 0, error & PAGE_FAULT_PRESENT ? "not permitted" : "not mapped",
              error & PAGE_FAULT_RESERVED ? ", a reserved bit is set in the page table" : "");
    }
    panic(PANIC_EXCEPTION, "%s at %s+0x%lx, error code 0x%lx", what, name, offset, frame->error);
}

void trap_kernel(struct frame *frame)
{
    uint64_t cr2;
    __asm__ volatile("movq %%cr2, %0" : "=r"(cr2));

    if (frame->origin >= VECTOR_EXCEPTIONS) {
#if SPRINT >= S_TIMER
        interrupt_arrive(frame);
#else
        if (!trap_handle(frame)) {
            cpu_this()->stray_count++;
        }
        return;
#endif
    }
    if (trap_handle(frame) || fixup_apply(frame)) {
        return;
    }
    trap_panic(frame, cr2);
}

_Noreturn void trap_fatal(struct frame *frame)
{
    fatal_frame = frame;
    if (frame->origin == VECTOR_MACHINE_CHECK) {
        panic(PANIC_MACHINE_CHECK, "the processor reports a hardware error");
    }
    for (const uint64_t *guard = __guard_pages_start; guard < __guard_pages_end; guard++) {
        if (frame->rsp - *guard - 1 < PAGE_SIZE) {
            panic(PANIC_STACK_OVERFLOW, "the stack above 0x%lx is full", *guard + PAGE_SIZE);
        }
    }
    panic(PANIC_DOUBLE_FAULT, "a fault while another was being delivered");
}

static void trap_report(void)
{
    if (fatal_frame != NULL) {
        frame_print(fatal_frame);
        backtrace_print(fatal_frame->rip, fatal_frame->rbp);
    } else {
        backtrace_print(0, (uintptr_t)__builtin_frame_address(0));
    }
}
PANIC_REPORT(20, trap_report);
