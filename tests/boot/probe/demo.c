/* SPDX-License-Identifier: MIT */
/* Reads what is there and what is not, at every kind of address. */
#include "arch/x86_64/trap.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/start.h"

static const uint64_t words[2] = {UINT64_C(0x1122334455667788), UINT64_C(0x99aabbccddeeff00)};

static void probe(const char *what, uint64_t address)
{
    uint64_t value = UINT64_C(0x5eed);
    if (probe_read64(address, &value)) {
        print("%s: %lx\n", what, value);
    } else {
        print("%s: not there, and %s\n", what, value == 0x5eed ? "nothing written" : "SOMETHING WRITTEN");
    }
}

void demo(void)
{
    probe("a constant", (uintptr_t)&words[0]);
    probe("a constant, three bytes on", (uintptr_t)&words[0] + 3);
    probe("an unmapped page of the kernel's half", UINT64_C(0xffff900000000000));
    probe("the last address below the image", UINT64_C(0xffffffff7ffffff8));
    probe("the first non-canonical address", UINT64_C(1) << 47);
    probe("the last non-canonical address", UINT64_C(0xffff7fffffffffff));
    probe("across the end of the lower half", (UINT64_C(1) << 47) - 4);
    probe("a pattern", UINT64_C(0xcccccccccccccccc));

    /* The same a thousand times: nothing is left on the stack, nothing is counted as stray. */
    uint64_t value, failed = 0;
    for (unsigned i = 0; i < 1000; i++) {
        failed += !probe_read64(UINT64_C(0xffff900000000000) + i * 0x1001, &value);
    }
    print("%lu of 1000 failed\n", failed);
}
