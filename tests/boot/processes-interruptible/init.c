/* SPDX-License-Identifier: MIT */
/* Ends processes, one after the other, in which the last pages of the address space are mapped, so that they are found last. */
#include <assert.h>
#include <postern.h>

#define PAGES 62
#define PLACE (UINT64_C(0x7ffffffff000) - PAGES * 4096)
#define TICKS 310

int main(void)
{
    uint64_t self = told(AT_POSTERN_PROCESS), memory = (uint64_t)mem_alloc(self, PAGES);
    while (clock_ticks() < TICKS) {
        uint64_t child = (uint64_t)proc_create(self, 10, 0), window = (uint64_t)cap_create(memory, RIGHT_READ, 0);
        assert(mem_map(child, window, PLACE, RIGHT_READ) == 0 && cap_delete(child) == 0);
        for (unsigned i = 0; i < 12; i++) {
            thread_yield();
        }
        assert(mem_unmap(window) == 0 && cap_delete(window) == 0);
    }
    return 0;
}
