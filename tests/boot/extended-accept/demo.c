/* SPDX-License-Identifier: MIT */
/*
 * Changes one thing after the other in a good state, asks the kernel what it thinks of it, and has the processor try. What the kernel must
 * say stands with each change, from the manual (Intel SDM volume 1, sections 11.6.6 and 13.4.2); QEMU loads some states that it must refuse,
 * such as reserved bits of MXCSR.
 */
#include "kernel/machine.h"
#include "kernel/print.h"
#include "kernel/start.h"

/* Loads a state, and whether that did not fault. */
bool try_xrstor(const void *state);
bool try_fxrstor(const void *state);

static struct extended_state good, state;
static unsigned states, accepted, surprises;

static uint64_t xcr0(void)
{
    uint64_t cr4;
    uint32_t low, high;
    __asm__("movq %%cr4, %0" : "=r"(cr4));
    if ((cr4 >> 18 & 1) == 0) {
        return 0;
    }
    __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return (uint64_t)high << 32 | low;
}

static void judge(const char *what, unsigned bit, bool should)
{
    bool says = machine_extended_state_accept(&state);
    bool loads = xcr0() != 0 ? try_xrstor(&state) : try_fxrstor(&state);
    states++;
    accepted += says;
    if (says != should || (says && !loads)) {
        if (surprises++ < 5) {
            print("WRONG: %s, bit %u: %saccepted, %s\n", what, bit, says ? "" : "not ", loads ? "loads" : "faults");
        }
    }
    (void)try_fxrstor(&good);
}

void demo(void)
{
    __asm__ volatile("fxsave64 %0" : "=m"(good));
    state = good;
    uint32_t mask = good.mxcsr_mask != 0 ? good.mxcsr_mask : 0xffbf;
    judge("good", 0, true);
    for (unsigned bit = 0; bit < 32; bit++) {
        state = good;
        state.mxcsr |= 1U << bit;
        judge("MXCSR", bit, (mask >> bit & 1) != 0);
    }
    for (unsigned bit = 0; bit < 8 * 64; bit++) {
        state = good;
        (&state.xstate_bv)[bit / 64] |= UINT64_C(1) << bit % 64;
        judge("header", bit, bit < 64 && (xcr0() >> bit & 1) != 0);
    }
    for (unsigned word = 0; word < 512 / 8; word++) {
        if (word != 3) {
            state = good;
            ((uint64_t *)&state)[word] = UINT64_MAX;
            judge("word", word, true);
        }
    }
    print("%u states, %u accepted, %u surprises\n", states, accepted, surprises);
    checkpoint_done();
}
