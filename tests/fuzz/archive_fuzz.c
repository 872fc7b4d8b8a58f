/* SPDX-License-Identifier: MIT */
/*
 * The archive reader against arbitrary bytes. With bit 0 of the first byte clear, every block that says it is ustar gets the
 * checksum that it should have, so that the fuzzer need not guess it.
 */
// proves: No archive, however damaged, makes its reader read beyond it or answer with an entry that breaks its rules
// sources: kernel/lib/archive.c
// flags: -Itests/host
#include "archive_rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) {
        return 0;
    }
    uint8_t *copy = malloc(size);
    memcpy(copy, data + 1, size - 1);
    for (size_t at = 0; (data[0] & 1) == 0 && at + ARCHIVE_BLOCK <= size - 1; at += ARCHIVE_BLOCK) {
        if (memcmp(copy + at + 257, "ustar", 5) == 0) {
            unsigned sum = 0;
            memset(copy + at + 148, ' ', 8);
            for (unsigned i = 0; i < ARCHIVE_BLOCK; i++) {
                sum += copy[at + i];
            }
            snprintf((char *)copy + at + 148, 8, "%06o", sum);
        }
    }
    uint8_t *exact = malloc(size - 1 + (size == 1));
    memcpy(exact, copy, size - 1);
    (void)archive_rules_walk(exact, size - 1);
    free(exact);
    free(copy);
    return 0;
}
