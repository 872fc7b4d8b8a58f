/* SPDX-License-Identifier: MIT */
/*
 * One example for each system call. The page of a call shows its function, with the functions whose names begin with the call's, and the
 * lines of test.yml that begin with the call's name.
 */
#include <assert.h>
#include <postern.h>
#include <stdio.h>
#include <string.h>

static uint64_t self; /* this process, with all rights */

/* Makes a thread of this process that runs a function on a stack of its own. */
static uint64_t thread_run(void (*function)(uint64_t), uint64_t argument)
{
    static _Alignas(16) char stacks[8][4096];
    static unsigned used;
    assert(used < 8);
    char *top = stacks[used++] + sizeof(stacks[0]);
    int64_t thread = thread_create(self, (uint64_t)function, (uint64_t)(top - 8), argument, 31);
    assert(thread > 0);
    return (uint64_t)thread;
}

static void example_mem_alloc(void)
{
    int64_t memory = mem_alloc(self, 16);
    printf("mem_alloc: 16 pages: %s\n", error_name(memory));
    printf("mem_alloc: no pages: %s\n", error_name(mem_alloc(self, 0)));
    printf("mem_alloc: 64 GiB: %s\n", error_name(mem_alloc(self, 1 << 24)));
    cap_delete((uint64_t)memory);
}

static void example_mem_map(void)
{
    uint64_t memory = (uint64_t)mem_alloc(self, 1);
    char *text = (char *)0x10000000;
    printf("mem_map: %s\n", error_name(mem_map(self, memory, (uint64_t)text, RIGHT_READ | RIGHT_WRITE)));
    strcpy(text, "a page of its own");
    printf("mem_map: it holds \"%s\"\n", text);
    printf("mem_map: a second time: %s\n", error_name(mem_map(self, memory, 0x20000000, RIGHT_READ)));
    cap_delete(memory);
}

static void example_mem_unmap(void)
{
    uint64_t memory = (uint64_t)mem_alloc(self, 1);
    mem_map(self, memory, 0x10000000, RIGHT_READ);
    printf("mem_unmap: %s\n", error_name(mem_unmap(memory)));
    printf("mem_unmap: what is not mapped: %s\n", error_name(mem_unmap(memory)));
    cap_delete(memory);
}

static void example_mem_grant(void)
{
    uint64_t child = (uint64_t)proc_create(self, 100, 0);
    uint64_t memory = (uint64_t)mem_alloc(self, 16);
    int64_t there = mem_grant(child, memory);
    struct cap_info info;
    cap_inspect(child, &info, sizeof(info));
    printf("mem_grant: %s; the child pays for %lu frames\n", error_name(there), info.used);
    printf("mem_grant: the old handle: %s\n", error_name(mem_unmap(memory)));
    cap_delete(child);
}

static void example_cap_create(void)
{
    uint64_t memory = (uint64_t)mem_alloc(self, 1);
    uint64_t readable = (uint64_t)cap_create(memory, RIGHT_READ, 0);
    printf("cap_create: mapped to be written: %s\n", error_name(mem_map(self, readable, 0x10000000, RIGHT_READ | RIGHT_WRITE)));
    printf("cap_create: mapped to be read: %s\n", error_name(mem_map(self, readable, 0x10000000, RIGHT_READ)));
    printf("cap_create: derived further, without the right COPY: %s\n", error_name(cap_create(readable, RIGHT_READ, 0)));
    cap_delete(memory);
}

static void example_cap_delete(void)
{
    uint64_t memory = (uint64_t)mem_alloc(self, 1);
    uint64_t derived = (uint64_t)cap_create(memory, RIGHT_READ, 0);
    printf("cap_delete: %s\n", error_name(cap_delete(memory)));
    printf("cap_delete: what was derived is gone, too: %s\n", error_name(cap_delete(derived)));
}

