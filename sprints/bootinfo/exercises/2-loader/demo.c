/* SPDX-License-Identifier: MIT */
/* Prints the loader's name, and gives the parser two pieces of information that are made up. */
#include "arch/x86_64/multiboot2.h"
#include "kernel/boot_info.h"
#include "kernel/print.h"
#include "kernel/start.h"

static struct boot_info info;

/* A tag of type 2 whose text fills it to the last byte, then the tag that ends the list. */
static const uint32_t no_end[] = {32, 0, 2, 16, 0x62757267, 0x62757267, 0, 8};

/* A memory map with one entry, and the end. */
static const uint32_t no_tag[] = {56, 0, 6, 40, 24, 0, 0x100000, 0, 0x10000, 0, 1, 0, 0, 8};

void demo(void)
{
    print("started by %s\n", boot_info.loader);
    const char *broken = multiboot2_parse(no_end, sizeof(no_end), &info);
    print("without an end: %s\n", broken != NULL ? broken : "accepted");
    broken = multiboot2_parse(no_tag, sizeof(no_tag), &info);
    print("without a tag: \"%s\"\n", broken != NULL ? broken : info.loader);
}
