/* SPDX-License-Identifier: MIT */
/*
 * Threads that wait for a process, and what can happen to them meanwhile.
 */
#include <assert.h>
#include <postern.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define WAITERS 8

static _Alignas(16) char stacks[WAITERS][4096];
static struct process_outcome ends[WAITERS];
static volatile int64_t results[WAITERS];
static uint64_t handles[WAITERS];

static _Noreturn void waiter(uint64_t number)
{
    results[number] = process_wait(handles[number], &ends[number], sizeof(ends[number]));
    thread_exit(0);
    __builtin_trap();
}

/* An empty process that stays until it is destroyed. */
static uint64_t process_make(uint64_t payer, uint64_t frames)
{
    int64_t process = proc_create(payer, frames, 0);
    assert(process > 0);
    return (uint64_t)process;
}

/* Takes the frames that were freed last, and fills them with what no pointer is. */
static void frames_overwrite(uint64_t self)
{
    int64_t memory = mem_alloc(self, 32);
    assert(memory > 0 && mem_map(self, (uint64_t)memory, 0x200000, RIGHT_READ | RIGHT_WRITE) == 0);
    memset((void *)0x200000, 0x5a, 32 * 4096);
    assert(cap_delete((uint64_t)memory) == 0);
}

static void many_wait(uint64_t self)
{
    uint64_t process = process_make(self, 10), other = process_make(self, 10);
    int64_t threads[WAITERS];
    for (unsigned i = 0; i < WAITERS; i++) {
        int64_t handle = cap_create(process, RIGHT_WAIT, 0);
        assert(handle > 0);
        handles[i] = (uint64_t)handle;
        results[i] = 1;
        threads[i] = thread_create(self, (uint64_t)waiter, (uint64_t)(stacks[i] + sizeof(stacks[i]) - 8), i, 31);
        assert(threads[i] > 0);
    }
    for (unsigned i = 0; i < WAITERS; i++) {
        thread_yield();
    }
    for (unsigned i = 0; i < WAITERS; i++) {
        assert(results[i] == 1);
        thread_wake((uint64_t)threads[i]); /* a permit is not what they wait for */
    }
    thread_yield();
    puts("all wait");
    assert(thread_destroy((uint64_t)threads[0]) == 0 && thread_destroy((uint64_t)threads[3]) == 0);
    assert(thread_destroy((uint64_t)threads[WAITERS - 1]) == 0);
    frames_overwrite(self);
    assert(cap_delete(handles[1]) == 0);
    assert(cap_transfer(other, handles[2]) > 0 && proc_destroy(other) == 0);
    assert(proc_destroy(process) == 0);
    struct process_outcome end;
    assert(process_wait(process, &end, sizeof(end)) == 0 && end.how == PROCESS_DESTROYED);
    for (unsigned i = 0; i < WAITERS; i++) {
        thread_yield();
    }
    for (unsigned i = 0; i < WAITERS; i++) {
        bool ended = i == 0 || i == 3 || i == WAITERS - 1;
        assert(results[i] == (ended ? 1 : i <= 2 ? -EHANDLE : 0));
        assert(results[i] != 0 || ends[i].how == PROCESS_DESTROYED);
    }
    assert(cap_delete(process) == 0 && cap_delete(other) == 0);
    puts("every one that is left has learned it");
}

static volatile bool done;

/* Keeps the kernel from having nothing to do: then it would free everything before it looks who is ready. */
static _Noreturn void busy(void)
{
    while (!done) {
        thread_yield();
    }
    thread_exit(0);
    __builtin_trap();
}

/* A process that holds much ends, and all of it is freed when the wait is over. */
static void belongings(uint64_t self)
{
    struct process_outcome end;
    struct cap_info info;
    uint64_t process = process_make(self, 500);
    assert(thread_create(self, (uint64_t)busy, (uint64_t)(stacks[0] + sizeof(stacks[0]) - 8), 0, 0) > 0);
    for (unsigned i = 0; i < 150; i++) {
        int64_t memory = mem_alloc(process, 1);
        assert(memory > 0 && cap_transfer(process, (uint64_t)memory) > 0);
    }
    assert(cap_inspect(process, &info, sizeof(info)) == 0 && info.used > 300);
    assert(proc_destroy(process) == 0 && process_wait(process, &end, sizeof(end)) == 0);
    assert(cap_inspect(process, &info, sizeof(info)) == 0 && info.used == 0 && cap_delete(process) == 0);
    done = true;
    puts("what it held is freed by then");
}

static void debts(uint64_t self)
{
    struct process_outcome end;
    uint64_t process = process_make(self, 20);
    int64_t memory = mem_alloc(process, 5);
    assert(memory > 0 && proc_destroy(process) == 0 && process_wait(process, &end, sizeof(end)) == 0);
    assert(cap_delete(process) == 0 && cap_delete((uint64_t)memory) == -EHANDLE);
    puts("what a process paid for goes with it, whoever holds it");
    uint64_t first = process_make(self, 50), second = process_make(self, 50);
    uint64_t of_first = process_make(first, 10), of_second = process_make(second, 10);
    assert(proc_destroy(first) == 0 && proc_destroy(second) == 0);
    assert(process_wait(first, &end, sizeof(end)) == 0 && process_wait(second, &end, sizeof(end)) == 0);
    assert(cap_delete(first) == 0 && cap_delete(second) == 0 && cap_delete(of_first) == -EHANDLE && cap_delete(of_second) == -EHANDLE);
    puts("so do processes");
}

int main(void)
{
    uint64_t self = told(AT_POSTERN_PROCESS);
    many_wait(self);
    belongings(self);
    debts(self);
    return 0;
}
