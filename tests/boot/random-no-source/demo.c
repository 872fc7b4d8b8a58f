/* SPDX-License-Identifier: MIT */
/* Asks for a hundred seeds and compares all words of them; asks the processor itself whether it has a source. */
#include "arch/x86_64/cpuid.h"
#include "kernel/lib/string.h"
#include "kernel/machine.h"
#include "kernel/print.h"
#include "kernel/start.h"

#define WORDS 400

static uint64_t words[WORDS];

void demo(void)
{
    bool source = (cpuid(1, 0, CPUID_ECX) & 1 << 30) != 0, said = true;
    unsigned different = 0, bits = 0;
    uint64_t varied = 0;
    for (unsigned i = 0; i < WORDS; i += 4) {
        memset(&words[i], 0xff, 32);
        said &= machine_entropy(&words[i], 32) == source;
    }
    for (unsigned i = 0; i < WORDS; i++) {
        bool seen = false;
        for (unsigned k = 0; k < i; k++) {
            seen |= words[k] == words[i];
        }
        different += !seen;
        varied |= words[i] ^ words[0];
    }
    for (; varied != 0; varied &= varied - 1) {
        bits++;
    }
    print("%s, and the kernel %s so; 100 seeds, %u different words; %s bits varied\n", source ? "a source" : "no source",
          said ? "said" : "did not say", different, bits == 64 ? "all" : "some");
    checkpoint_done();
}
