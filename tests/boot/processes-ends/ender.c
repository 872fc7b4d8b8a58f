/* SPDX-License-Identifier: MIT */
/*
 * Ends as its first argument says.
 */
#include <postern.h>
#include <stdlib.h>
#include <string.h>

int main(int count, char **arguments)
{
    const char *how = count > 1 ? arguments[1] : "";
    if (strcmp(how, "null") == 0) {
        volatile int *volatile nowhere = NULL;
        *nowhere = 1;
    } else if (strcmp(how, "read") == 0) {
        volatile int *volatile last = (int *)0xfff;
        (void)*last;
    } else if (strcmp(how, "execute") == 0) {
        ((void (*)(void))told(AT_RANDOM))();
    } else if (strcmp(how, "kernel") == 0) {
        volatile int *volatile kernel = (int *)0xffffffff80200000;
        (void)*kernel;
    } else if (strcmp(how, "halt") == 0) {
        __asm__ volatile("hlt");
    } else if (strcmp(how, "divide") == 0) {
        __asm__ volatile("xorl %%ecx, %%ecx; divl %%ecx" ::: "eax", "ecx", "edx");
    } else if (strcmp(how, "abort") == 0) {
        abort();
    } else if (strcmp(how, "stay") == 0) {
        for (;;) {
            thread_block();
        }
    }
    return atoi(how);
}
