/* SPDX-License-Identifier: MIT */
/*
 * Boot step 34, and what becomes of the registers that no frame holds. They are saved and loaded with each change of threads, never later: at
 * any time they hold what the loaded thread put there.
 *
 * Invariant: what extended_state_load gets was written by extended_state_init or extended_state_save, or has passed
 * machine_extended_state_accept. So XRSTOR and FXRSTOR cannot fault, and have no fixup.
 */
#include "arch/x86_64/extended_state.h"

#include "arch/x86_64/control.h"
#include "arch/x86_64/cpuid.h"
#include "arch/x86_64/sections.h"
#include "kernel/boot_step.h"
#include "kernel/lib/string.h"
#include "kernel/machine.h"
#include "kernel/panic.h"
#include "kernel/print.h"

/* XCR0, or 0 if there is no XSAVE. */
static RO_AFTER_INIT uint64_t components;
static RO_AFTER_INIT uint32_t mxcsr_mask;

/* What is tried, the most first. The last one is what every processor with XSAVE has. */
static const uint64_t component_sets[] = {
    XCR0_X87 | XCR0_SSE | XCR0_AVX | XCR0_AVX512,
    XCR0_X87 | XCR0_SSE | XCR0_AVX,
    XCR0_X87 | XCR0_SSE,
};

static void xcr0_write(uint64_t value)
{
    __asm__ volatile("xsetbv" : : "c"(0), "a"((uint32_t)value), "d"((uint32_t)(value >> 32)));
}

uint64_t extended_state_enable(uint32_t room)
{
    uint64_t cr0, cr4;
    __asm__ volatile("movq %%cr0, %0; movq %%cr4, %1" : "=r"(cr0), "=r"(cr4));
    bool xsave = (cpuid(1, 0, CPUID_ECX) & CPUID_FEATURES_XSAVE) != 0;
    cr4 |= CR4_OSFXSR | CR4_OSXMMEXCPT | (xsave ? CR4_OSXSAVE : 0);
    __asm__ volatile("movq %0, %%cr0; movq %1, %%cr4" : : "r"(cr0 & ~(uint64_t)CR0_EM), "r"(cr4));
    if (!xsave) {
        return 0;
    }
    uint64_t offered = (uint64_t)cpuid(CPUID_XSAVE, 0, CPUID_EDX) << 32 | cpuid(CPUID_XSAVE, 0, CPUID_EAX);
    for (const uint64_t *set = component_sets; set < component_sets + ARRAY_SIZE(component_sets); set++) {
        if ((*set & ~offered) == 0) {
            xcr0_write(*set);
            if (cpuid(CPUID_XSAVE, 0, CPUID_EBX) <= room) {
                return *set;
            }
        }
    }
    panic(PANIC_SELF_CHECK, "x87 and SSE do not fit into %u bytes", room);
}

void extended_state_init(struct extended_state *state)
{
    __builtin_memset(state, 0, sizeof(*state));
    state->fcw = FCW_INITIAL;
    state->mxcsr = MXCSR_INITIAL;
}

void extended_state_save(struct extended_state *state)
{
    if (components != 0) {
        __asm__ volatile("xsave64 %0" : "+m"(*state) : "a"(UINT32_MAX), "d"(UINT32_MAX));
    } else {
        __asm__ volatile("fxsave64 %0" : "+m"(*state));
    }
}

void extended_state_load(const struct extended_state *state)
{
    if (components != 0) {
        __asm__ volatile("xrstor64 %0" : : "m"(*state), "a"(UINT32_MAX), "d"(UINT32_MAX));
    } else {
        __asm__ volatile("fxrstor64 %0" : : "m"(*state));
    }
}

bool machine_extended_state_accept(const struct extended_state *state)
{
    uint64_t reserved = state->xcomp_bv;
    for (unsigned i = 0; i < ARRAY_SIZE(state->reserved); i++) {
        reserved |= state->reserved[i];
    }
    return (state->mxcsr & ~mxcsr_mask) == 0 && (state->xstate_bv & ~components) == 0 && reserved == 0;
}

static void extended_state_boot(void)
{
    uint32_t image[EXTENDED_STATE_LEGACY / sizeof(uint32_t)] __attribute__((aligned(16)));
    components = extended_state_enable(sizeof(struct extended_state));
    __asm__ volatile("fxsave64 %0" : "=m"(image));
    _Static_assert(offsetof(struct extended_state, mxcsr_mask) == 28, "the processor's layout");
    _Static_assert(offsetof(struct extended_state, xstate_bv) == EXTENDED_STATE_LEGACY, "the header follows what FXSAVE writes");
    _Static_assert(sizeof(struct extended_state) == EXTENDED_STATE_BYTES, "no padding");
    mxcsr_mask = image[offsetof(struct extended_state, mxcsr_mask) / sizeof(uint32_t)];
    mxcsr_mask = mxcsr_mask != 0 ? mxcsr_mask : MXCSR_MASK_DEFAULT;
    uint32_t size = components != 0 ? cpuid(CPUID_XSAVE, 0, CPUID_EBX) : EXTENDED_STATE_LEGACY;
    print("extended state: %s, components %lx, %u bytes\n", components != 0 ? "XSAVE" : "FXSAVE", components, size);
}
BOOT_STEP(34, extended_state_boot);
