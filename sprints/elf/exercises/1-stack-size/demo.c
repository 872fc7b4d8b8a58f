/* SPDX-License-Identifier: MIT */
/* Changes the header about the stack, and asks what is planned. */
#include "kernel/boot_info.h"
#include "kernel/lib/string.h"
#include "kernel/machine.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/start.h"

#define STACK_TYPE 0x6474e551

static uint8_t *file;
static size_t size;

static uint8_t *stack_header(void)
{
    uint16_t count;
    memcpy(&count, file + 56, sizeof(count));
    for (uint8_t *header = file + 64; header < file + 64 + count * 56; header += 56) {
        uint32_t type;
        memcpy(&type, header, sizeof(type));
        if (type == STACK_TYPE) {
            return header;
        }
    }
    panic(PANIC_ASSERTION, "the file has no header about the stack");
}

static void say_plan(void)
{
    static struct elf_plan plan;
    enum elf_status status = elf_read(file, size, &machine_elf_target, &plan);
    if (status == ELF_OK) {
        print("%lu pages\n", (uint64_t)plan.stack_pages);
    } else {
        print("%s\n", elf_rule_name(status));
    }
}

void demo(void)
{
    static const uint64_t sizes[] = {0, 1, 0x4001, 0x100000, 0x100001, UINT64_MAX};
    file = direct_map((struct physical_address){boot_info.modules[0].start});
    size = boot_info.modules[0].end - boot_info.modules[0].start;
    uint8_t *header = stack_header();
    for (unsigned i = 0; i < ARRAY_SIZE(sizes); i++) {
        memcpy(header + 40, &sizes[i], sizeof(sizes[i]));
        print("size 0x%lx: ", sizes[i]);
        say_plan();
    }
    uint32_t none = 0, executable = 7;
    memcpy(header, &none, sizeof(none));
    print("no header: ");
    say_plan();
    none = STACK_TYPE;
    memcpy(header, &none, sizeof(none));
    memcpy(header + 4, &executable, sizeof(executable));
    print("executable: ");
    say_plan();
    checkpoint_done();
}
