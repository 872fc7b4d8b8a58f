/* SPDX-License-Identifier: MIT */
// proves: No Multiboot2 information, however broken, makes the parser read beyond it or accept what breaks the kernel's rules.
// sources: arch/x86_64/multiboot2.c tests/host/kernel_string.c
// flags: -Itests/host
#include "multiboot2_rules.h"

#include "arch/x86_64/multiboot2.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct boot_info info;
    info.image = (struct memory_range){UINT64_C(0x200000), UINT64_C(0x213000), MEMORY_AVAILABLE};
    if (multiboot2_parse(data, size, &info) == NULL) {
        check_rules(&info);
    }
    return 0;
}
