/* SPDX-License-Identifier: MIT */
/*
 * Takes all memory that it can get, first as memory objects, then what is left from the heap, and uses it.
 */
#include <postern.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAGE 4096

int main(void)
{
    uint64_t address = UINT64_C(0x200000), pages = 0;
    int64_t result;
    size_t kept = 0;
    for (; (result = mem_alloc(told(AT_POSTERN_PROCESS), 16)) >= 0; address += 16 * PAGE) {
        if ((result = mem_map(told(AT_POSTERN_PROCESS), (uint64_t)result, address, RIGHT_READ | RIGHT_WRITE)) < 0) {
            break;
        }
        memset((void *)address, 1, 16 * PAGE);
        pages += 16;
    }
    for (char *memory; (memory = malloc(256)) != NULL; kept += 256) {
        memset(memory, 1, 256);
    }
    printf("hog: %s after %lu pages; the heap gave %zu KiB more\n", error_name(result), pages, kept / 1024);
    return 0;
}
