/* SPDX-License-Identifier: MIT */
/*
 * Boot step 18: puts STAC and CLAC in their places, where the processor has them. It runs before the page tables make code read-only, and it is
 * the last thing that writes to code.
 */
#include "arch/x86_64/smap.h"

#include "arch/x86_64/cpuid.h"
#include "kernel/boot_step.h"

extern const struct smap_site __smap_sites_start[], __smap_sites_end[];

static void smap_init(void)
{
    if ((cpuid(7, 0, CPUID_EBX) & 1 << 20) == 0) {
        return;
    }
    for (const struct smap_site *site = __smap_sites_start; site < __smap_sites_end; site++) {
        volatile uint8_t *code = (volatile uint8_t *)site->at;
        code[1] = (uint8_t)site->bytes;
        code[2] = (uint8_t)(site->bytes >> 8);
    }
    /* CPUID has the processor fetch again what it may have fetched already (Intel SDM volume 3A, section 8.1.3). */
    (void)cpuid(0, 0, CPUID_EAX);
}
BOOT_STEP(18, smap_init);
