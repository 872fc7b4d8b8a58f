/* SPDX-License-Identifier: MIT */
/*
 * A program reads, writes and executes each page of the kernel's image, and samples of the direct map, the devices' registers and the rest of the
 * kernel's half. Each attempt must be a page fault by ring 3.
 */
#include "arch/x86_64/layout.h"
#include "tests/boot/lib/flat_program.h"

extern const char __text_entry_start[], __image_end[];

#define PAGE_FAULT 14
#define ERROR_USER 4
#define WAYS 3

static struct {
    const char *name;
    uint64_t first, last, step;
} regions[] = {
    {"image", 0, 0, PAGE_SIZE},
    {"below the image", IMAGE_OFFSET, IMAGE_OFFSET + IMAGE_LOAD, 16 * PAGE_SIZE},
    {"direct map, page by page", DIRECT_MAP, DIRECT_MAP + 0x200000, PAGE_SIZE},
    {"direct map, image", DIRECT_MAP + IMAGE_LOAD, DIRECT_MAP + IMAGE_LOAD + 0x40000, PAGE_SIZE},
    {"direct map, in large steps", DIRECT_MAP, DIRECT_MAP + 0x100000000, 0x1fff000},
    {"devices", 0xffffc00000000000, 0xffffc00000010000, PAGE_SIZE},
    {"stacks of other processors", 0xffffc10000000000, 0xffffc10000010000, PAGE_SIZE},
    {"the whole half", 0xffff800000000000, 0xfffffffff0000000, 0x7ffffff000},
    {"the end", 0xffffffffffff0000, 0xfffffffffffff000, PAGE_SIZE},
};

static unsigned region;
static uint64_t address, way, tried, wrong;

static void next(void)
{
    tried++;
    program_live(address | way);
}

static void ended(void)
{
    if (program_runs()) {
        return;
    }
    if (thread->fault.number != PAGE_FAULT || (thread->fault.error & ERROR_USER) == 0 || thread->fault.address != address) {
        if (wrong++ < 5) {
            print("WRONG: %s, way %lu, address %lx: %s, error code %lx, address %lx\n", regions[region].name, way, address,
                  thread->fault.name, thread->fault.error, thread->fault.address);
        }
    }
    if (++way == WAYS) {
        way = 0;
        uint64_t before = address;
        address += regions[region].step;
        if (address > regions[region].last || address < before) {
            print("%s: %lu attempts, %lu surprises\n", regions[region].name, tried, wrong);
            tried = 0;
            if (++region == ARRAY_SIZE(regions)) {
                checkpoint_done();
            }
            address = regions[region].first;
        }
    }
    next();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    program_place();
    regions[0].first = (uintptr_t)__text_entry_start;
    regions[0].last = (uintptr_t)__image_end;
    address = regions[0].first;
    next();
}