static void example_cap_transfer(void)
{
    uint64_t child = (uint64_t)proc_create(self, 10, 0);
    uint64_t memory = (uint64_t)mem_alloc(self, 1);
    uint64_t readable = (uint64_t)cap_create(memory, RIGHT_READ, 0);
    int64_t there = cap_transfer(child, readable);
    printf("cap_transfer: the child's handle is 0x%lx\n", (unsigned long)there);
    printf("cap_transfer: ours is none any more: %s\n", error_name(cap_delete(readable)));
    cap_delete(child);
    cap_delete(memory);
}

static void example_cap_revoke(void)
{
    uint64_t child = (uint64_t)proc_create(self, 10, 0);
    uint64_t memory = (uint64_t)mem_alloc(self, 1);
    cap_transfer(child, (uint64_t)cap_create(memory, RIGHT_READ, 0));
    mem_map(child, (uint64_t)cap_create(memory, RIGHT_READ, 0), 0x10000000, RIGHT_READ);
    printf("cap_revoke: %s\n", error_name(cap_revoke(memory)));
    printf("cap_revoke: the memory itself is still ours: %s\n", error_name(mem_map(self, memory, 0x10000000, RIGHT_READ)));
    cap_delete(memory);
    cap_delete(child);
}

static void example_cap_inspect(void)
{
    struct cap_info info;
    uint64_t memory = (uint64_t)mem_alloc(self, 3);
    cap_inspect(memory, &info, sizeof(info));
    printf("cap_inspect: type %lu, rights 0x%lx, %lu pages, root %lu\n", info.type, info.rights, info.pages, info.root);
    cap_delete(memory);
    printf("cap_inspect: %s\n", error_name(cap_inspect(memory, &info, sizeof(info))));
}

static void example_proc_create(void)
{
    struct cap_info info;
    uint64_t child = (uint64_t)proc_create(self, 100, 0);
    cap_inspect(child, &info, sizeof(info));
    printf("proc_create: it may use %lu frames, and uses %lu\n", info.limit, info.used);
    cap_inspect(self, &info, sizeof(info));
    uint64_t before = info.used;
    cap_delete(child);
    cap_inspect(self, &info, sizeof(info));
    printf("proc_create: its maker had %lu frames less\n", before - info.used);
    printf("proc_create: more than there is: %s\n", error_name(proc_create(self, UINT64_MAX, 0)));
}

static void example_proc_destroy(void)
{
    uint64_t child = (uint64_t)proc_create(self, 10, 0);
    printf("proc_destroy: %s\n", error_name(proc_destroy(child)));
    printf("proc_destroy: nothing can be put into it any more: %s\n", error_name(cap_transfer(child, (uint64_t)cap_create(self, RIGHT_READ, 0))));
    cap_delete(child);
}

static void example_process_wait(void)
{
    uint64_t child = (uint64_t)proc_create(self, 10, 0);
    struct process_outcome end;
    proc_destroy(child);
    int64_t result = process_wait(child, &end, sizeof(end));
    printf("process_wait: %s, how %lu\n", error_name(result), end.how);
    printf("process_wait: for itself: %s\n", error_name(process_wait(self, &end, sizeof(end))));
    cap_delete(child);
}

static void thread_create_adder(uint64_t argument)
{
    *(uint64_t *)argument += 41;
    thread_exit(0);
}

static void example_thread_create(void)
{
    static volatile uint64_t number = 1;
    static _Alignas(16) char stack[4096];
    char *top = stack + sizeof(stack) - 8; /* as a call leaves it */
    int64_t thread = thread_create(self, (uint64_t)thread_create_adder, (uint64_t)top, (uint64_t)&number, 31);
    while (number == 1) {
        thread_yield();
    }
    printf("thread_create: %s; the number is %lu\n", error_name(thread), number);
    printf("thread_create: to begin in the kernel: %s\n", error_name(thread_create(self, UINT64_C(0xffffffff80000000), 0, 0, 0)));
}

static void thread_destroy_loop(uint64_t argument)
{
    for (;;) {
        ++*(volatile uint64_t *)argument;
    }
}

