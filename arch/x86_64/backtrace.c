/* SPDX-License-Identifier: MIT */
/*
 * Registers and backtrace, for a panic. Nothing here trusts what it reads: every word of the stack is fetched with probe_read64, from
 * kernel addresses only, and the number of lines has a bound.
 */
#include "arch/x86_64/layout.h"
#include "arch/x86_64/trap.h"
#include "kernel/print.h"
#include "kernel/symbol.h"

#define BACKTRACE_LINES 16

void frame_print(const struct frame *frame)
{
    print("  rax %016lx  rbx %016lx  rcx %016lx  rdx %016lx\n", frame->rax, frame->rbx, frame->rcx, frame->rdx);
    print("  rsi %016lx  rdi %016lx  rbp %016lx  rsp %016lx\n", frame->rsi, frame->rdi, frame->rbp, frame->rsp);
    print("  r8  %016lx  r9  %016lx  r10 %016lx  r11 %016lx\n", frame->r8, frame->r9, frame->r10, frame->r11);
    print("  r12 %016lx  r13 %016lx  r14 %016lx  r15 %016lx\n", frame->r12, frame->r13, frame->r14, frame->r15);
    print("  rip %016lx  cs %02lx  rflags %06lx  ss %02lx  error %lx\n", frame->rip, frame->cs, frame->rflags, frame->ss,
          frame->error);
}

static void backtrace_line(uint64_t address, bool is_return_address)
{
    /* A return address may be the first of the next function, if the call never returns: look one byte before. */
    uint64_t offset;
    const char *name = symbol_find(address - is_return_address, &offset);
    print("  at %s+0x%lx\n", name, offset + is_return_address);
}

void backtrace_print(uint64_t rip, uint64_t rbp)
{
    if (rip != 0) {
        backtrace_line(rip, false);
    }
    for (unsigned line = 0; line < BACKTRACE_LINES; line++) {
        uint64_t next, return_address;
        if (rbp < DIRECT_MAP || rbp % 8 != 0 || !probe_read64(rbp, &next) || !probe_read64(rbp + 8, &return_address) ||
            return_address == 0) {
            return;
        }
        backtrace_line(return_address, true);
        if (next <= rbp) {
            return;
        }
        rbp = next;
    }
}
