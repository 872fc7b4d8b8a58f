/* SPDX-License-Identifier: MIT */
/* Addresses that no program can have, and registers that no thread can begin with. */
#include "kernel/flat.h"
#include "kernel/frame_alloc.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/start.h"

static struct process *process;

static void map(uint64_t address)
{
    struct physical_address frame;
    bool allocated = frame_alloc_zeroed(FRAME_USER, &frame);
    assert(allocated);
    enum address_status status =
        address_space_map(&process->space, (struct user_address){address}, frame, PERMISSION_READ | PERMISSION_WRITE);
    print("map %lx: %s\n", address, status == ADDRESS_OK ? "done" : "refused");
    if (status != ADDRESS_OK) {
        frame_free(FRAME_USER, frame);
    }
}

static void unmap(uint64_t address)
{
    struct physical_address frame;
    enum address_status status = address_space_unmap(&process->space, (struct user_address){address}, &frame);
    assert(status == ADDRESS_OK);
    frame_free(FRAME_USER, frame);
}

static void begin(uint64_t rip, uint64_t rsp)
{
    struct thread *thread = thread_create(process);
    assert(thread != NULL);
    print("begin at %lx with stack %lx: %s\n", rip, rsp,
          thread_start(thread, (struct user_address){rip}, (struct user_address){rsp}, 0) ? "done" : "refused");
    thread_destroy(thread);
}

void demo(void)
{
    uint64_t free_before = frame_counters().free;
    process = process_create();
    assert(process != NULL);
    map(0);
    map(0x1000);
    map(UINT64_C(0x7fffffffe000));
    map(UINT64_C(0x7ffffffff000));
    map(UINT64_C(0x800000000000));
    map(UINT64_C(0xffff800000000000));
    map(UINT64_C(0xfffffffffffff000));
    begin(0, 0);
    begin(UINT64_C(0x7fffffffefff), 0);
    begin(UINT64_C(0x7ffffffff000), 0);
    begin(UINT64_C(0x800000000000), 0);
    begin(UINT64_C(0xffffffff80200000), 0);
    begin(UINT64_MAX, 0);
    begin(0x400000, UINT64_C(0x7fffffffffff));
    begin(0x400000, UINT64_C(0x800000000000));
    begin(0x400000, UINT64_C(0xffff7fffffffffff));
    begin(0x400000, UINT64_C(0xffff800000000000));
    begin(0x400000, UINT64_MAX);
    unmap(0x1000);
    unmap(UINT64_C(0x7fffffffe000));
    process_destroy(process);
    print("%ld frames lost\n", (int64_t)(free_before - frame_counters().free));
}
