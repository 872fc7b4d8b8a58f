/* SPDX-License-Identifier: MIT */
/*
 * Starts a program that ends in every way, and looks at what process_wait says and at what can still be done.
 */
#include <assert.h>
#include <postern.h>
#include <program.h>
#include <stdio.h>
#include <string.h>

#include "user/init/archive.h"

static struct archive_entry file;

static uint64_t start(const char *how)
{
    const char *const arguments[] = {"ender", how, NULL};
    struct program program = {.file = file.data, .size = file.size, .arguments = arguments, .frames = 100, .priority = 5};
    int64_t process = program_launch(&program, NULL);
    assert(process > 0);
    return (uint64_t)process;
}

static struct process_outcome run(const char *how)
{
    struct process_outcome end, again;
    uint64_t process = start(how);
    memset(&end, 0xee, sizeof(end));
    assert(process_wait(process, &end, sizeof(end)) == 0);
    assert(process_wait(process, &again, sizeof(again)) == 0 && memcmp(&end, &again, sizeof(end)) == 0);
    assert(cap_delete(process) == 0 && process_wait(process, &end, sizeof(end)) == -EHANDLE);
    return again;
}

static void status_is(const char *how, int64_t status)
{
    struct process_outcome end = run(how);
    assert(end.how == PROCESS_EXITED && end.status == status);
    assert(end.fault == 0 && end.error == 0 && end.address == 0 && end.instruction == 0);
}

static void fault_is(const char *how, uint64_t fault, uint64_t error, uint64_t address)
{
    struct process_outcome end = run(how);
    printf("%s: fault %lu, error 0x%lx, address 0x%lx\n", how, end.fault, end.error, end.address);
    assert(end.how == PROCESS_FAULTED && end.status == 0 && end.fault == fault && end.error == error);
    assert(end.address == address || (strcmp(how, "execute") == 0 && end.address == end.instruction));
    assert(end.instruction != 0);
}

static uint64_t used(void)
{
    struct cap_info info;
    assert(cap_inspect(told(AT_POSTERN_PROCESS), &info, sizeof(info)) == 0);
    return info.used;
}

static void errors(uint64_t self, uint64_t archive)
{
    struct process_outcome end;
    uint64_t stays = start("stay");
    int64_t mute = cap_create(stays, RIGHT_DESTROY, 0);
    void *nowhere = (void *)0x1000;
    assert(mute > 0);
    assert(process_wait(0, nowhere, 1000) == -EHANDLE);
    assert(process_wait(archive, nowhere, 1000) == -ETYPE);
    assert(process_wait((uint64_t)mute, nowhere, 1000) == -ERIGHTS);
    assert(process_wait(self, nowhere, 1000) == -EINVAL);
    assert(process_wait(stays, nowhere, sizeof(end) + 1) == -EINVAL);
    assert(process_wait(self, nowhere, sizeof(end)) == -EFAULT);
    assert(process_wait(stays, nowhere, sizeof(end)) == -EFAULT);
    assert(process_wait(stays, (void *)0xffffffff80200000, 1) == -EFAULT);
    assert(process_wait(self, &end, sizeof(end)) == -ESTATE);
    assert(cap_delete(stays) == 0); /* the root: it ends, and so do all capabilities to it */
    assert(process_wait((uint64_t)mute, &end, 0) == -EHANDLE);
}

static void what_is_left(uint64_t self)
{
    struct process_outcome end;
    struct cap_info info;
    uint64_t process = start("7");
    int64_t early = cap_create(process, RIGHT_WAIT | RIGHT_COPY, 0);
    assert(early > 0 && process_wait(process, &end, 8) == 0);
    int64_t late = cap_create(process, RIGHT_WAIT, 0);
    assert(late > 0 && process_wait((uint64_t)early, &end, sizeof(end)) == 0 && end.status == 7);
    assert(process_wait((uint64_t)late, &end, sizeof(end)) == 0 && end.status == 7);
    assert(cap_inspect(process, &info, sizeof(info)) == 0 && info.type == OBJECT_PROCESS && info.used == 0 && info.root == 1);
    int64_t moved = cap_transfer(self, (uint64_t)late);
    assert(moved > 0 && process_wait((uint64_t)late, &end, 0) == -EHANDLE && process_wait((uint64_t)moved, &end, 0) == 0);
    assert(proc_destroy(process) == -EHANDLE && thread_create(process, 0x1000, 0x2000, 0, 0) == -EHANDLE);
    assert(mem_alloc(process, 1) == -EHANDLE && proc_create(process, 1, 0) == -EHANDLE);
    assert(cap_transfer(process, (uint64_t)moved) == -EHANDLE);
    int64_t memory = mem_alloc(self, 1);
    assert(memory > 0 && mem_map(process, (uint64_t)memory, 0x200000, RIGHT_READ) == -EHANDLE);
    assert(mem_grant(process, (uint64_t)memory) == -EHANDLE && cap_delete((uint64_t)memory) == 0);
    assert(cap_revoke(process) == 0 && process_wait((uint64_t)early, &end, 0) == -EHANDLE);
    assert(process_wait(process, &end, sizeof(end)) == 0 && cap_delete(process) == 0);
}

int main(void)
{
    uint64_t self = told(AT_POSTERN_PROCESS);
    assert(archive_open() && archive_file("ender", &file) == ARCHIVE_OK);
    status_is("0", 0);
    uint64_t before = used();
    status_is("42", 42);
    status_is("-1", -1);
    status_is("2147483647", 2147483647);
    puts("statuses");
    fault_is("null", 14, 6, 0);
    fault_is("read", 14, 4, 0xfff);
    fault_is("execute", 14, 0x15, 0);
    fault_is("kernel", 14, 5, 0xffffffff80200000); /* as if all of the kernel's half were mapped */
    fault_is("halt", 13, 0, 0);
    fault_is("divide", 0, 0, 0);
    fault_is("abort", 6, 0, 0);
    puts("faults");
    struct process_outcome end;
    uint64_t stays = start("stay");
    assert(proc_destroy(stays) == 0 && process_wait(stays, &end, sizeof(end)) == 0 && end.how == PROCESS_DESTROYED);
    assert(end.status == 0 && end.fault == 0 && end.instruction == 0 && cap_delete(stays) == 0);
    int64_t empty = proc_create(self, 10, 0);
    assert(empty > 0 && proc_destroy((uint64_t)empty) == 0 && process_wait((uint64_t)empty, &end, sizeof(end)) == 0);
    assert(end.how == PROCESS_DESTROYED && cap_delete((uint64_t)empty) == 0);
    puts("destroyed");
    errors(self, told(AT_POSTERN_ARCHIVE));
    puts("errors, in their order");
    what_is_left(self);
    puts("what is left can be handed on and inspected, and nothing else");
    for (unsigned i = 0; used() != before && i < 100; i++) {
        thread_yield(); /* What ends is freed on the way through the kernel. */
    }
    assert(used() == before);
    puts("nothing is left");
    return 0;
}
