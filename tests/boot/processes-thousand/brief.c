/* SPDX-License-Identifier: MIT */
/*
 * Ends in a way that its name says.
 */
#include <postern.h>
#include <stdlib.h>

int main(int count, char **arguments)
{
    uint64_t self = told(AT_POSTERN_PROCESS);
    switch (count > 0 ? arguments[0][0] : 0) {
    case '1':
        abort();
    case '2': /* with memory that is nowhere mapped, and capabilities */
        for (unsigned i = 0; i < 5; i++) {
            cap_create((uint64_t)mem_alloc(self, 1), RIGHT_READ, 0);
        }
        return malloc(1000) == NULL;
    case '3': /* with children that have no other parent */
        return proc_create(self, 5, 0) < 0 || thread_create((uint64_t)proc_create(self, 10, 0), 0x1000, 0x2000, 0, 0) < 0;
    case '4': /* not by itself */
        for (;;) {
            thread_block();
        }
    default:
        return 0;
    }
}
