/* SPDX-License-Identifier: MIT */
/*
 * The kernel's own page tables. Boot step 50 builds them and leaves those of boot.S; boot step 97 makes the last part read-only.
 *
 * Invariants: the image is mapped page by page, each part with the permissions that it needs and no other. All other physical memory is
 * mapped once, in the direct map, not executable; what the image occupies is read-only there, so that nothing that the image protects
 * can be written through it. Guard pages are not mapped. The entries of the top table that the kernel will ever use exist from the
 * start: every address space copies them, and they never change.
 */
#include "arch/x86_64/paging.h"

#include "arch/x86_64/cpuid.h"
#include "arch/x86_64/layout.h"
#include "arch/x86_64/sections.h"
#include "kernel/boot_info.h"
#include "kernel/boot_step.h"
#include "kernel/frame_alloc.h"
#include "kernel/machine.h"
#include "kernel/panic.h"
#include "kernel/print.h"

// [linker]
/* From the linker script: where each part of the image begins and ends. */
extern const char __text_entry_start[], __text_entry_end[], __text_start[], __text_end[], __rodata_start[], __rodata_end[],
    __symbols_start[], __symbols_end[], __ro_after_init_start[], __ro_after_init_end[], __data_start[], __data_end[],
    __stacks_start[], __stacks_end[];
/* Pages of .stacks that are not mapped (stacks.S). */
extern const uint64_t __guard_pages_start[], __guard_pages_end[];
// [/linker]

/* The image, part by part. .ro_after_init is written until paging_seal(). .boot is not here: it has done its work. */
static const struct image_part {
    const char *start;
    const char *end;
    unsigned permissions;
} image_parts[] = {
    {__text_entry_start, __text_entry_end, PERMISSION_READ | PERMISSION_EXECUTE},
    {__text_start, __text_end, PERMISSION_READ | PERMISSION_EXECUTE},
    {__rodata_start, __rodata_end, PERMISSION_READ},
    {__symbols_start, __symbols_end, PERMISSION_READ},
    {__ro_after_init_start, __ro_after_init_end, PERMISSION_READ | PERMISSION_WRITE},
    {__data_start, __data_end, PERMISSION_READ | PERMISSION_WRITE},
    {__stacks_start, __stacks_end, PERMISSION_READ | PERMISSION_WRITE},
};

static RO_AFTER_INIT struct physical_address root;
static uint64_t device_next = DEVICE_FIRST;

struct physical_address kernel_tables(void)
{
    return root;
}

static void page_map(uint64_t address, uint64_t physical, enum page_level level, unsigned permissions)
{
    enum address_status status = page_table_map(root, address, (struct physical_address){physical}, level, permissions);
    if (status == ADDRESS_EXHAUSTED) {
        panic(PANIC_MEMORY, "no frame is left for page tables: give the machine more memory");
    }
    if (status != ADDRESS_OK) {
        panic(PANIC_PAGE_TABLE, "0x%lx cannot be mapped to 0x%lx, permissions %u: status %d", address, physical, permissions,
              status);
    }
}

static void reserve(uint64_t first, uint64_t last)
{
    if (!page_table_reserve(root, first, last)) {
        panic(PANIC_MEMORY, "no frame is left for page tables: give the machine more memory");
    }
}

static bool is_guard(uint64_t address)
{
    for (const uint64_t *guard = __guard_pages_start; guard < __guard_pages_end; guard++) {
        if (*guard == address) {
            return true;
        }
    }
    return false;
}

static void image_map(void)
{
    uint64_t moved = boot_info.image.start - IMAGE_LOAD - IMAGE_OFFSET;
    for (unsigned i = 0; i < ARRAY_SIZE(image_parts); i++) {
        const struct image_part *part = &image_parts[i];
        for (uint64_t address = (uintptr_t)part->start; address < (uintptr_t)part->end; address += PAGE_SIZE) {
            if (!is_guard(address)) {
                page_map(address, address + moved, PAGE_4K, part->permissions);
            }
        }
    }
}

/* Pages of 1 GiB are an option of the processor; 2 MiB are not. */
static enum page_level largest_page(void)
{
    return (cpuid(CPUID_EXTENDED, 0, CPUID_EDX) & CPUID_EXTENDED_PAGE_1G) != 0 ? PAGE_1G : PAGE_2M;
}

