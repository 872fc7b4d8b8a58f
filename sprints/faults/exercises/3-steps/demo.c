/* SPDX-License-Identifier: MIT */
/* Counts the instructions of functions whose length is known. */
#include "kernel/print.h"
#include "kernel/start.h"
#include "kernel/types.h"

uint64_t steps_of(void (*function)(void));
void demo_one(void);
void demo_ten(void);
void demo_loop(void);

void demo(void)
{
    uint64_t flags;
    print("one: %lu\n", steps_of(demo_one));
    print("ten: %lu\n", steps_of(demo_ten));
    print("loop: %lu\n", steps_of(demo_loop));
    __asm__ volatile("pushfq; popq %0" : "=r"(flags));
    print("TF afterwards: %lu\n", flags >> 8 & 1);
}
