/* SPDX-License-Identifier: MIT */
/*
 * Boot step 20: finds the boot loader's information and has it checked and copied. After this step nothing of the loader's
 * memory is used again.
 */
#include "arch/x86_64/layout.h"
#include "arch/x86_64/multiboot2.h"
#include "kernel/boot_info.h"
#include "kernel/boot_step.h"
#include "kernel/panic.h"

/* Set by boot.S: physical addresses of the information and of the image's first byte. */
extern const uint64_t boot_information, boot_image_start;
/* From the linker script: the image's end, at its link address. */
extern const char __image_end[];

/* GRUB's information is a few KiB; more than this is refused. */
#define INFORMATION_MAX UINT64_C(0x100000)
/* boot.S maps this much of physical memory. */
#define EARLY_MAP_END UINT64_C(0x100000000)

static void loader_read(void)
{
    uint64_t image_bytes = (uintptr_t)__image_end - IMAGE_OFFSET - IMAGE_LOAD;
    boot_info.image.start = boot_image_start;
    boot_info.image.end = boot_image_start + image_bytes;
    boot_info.image.type = MEMORY_AVAILABLE;

    if (boot_information % 8 != 0 || boot_information > EARLY_MAP_END - INFORMATION_MAX) {
        panic(PANIC_BOOT_INFORMATION, "it lies at 0x%lx", boot_information);
    }
    const char *broken = multiboot2_parse((const void *)(DIRECT_MAP + boot_information), INFORMATION_MAX, &boot_info);
    if (broken != NULL) {
        panic(PANIC_BOOT_INFORMATION, "%s", broken);
    }
}
BOOT_STEP(20, loader_read);
