/* SPDX-License-Identifier: MIT */
/*
 * Boot step 85: reads back what the processor was told, and refuses to go on to ring 3 if a rule is broken. A wrong STAR or a wrong TSS is
 * otherwise noticed at the first interrupt in ring 3, or never.
 */
#include "arch/x86_64/control.h"
#include "arch/x86_64/cpu.h"
#include "arch/x86_64/layout.h"
#include "arch/x86_64/msr.h"
#include "arch/x86_64/syscall.h"
#include "arch/x86_64/trap.h"
#include "arch/x86_64/user.h"
#include "kernel/boot_step.h"
#include "kernel/panic.h"

struct table_pointer {
    uint16_t limit;
    uint64_t base;
} __attribute__((packed));

#define REQUIRE(condition)                                       \
    do {                                                         \
        if (!(condition)) {                                      \
            panic(PANIC_SELF_CHECK, "broken: %s", #condition);   \
        }                                                        \
    } while (0)

/* Access rights of a descriptor: type, S, DPL and P; then L, and D. The accessed bit is left out. */
#define DESCRIPTOR_RIGHTS UINT64_C(0x0060fe0000000000)

static void check_segments(void)
{
    struct table_pointer gdtr;
    uint16_t task;
    __asm__ volatile("sgdt %0" : "=m"(gdtr));
    __asm__ volatile("str %0" : "=r"(task));
    const uint64_t *gdt = (const uint64_t *)gdtr.base;
    const struct tss *tss = &cpu_this()->descriptors.tss;

    REQUIRE(gdtr.limit == GDT_SLOTS * 8 - 1);
    REQUIRE(gdt[0] == 0);
    REQUIRE((gdt[SELECTOR_KERNEL_CODE / 8] & DESCRIPTOR_RIGHTS) == (GDT_KERNEL_CODE & DESCRIPTOR_RIGHTS));
    REQUIRE((gdt[SELECTOR_KERNEL_DATA / 8] & DESCRIPTOR_RIGHTS) == (GDT_KERNEL_DATA & DESCRIPTOR_RIGHTS));
    REQUIRE((gdt[SELECTOR_USER_CODE / 8] & DESCRIPTOR_RIGHTS) == (GDT_USER_CODE & DESCRIPTOR_RIGHTS));
    REQUIRE((gdt[SELECTOR_USER_DATA / 8] & DESCRIPTOR_RIGHTS) == (GDT_USER_DATA & DESCRIPTOR_RIGHTS));

    uint64_t low = gdt[SELECTOR_TSS / 8], high = gdt[SELECTOR_TSS / 8 + 1];
    uint64_t base = (low >> 16 & 0xffffff) | (low >> 56) << 24 | high << 32;
    uint64_t limit = (low & 0xffff) | (low >> 32 & 0xf0000);
    REQUIRE(task == SELECTOR_TSS);
    REQUIRE(base == (uintptr_t)tss);
    REQUIRE(tss->iomap_base > limit);
    REQUIRE(((uint64_t)tss->rsp[0][1] << 32 | tss->rsp[0][0]) == (uintptr_t)entry_stack_top);
}

static void check_door(void)
{
    uint64_t cr0, star = msr_read(MSR_STAR);
    __asm__ volatile("movq %%cr0, %0" : "=r"(cr0));

    REQUIRE((cr0 & CR0_WP) != 0);
    REQUIRE((msr_read(MSR_EFER) & (MSR_EFER_SCE | EFER_NXE)) == (MSR_EFER_SCE | EFER_NXE));
    REQUIRE((star >> 32 & 0xffff) == SELECTOR_KERNEL_CODE);
    REQUIRE((star >> 48 & 3) == 3);
    REQUIRE((star >> 48) + 8 == SELECTOR_USER_DATA && (star >> 48) + 16 == SELECTOR_USER_CODE);
    REQUIRE(msr_read(MSR_LSTAR) == (uintptr_t)syscall_entry);
    REQUIRE(msr_read(MSR_CSTAR) == (uintptr_t)syscall_compat);
    REQUIRE((msr_read(MSR_SFMASK) & (RFLAGS_USER | RFLAGS_ALWAYS | SFMASK_ALL)) == SFMASK_ALL);
    REQUIRE(msr_read(MSR_SYSENTER_CS) == 0);
}

/* A gate with DPL 3 is one that ring 3 may raise with INT: the breakpoint's only. Four vectors have stacks of their own. */
static void check_gates(void)
{
    static const uint8_t stacks[VECTOR_COUNT] = {
        [VECTOR_NMI] = IST_NMI,
        [VECTOR_DEBUG] = IST_DEBUG,
        [VECTOR_MACHINE_CHECK] = IST_MACHINE_CHECK,
        [VECTOR_DOUBLE_FAULT] = IST_DOUBLE_FAULT,
    };
    struct table_pointer idtr;
    __asm__ volatile("sidt %0" : "=m"(idtr));
    const uint64_t *idt = (const uint64_t *)idtr.base;

    REQUIRE(idtr.limit == VECTOR_COUNT * 16 - 1);
    for (unsigned vector = 0; vector < VECTOR_COUNT; vector++) {
        uint64_t low = idt[2 * vector];
        bool present = low >> 47 & 1, open = (low >> 45 & 3) == 3;
        unsigned selector = low >> 16 & 0xffff, type = low >> 40 & 0xf;
        REQUIRE(present && selector == SELECTOR_KERNEL_CODE && type == 0xe);
        REQUIRE(open == (vector == VECTOR_BREAKPOINT));
        REQUIRE((low >> 32 & 7) == stacks[vector]);
    }
}

void self_check(void)
{
    check_segments();
    check_door();
    check_gates();
}
BOOT_STEP(85, self_check);
