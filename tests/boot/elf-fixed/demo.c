/* SPDX-License-Identifier: MIT */
/* Loads both forms of the program, and says where they lie. */
#include "kernel/boot_info.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/program.h"
#include "kernel/start.h"

void demo(void)
{
    for (unsigned i = 0; i < 4; i++) {
        const struct boot_module *module = &boot_info.modules[i % 2];
        struct program program = {
            .file = direct_map((struct physical_address){module->start}),
            .size = module->end - module->start,
            .random = program_random(),
        };
        struct program_start start;
        struct process *process = process_create();
        assert(process != NULL && program_load(process, &program, &start) == NULL);
        print("%s: image %lx, stack %lx\n", module->name, start.entry.value & ~(PAGE_SIZE * 16 - 1),
              start.stack.value & ~(PAGE_SIZE - 1));
        process_destroy(process);
    }
    checkpoint_done();
}
