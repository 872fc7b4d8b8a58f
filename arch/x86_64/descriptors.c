/* SPDX-License-Identifier: MIT */
/*
 * Boot step 30: gives the first processor its GDT, its TSS and its IDT. From here on every exception reaches trap.c.
 *
 * Invariants: every one of the 256 gates leads to a stub of vectors.S, is an interrupt gate (it clears IF) and is
 * closed to ring 3 unless somebody opens it; the vectors that may arrive at any instruction have stacks of their own.
 */
#include "arch/x86_64/descriptors.h"

#include "arch/x86_64/control.h"
#include "arch/x86_64/cpu.h"
#include "arch/x86_64/layout.h"
#include "arch/x86_64/msr.h"
#include "arch/x86_64/sections.h"
#include "arch/x86_64/trap.h"
#if SPRINT >= S_RING3
#include "arch/x86_64/user.h"
#endif
#include "kernel/boot_step.h"

/* A gate of the IDT, and the kind that this kernel uses: present, DPL 0, 64-bit interrupt gate. */
struct gate {
    uint16_t offset_low;
    uint16_t selector;
    uint8_t ist;
    uint8_t type;
    uint16_t offset_middle;
    uint32_t offset_high;
    uint32_t reserved;
};
#define GATE_INTERRUPT 0x8e

/* What LGDT and LIDT read. */
struct table_pointer {
    uint16_t limit;
    uint64_t base;
} __attribute__((packed));

/* A descriptor of the GDT for a TSS that is present, available, DPL 0. */
#define GDT_TSS_AVAILABLE (UINT64_C(0x89) << 40)

struct cpu cpu_first;
static RO_AFTER_INIT struct gate idt[VECTOR_COUNT];

void tss_set_ist(struct tss *tss, enum ist ist, uint64_t top)
{
    tss->ist[ist - 1][0] = (uint32_t)top;
    tss->ist[ist - 1][1] = (uint32_t)(top >> 32);
}

void idt_set(unsigned vector, const void *stub, enum ist ist)
{
    uint64_t offset = (uintptr_t)stub;
    idt[vector] = (struct gate){
        .offset_low = (uint16_t)offset,
        .selector = SELECTOR_KERNEL_CODE,
        .ist = (uint8_t)ist,
        .type = GATE_INTERRUPT,
        .offset_middle = (uint16_t)(offset >> 16),
        .offset_high = (uint32_t)(offset >> 32),
    };
}

#if SPRINT >= S_RING3
/* The bits of a gate's DPL: ring 3 may raise the vector. */
#define GATE_RING3 0x60

void idt_open(unsigned vector)
{
    idt[vector].type |= GATE_RING3;
}

#endif
static void gdt_fill(struct descriptors *tables)
{
    uint64_t base = (uintptr_t)&tables->tss;
    uint64_t limit = sizeof(tables->tss) - 1;
    tables->gdt[SELECTOR_KERNEL_CODE / 8] = GDT_KERNEL_CODE;
    tables->gdt[SELECTOR_KERNEL_DATA / 8] = GDT_KERNEL_DATA;
    tables->gdt[SELECTOR_TSS / 8] =
        GDT_TSS_AVAILABLE | limit | (base & 0xffffff) << 16 | (base >> 24 & 0xff) << 56;
    tables->gdt[SELECTOR_TSS / 8 + 1] = base >> 32;
    tables->tss.iomap_base = sizeof(tables->tss);
#if SPRINT >= S_RING3
    tables->gdt[SELECTOR_USER_DATA / 8] = GDT_USER_DATA;
    tables->gdt[SELECTOR_USER_CODE / 8] = GDT_USER_CODE;
    tables->tss.rsp[0][0] = (uint32_t)(uintptr_t)entry_stack_top;
    tables->tss.rsp[0][1] = (uint32_t)((uintptr_t)entry_stack_top >> 32);
#endif
}

void descriptors_load(struct cpu *cpu)
{
    struct table_pointer gdt_pointer = {sizeof(cpu->descriptors.gdt) - 1, (uintptr_t)cpu->descriptors.gdt};
    struct table_pointer idt_pointer = {sizeof(idt) - 1, (uintptr_t)idt};

    cpu->self = cpu;
    gdt_fill(&cpu->descriptors);
    __asm__ volatile("lgdt %0" : : "m"(gdt_pointer) : "memory");
    __asm__ volatile("lidt %0" : : "m"(idt_pointer) : "memory");
    __asm__ volatile("ltr %w0" : : "r"(SELECTOR_TSS) : "memory");
    /* A reset leaves an LDT of 64 KiB at address 0, where programs have their memory: they could write call gates there. */
    __asm__ volatile("lldt %w0" : : "r"(0));
    msr_write(MSR_GS_BASE, (uintptr_t)cpu);
}

/* Gives a vector the stack below top; top itself holds the CPU's address. */
static void ist_prepare(struct cpu *cpu, unsigned vector, const void *stub, enum ist ist, struct cpu **top)
{
    *top = cpu;
    tss_set_ist(&cpu->descriptors.tss, ist, (uintptr_t)top);
    idt_set(vector, stub, ist);
}

static void descriptors_init(void)
{
    for (unsigned vector = 0; vector < VECTOR_COUNT; vector++) {
        idt_set(vector, vector_stubs + vector * VECTOR_STUB_BYTES, IST_NONE);
    }
    ist_prepare(&cpu_first, VECTOR_NMI, trap_nmi, IST_NMI, &nmi_stack_top);
    ist_prepare(&cpu_first, VECTOR_DEBUG, trap_debug, IST_DEBUG, &debug_stack_top);
    ist_prepare(&cpu_first, VECTOR_MACHINE_CHECK, trap_machine_check, IST_MACHINE_CHECK, &machine_check_stack_top);
    ist_prepare(&cpu_first, VECTOR_DOUBLE_FAULT, trap_double_fault, IST_DOUBLE_FAULT, &double_fault_stack_top);
    cpu_first.stack_top = (uintptr_t)kernel_stack_top;
    descriptors_load(&cpu_first);
}
BOOT_STEP(30, descriptors_init);
