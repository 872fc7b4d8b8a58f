/* SPDX-License-Identifier: MIT */
/*
 * The ELF reader against arbitrary bytes, judged by the second opinion.
 *
 * The first byte says how far from alignment the file lies. Segments of a small file may lie in a large one: the second byte, shifted
 * by eight, is how many zeros follow the input.
 */
// proves: No file, however broken, makes the ELF reader read beyond it, and none that breaks a rule is accepted
// sources: kernel/lib/elf.c
// flags: -Itests/host
#include "elf_rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2) {
        return 0;
    }
    size_t skew = data[0] % 16, length = size - 2 + (size_t)data[1] * 256;
    uint8_t *copy = calloc(1, skew + length + 1);
    memcpy(copy + skew, data + 2, size - 2);
    ASAN_POISON_MEMORY_REGION(copy + skew + length, 1);
    struct elf_plan plan;
    (void)rules_judge(copy + skew, length, &plan);
    ASAN_UNPOISON_MEMORY_REGION(copy + skew + length, 1);
    free(copy);
    return 0;
}
