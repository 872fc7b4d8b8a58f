/* SPDX-License-Identifier: MIT */
/* The kernel makes the mistakes that SMAP and SMEP are there for: first it dereferences a program's address, then it jumps to one. */
#include "arch/x86_64/trap.h"
#include "kernel/user_memory.h"
#include "tests/boot/lib/flat_program.h"

static const char *read_directly(void)
{
    uint64_t word;
    return probe_read64(FLAT_DATA, &word) ? "REACHED" : "faulted";
}

void demo(void)
{
    program_start(0);
    address_space_activate(&thread->process->space);

    uint64_t word;
    print("through the copy: %ld\n", copy_from_user(&word, (struct user_address){FLAT_DATA}, sizeof(word)));
    print("read directly: %s\n", read_directly());
    int64_t error = copy_from_user(&word, (struct user_address){0x600000}, sizeof(word));
    assert(error == -EFAULT);
    print("after a copy that failed: %s\n", read_directly());
    ((void (*)(void))FLAT_CODE)();
    print("the program's code was REACHED\n");
}