static void example_thread_destroy(void)
{
    static volatile uint64_t rounds;
    uint64_t thread = thread_run(thread_destroy_loop, (uint64_t)&rounds);
    while (rounds == 0) {
        thread_yield();
    }
    printf("thread_destroy: %s\n", error_name(thread_destroy(thread)));
    uint64_t seen = rounds;
    thread_yield();
    printf("thread_destroy: it runs no more: %s\n", rounds == seen ? "true" : "false");
}

static char yield_letters[16];
static volatile unsigned yield_at;

static void thread_yield_twice(uint64_t letter)
{
    for (unsigned i = 0; i < 3; i++) {
        yield_letters[yield_at++] = (char)letter;
        thread_yield();
    }
    thread_exit(0);
}

static void example_thread_yield(void)
{
    thread_run(thread_yield_twice, 'a');
    thread_run(thread_yield_twice, 'b');
    while (yield_at < 6) {
        thread_yield();
    }
    printf("thread_yield: in turn: %s\n", yield_letters);
}

static volatile uint64_t block_count;

static void thread_block_thrice(uint64_t argument)
{
    for (;;) {
        thread_block();
        block_count += argument;
    }
}

static void example_thread_block(void)
{
    uint64_t thread = thread_run(thread_block_thrice, 1);
    for (unsigned i = 0; i < 3; i++) {
        thread_wake(thread);
        thread_yield();
    }
    printf("thread_block: passed %lu times\n", block_count);
    thread_yield();
    printf("thread_block: and waits: %lu\n", block_count);
    thread_destroy(thread);
}

static volatile uint64_t wake_count;

static void thread_wake_sleeper(uint64_t argument)
{
    for (;;) {
        thread_block();
        wake_count += argument;
    }
}

static void example_thread_wake(void)
{
    uint64_t thread = thread_run(thread_wake_sleeper, 1);
    thread_wake(thread); /* it has not run yet: the permit waits for it */
    thread_wake(thread); /* and there is never more than one */
    thread_yield();
    thread_yield();
    printf("thread_wake: two permits in advance are one: %lu\n", wake_count);
    thread_destroy(thread);
}

static void example_null(void)
{
    printf("null: %ld\n", (long)null());
}

static void example_debug_write(void)
{
    static const char text[] = "debug_write: past the library\n";
    debug_write(text, sizeof(text) - 1);
    printf("debug_write: from the kernel's memory: %s\n", error_name(debug_write((const void *)UINT64_C(0xffff800000000000), 16)));
    printf("debug_write: 257 bytes: %s\n", error_name(debug_write(text, 257)));
}

static void example_clock_ticks(void)
{
    int64_t start = clock_ticks(), now;
    do {
        now = clock_ticks();
    } while (now == start);
    printf("clock_ticks: one later: %ld\n", (long)(now - start));
}

static void example_getpid(void)
{
    printf("getpid: init is process %ld\n", (long)getpid());
}

static volatile unsigned exit_reached;

static void exit_early(uint64_t argument)
{
    exit_reached += (unsigned)argument;
    thread_exit(7);
    exit_reached += 100;
    for (;;) {
    }
}

static void example_exit(void)
{
    thread_run(exit_early, 1);
    while (exit_reached == 0) {
        thread_yield();
    }
    thread_yield();
    printf("exit: ends its thread, and no other: %u\n", exit_reached);
}

static void example_abi_hash(void)
{
    printf("abi_hash: as when this program was built: %s\n", (uint64_t)abi_hash() == definitions_hash ? "true" : "false");
}

int main(void)
{
    self = told(AT_POSTERN_PROCESS);
    example_mem_alloc();
    example_mem_map();
    example_mem_unmap();
    example_mem_grant();
    example_cap_create();
    example_cap_delete();
    example_cap_transfer();
    example_cap_revoke();
    example_cap_inspect();
    example_proc_create();
    example_proc_destroy();
    example_process_wait();
    example_thread_create();
    example_thread_destroy();
    example_thread_yield();
    example_thread_block();
    example_thread_wake();
    example_null();
    example_debug_write();
    example_clock_ticks();
    example_getpid();
    example_exit();
    example_abi_hash();
    return 0;
}
