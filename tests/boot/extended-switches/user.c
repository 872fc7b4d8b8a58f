/* SPDX-License-Identifier: MIT */
/*
 * Looks at its first extended state, loads a pattern of its own into every register, and looks at them again whenever others have run. The
 * processor's layout is read from CPUID here, not from the kernel's headers.
 *
 * Status: 0; 1000 + word for a first state that is not initial; 2000 + word for a pattern that did not load; 3000 + word for a register that
 * has changed. x87's last instruction, its address and its operand's are left out: QEMU stores zeros for them.
 */
#pragma GCC target("general-regs-only")
#include "user/libc/calls.h"

#define ROUNDS 33334
#define GLANCE 16 /* a register that was lost stays lost, so it is enough to look now and then */
#define WORDS 336
#define LEGACY_WORDS 52 /* the last twelve of FXSAVE's image are not used */

static uint64_t initial[WORDS];
static uint64_t first[WORDS] __attribute__((aligned(64)));
static uint64_t pattern[WORDS] __attribute__((aligned(64)));
static uint64_t loaded[WORDS] __attribute__((aligned(64)));
static uint64_t now[WORDS] __attribute__((aligned(64)));
static uint64_t known[WORDS]; /* which bits of an image are registers */
static uint64_t seed;
static uint32_t components;

static void ask(uint32_t leaf, uint32_t subleaf, uint32_t answer[4])
{
    __asm__ volatile("cpuid" : "=a"(answer[0]), "=b"(answer[1]), "=c"(answer[2]), "=d"(answer[3]) : "a"(leaf), "c"(subleaf));
}

static void save(uint64_t *image)
{
    if (components != 0) {
        __asm__ volatile("xsave64 (%0)" : : "r"(image), "a"(-1), "d"(-1) : "memory");
    } else {
        __asm__ volatile("fxsave64 (%0)" : : "r"(image) : "memory");
    }
}

static void load(const uint64_t *image)
{
    if (components != 0) {
        __asm__ volatile("xrstor64 (%0)" : : "r"(image), "a"(-1), "d"(-1) : "memory");
    } else {
        __asm__ volatile("fxrstor64 (%0)" : : "r"(image) : "memory");
    }
}

static uint64_t next_random(void)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed;
}

/* Control words with all errors masked, and all that loads into a register without a change. */
static void prepare(uint64_t thread)
{
    uint32_t answer[4];
    ask(1, 0, answer);
    if (answer[2] >> 27 & 1) {
        __asm__ volatile("xgetbv" : "=a"(components) : "c"(0) : "rdx");
    }
    known[0] = 0xffffffffff; /* FCW, FSW, FTW */
    known[3] = 0xffffffff;   /* MXCSR */
    for (unsigned i = 4; i < LEGACY_WORDS; i++) {
        known[i] = i < 20 && i % 2 == 1 ? 0xffff : UINT64_MAX;
    }
    for (unsigned i = 2; i < 32; i++) {
        if (components >> i & 1) {
            ask(0xd, i, answer);
            for (unsigned word = answer[1] / 8; word < (answer[1] + answer[0]) / 8; word++) {
                known[word] = UINT64_MAX;
            }
        }
    }
    seed = 0x9e3779b97f4a7c15 * (thread + 1);
    for (unsigned i = 0; i < WORDS; i++) {
        pattern[i] = next_random() & known[i];
    }
    /* Rounding, top of stack, condition bits and tags differ; precision is 64 bits; all errors are masked, none is pending. */
    pattern[0] = (0x37f | thread << 10) | (thread + 3) << 27 | UINT64_C(0x4100) << 16 | (uint64_t)(0xff ^ 1 << thread) << 32;
    pattern[3] = 0x1f80 | thread << 13 | (thread + 1);
    pattern[64] = components;
}

static void compare(const uint64_t *a, const uint64_t *b, unsigned status)
{
    for (unsigned i = 0; i < WORDS; i++) {
        if (((a[i] ^ b[i]) & known[i]) != 0) {
            exit(status + i);
        }
    }
}

__attribute__((section(".text.start"))) void _start(uint64_t thread);
void _start(uint64_t thread)
{
    prepare(thread);
    initial[0] = 0x37f;
    initial[3] = 0x1f80;
    save(first);
    compare(first, initial, 1000);
    load(pattern);
    save(loaded);
    compare(loaded, pattern, 2000);
    for (unsigned round = 0; round < ROUNDS; round++) {
        __asm__ volatile("int3" : : : "memory");
        if (round % GLANCE != 0 && round + 1 < ROUNDS) {
            continue;
        }
        save(now);
        compare(now, loaded, 3000);
    }
    exit(0);
}
