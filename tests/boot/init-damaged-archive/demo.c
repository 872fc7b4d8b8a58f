/* SPDX-License-Identifier: MIT */
/*
 * Changes a byte of the archive's last header before init is looked for: behind the only file.
 */
#include "kernel/boot_info.h"
#include "kernel/init.h"
#include "kernel/lib/archive.h"
#include "kernel/machine.h"
#include "kernel/panic.h"
#include "kernel/start.h"
#include "kernel/upcall.h"

void demo(void)
{
    size_t at = 0;
    struct archive_entry entry;
    const struct boot_module *module = &boot_info.modules[0];
    uint8_t *archive = direct_map((struct physical_address){module->start});
    assert(archive_next(archive, module->end - module->start, &at, &entry) == ARCHIVE_OK);
    assert(archive_next(archive, module->end - module->start, &at, &entry) == ARCHIVE_OK);
    archive[at - ARCHIVE_BLOCK - (entry.size + ARCHIVE_BLOCK - 1) / ARCHIVE_BLOCK * ARCHIVE_BLOCK + 100] ^= 1;
    init_start();
    kernel_resume();
}
