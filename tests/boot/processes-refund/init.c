/* SPDX-License-Identifier: MIT */
/* A process is given a thousand frames, and ends while memory of another is mapped in it. */
#include <assert.h>
#include <postern.h>
#include <stdio.h>

static uint64_t used(void)
{
    struct cap_info info;
    assert(cap_inspect(told(AT_POSTERN_PROCESS), &info, sizeof(info)) == 0);
    return info.used;
}

int main(void)
{
    uint64_t self = told(AT_POSTERN_PROCESS), memory = (uint64_t)mem_alloc(self, 1);
    struct process_outcome end;
    uint64_t before = used();
    uint64_t process = (uint64_t)proc_create(self, 1000, 0);
    assert(mem_map(process, memory, 0x200000, RIGHT_READ) == 0 && proc_destroy(process) == 0);
    assert(process_wait(process, &end, sizeof(end)) == 0);
    printf("ended, its handle and a mapping are left: %lu frames\n", used() - before);
    assert(cap_delete(process) == 0);
    thread_yield();
    printf("the mapping is left: %lu frames\n", used() - before);
    assert(mem_unmap(memory) == 0);
    thread_yield();
    thread_yield();
    printf("nothing is left: %lu frames\n", used() - before);
    return 0;
}