/* Maps [start, end) of physical memory in the direct map, with the largest pages that fit. An empty range is no range. */
static void memory_map(uint64_t start, uint64_t end, unsigned permissions)
{
    enum page_level largest = largest_page();
    while (start < end) {
        enum page_level level = largest;
        while (start % LEVEL_BYTES(level) != 0 || end - start < LEVEL_BYTES(level)) {
            level--;
        }
        page_map(DIRECT_MAP + start, start, level, permissions);
        start += LEVEL_BYTES(level);
    }
}

static uint64_t smaller(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static uint64_t larger(uint64_t a, uint64_t b)
{
    return a > b ? a : b;
}

/*
 * Maps all memory in the direct map: what is available can be written, but for the image. What the firmware keeps can only be read, and
 * only below 4 GiB: its tables lie there, and some firmware calls the memory that holds them reserved.
 */
static void direct_map_build(void)
{
    const struct memory_range *image = &boot_info.image;
    for (unsigned i = 0; i < boot_info.range_count; i++) {
        const struct memory_range *range = &boot_info.ranges[i];
        if (range->type == MEMORY_AVAILABLE) {
            memory_map(range->start, smaller(range->end, image->start), PERMISSION_READ | PERMISSION_WRITE);
            memory_map(larger(range->start, image->start), smaller(range->end, image->end), PERMISSION_READ);
            memory_map(larger(range->start, image->end), range->end, PERMISSION_READ | PERMISSION_WRITE);
        } else if (range->type != MEMORY_DEFECTIVE) {
            memory_map(range->start, smaller(range->end, DIRECT_MAP_EARLY_END), PERMISSION_READ);
        }
    }
}

/* The highest byte that the direct map may have to reach. */
static uint64_t memory_last(void)
{
    uint64_t end = DIRECT_MAP_EARLY_END;
    for (unsigned i = 0; i < boot_info.range_count; i++) {
        end = boot_info.ranges[i].type == MEMORY_AVAILABLE ? larger(end, boot_info.ranges[i].end) : end;
    }
    return end - 1;
}

static void global_pages_enable(void)
{
    uint64_t cr4;
    __asm__ volatile("movq %%cr4, %0" : "=r"(cr4));
    __asm__ volatile("movq %0, %%cr4" : : "r"(cr4 | CR4_PGE) : "memory");
}

static void paging_init(void)
{
    uint64_t before = frame_counters().free;
    if (!frame_alloc_zeroed(FRAME_TABLE, &root)) {
        panic(PANIC_MEMORY, "no frame is left for page tables: give the machine more memory");
    }
    reserve(DIRECT_MAP, DIRECT_MAP + memory_last());
    reserve(DEVICE_FIRST, DEVICE_LAST);
    reserve(PROCESSORS_FIRST, PROCESSORS_LAST);
    reserve(IMAGE_OFFSET, UINT64_MAX);
    image_map();
    direct_map_build();
    cr3_write(root.value);
    global_pages_enable();
    print("paging: %lu tables, pages of up to %u MiB\n", before - frame_counters().free,
          (unsigned)(LEVEL_BYTES(largest_page()) >> 20));
}
BOOT_STEP(50, paging_init);

/* What was decided while booting stays as it is from here on. */
static void paging_seal(void)
{
    for (uint64_t address = (uintptr_t)__ro_after_init_start; address < (uintptr_t)__ro_after_init_end; address += PAGE_SIZE) {
        if (page_table_protect(root, address, PERMISSION_READ) != ADDRESS_OK) {
            panic(PANIC_PAGE_TABLE, "0x%lx cannot be made read-only", address);
        }
        page_invalidate(address);
    }
}
BOOT_STEP(97, paging_seal);

volatile void *device_map(struct physical_address registers, uint64_t bytes)
{
    uint64_t offset = registers.value % PAGE_SIZE;
    uint64_t address = device_next;
    for (uint64_t done = 0; done < offset + bytes; done += PAGE_SIZE) {
        page_map(device_next, registers.value - offset + done, PAGE_4K, PERMISSION_READ | PERMISSION_WRITE | PERMISSION_DEVICE);
        device_next += PAGE_SIZE;
    }
    return (volatile void *)(address + offset);
}
