/* SPDX-License-Identifier: MIT */
/* The kernel lets copies fail in every way and looks at the counter after each. */
#include "arch/x86_64/cpu.h"
#include "arch/x86_64/trap.h"
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/start.h"
#include "kernel/user_memory.h"

#define NOT_MAPPED UINT64_C(0x600000)

static void say(const char *when)
{
    print("%s: %lu\n", when, cpu_this()->user_faults);
}

static void in(uint64_t from, size_t size, int64_t expected)
{
    char bytes[16];
    int64_t result = copy_from_user(bytes, (struct user_address){from}, size);
    assert(result == expected);
}

void demo(void)
{
    uint64_t word = 0;
    struct thread *thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    address_space_activate(&thread->process->space);

    say("at first");
    in(FLAT_CODE, 13, 0);
    in(NOT_MAPPED, 0, 0);
    say("after copies that went well");
    in(UINT64_MAX - 3, 8, -EFAULT);
    in(0xffffffff80200000, 8, -EFAULT);
    say("after ranges that were refused");
    assert(!probe_read64(NOT_MAPPED, &word));
    say("after a probe of the kernel's own");
    in(NOT_MAPPED, 8, -EFAULT);
    say("after a fault among the words");
    in(NOT_MAPPED, 5, -EFAULT);
    say("after a fault among the bytes");
    int64_t result = copy_to_user((struct user_address){FLAT_CODE}, &word, sizeof(word));
    assert(result == -EFAULT);
    say("after a fault while writing");
}
