/* SPDX-License-Identifier: MIT */
/* Tries to read, write and execute one byte of each part of the kernel, through the image and through the direct map. */
#include "arch/x86_64/layout.h"
#include "kernel/boot_info.h"
#include "kernel/frame_alloc.h"
#include "kernel/machine.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/start.h"
#include "tests/boot/lib/attempt.h"

extern const char __symbols_start[], __rodata_start[], __ro_after_init_start[], __image_end[];
extern const uint64_t __guard_pages_start[], __guard_pages_end[];

static uint8_t data_return[] = {0xc3};

__attribute__((noinline)) static void text_return(void)
{
}

static void print_one(const char *what, unsigned result, const char *end)
{
    if (result == NO_FAULT) {
        print("%s ok%s", what, end);
    } else {
        print("%s fault %x%s", what, result, end);
    }
}

static void try(const char *name, uint64_t address)
{
    print("%s: ", name);
    print_one("read", attempt_read(address), ", ");
    print_one("write", attempt_write(address), ", ");
    print_one("execute", attempt_execute(address), "\n");
}

/* The direct map's address of a byte of the image. */
static uint64_t alias(const void *byte)
{
    return DIRECT_MAP + boot_info.image.start + ((uintptr_t)byte - IMAGE_OFFSET - IMAGE_LOAD);
}

static uint64_t firmware_memory(void)
{
    for (unsigned i = 0; i < boot_info.range_count; i++) {
        if (boot_info.ranges[i].type == MEMORY_RESERVED && boot_info.ranges[i].start >= FRAME_LOWEST_ADDRESS) {
            return DIRECT_MAP + boot_info.ranges[i].start;
        }
    }
    return 0;
}

/* All guard pages must answer alike; the first that does not is printed. */
static void guards(void)
{
    const uint64_t *guard = __guard_pages_start;
    while (guard < __guard_pages_end && attempt_read(*guard) == 0 && attempt_read(*guard + PAGE_SIZE - 1) == 0) {
        guard++;
    }
    print("%lu guard pages", (uint64_t)(guard - __guard_pages_start));
    try("", guard < __guard_pages_end ? *guard : *__guard_pages_start);
}

void demo(void)
{
    struct physical_address frame;
    uint8_t stack_return[] = {0xc3};
    assert(frame_alloc_zeroed(FRAME_KERNEL, &frame));
    *(uint8_t *)direct_map(frame) = 0xc3;

    try("text", (uintptr_t)text_return);
    try("rodata", (uintptr_t)__rodata_start);
    try("symbols", (uintptr_t)__symbols_start);
    try("ro_after_init", (uintptr_t)__ro_after_init_start);
    try("data", (uintptr_t)data_return);
    try("stack", (uintptr_t)stack_return);
    try("text, direct map", alias(text_return));
    try("rodata, direct map", alias(__rodata_start));
    try("ro_after_init, direct map", alias(__ro_after_init_start));
    try("data, direct map", alias(data_return));
    try("free memory, direct map", (uintptr_t)direct_map(frame));
    try("firmware's memory, direct map", firmware_memory());
    try("null", 0);
    try("identity map", IMAGE_LOAD + 0x100000);
    try("boot code", IMAGE_OFFSET + IMAGE_LOAD);
    try("beyond the image", (uintptr_t)__image_end);
    guards();
}
