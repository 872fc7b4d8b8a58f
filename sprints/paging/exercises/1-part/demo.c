/* SPDX-License-Identifier: MIT */
/* Asks for the names of places that it knows. */
#include "kernel/print.h"
#include "kernel/start.h"
#include "kernel/types.h"

const char *image_part_name(uint64_t address);

extern const char kernel_stack_guard[], __ro_after_init_start[], __image_end[];

static uint64_t variable = 1;

static void name(const char *what, const volatile void *address)
{
    print("%s: %s\n", what, image_part_name((uintptr_t)address));
}

void demo(void)
{
    volatile uint64_t local = 0;
    name("code", (const void *)(uintptr_t)demo);
    name("constant", "a string");
    name("variable", &variable);
    name("descriptor table", __ro_after_init_start);
    name("stack", &local);
    name("below the stack", kernel_stack_guard + PAGE_SIZE - 8);
    name("null", NULL);
    name("behind the end", __image_end);
}
