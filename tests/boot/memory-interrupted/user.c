/* SPDX-License-Identifier: MIT */
/* The first maps and unmaps 64 MiB; the second counts in a page that they share, and maps what the first revokes. */
#include "kernel/abi/errors.h"
#include "tests/boot/lib/user.h"

#define PARTNER (HANDLE_FIRST + 1)
#define R RIGHT_READ
#define RW (RIGHT_READ | RIGHT_WRITE)
#define PAGE UINT64_C(4096)
#define PAGES UINT64_C(16384)
#define HERE UINT64_C(0x10000000)
#define AGAIN UINT64_C(0x20000000)
#define SHARED UINT64_C(0x30000000)

/* What the two tell each other. */
struct shared {
    uint64_t count;   /* the second counts */
    uint64_t handle;  /* the first: map this */
    uint64_t begun;   /* the second: it begins */
    int64_t result;   /* the second: what came of it */
    uint64_t ended;   /* the second: that is what came of it */
    uint64_t finish;  /* the first: end */
};
static volatile struct shared *const shared = (struct shared *)SHARED;

static void demand(int right, const char *what)
{
    if (!right) {
        say("WRONG: ");
        say(what);
        say("\n");
        exit(1);
    }
}

static uint64_t used(void)
{
    struct cap_info info;
    demand(cap_inspect(SELF, &info, sizeof(info)) == 0, "inspect");
    return info.used;
}

static void map_and_unmap(uint64_t memory, uint64_t again)
{
    int64_t start = clock_ticks();
    uint64_t count = shared->count;
    demand(mem_map(SELF, memory, HERE, RW) == 0, "map");
    demand(clock_ticks() > start + 2, "ticks while mapping");
    demand(shared->count > count, "the other has counted");
    for (uint64_t page = 0; page < PAGES; page++) {
        *(volatile uint64_t *)(HERE + page * PAGE) = page;
    }
    demand(mem_map(SELF, again, AGAIN, R) == 0, "map again");
    for (uint64_t page = 0; page < PAGES - 1; page++) {
        demand(*(volatile uint64_t *)(AGAIN + page * PAGE) == page + 1, "each page is the right one");
    }
    say("mapped 16384 pages in more than 2 ticks, each the right one, while the other counted\n");
    demand(mem_unmap(again) == 0 && mem_unmap(memory) == 0, "unmap");
    demand(mem_unmap(memory) == -ESTATE, "unmap twice");
    say("unmapped; nothing is left of it\n");
}

/* Something is in the way of the last page. */
static void map_refused(uint64_t memory)
{
    int64_t obstacle = mem_alloc(SELF, 1);
    demand(mem_map(SELF, (uint64_t)obstacle, HERE + (PAGES - 1) * PAGE, RW) == 0, "the obstacle");
    uint64_t before = used();
    int64_t start = clock_ticks(), error = 0;
    for (unsigned turn = 0; turn < 6; turn++) {
        error = mem_map(SELF, memory, HERE, RW);
    }
    demand(error == -ESTATE && used() == before, "refused and undone");
    demand(clock_ticks() > start + 2, "ticks while it was refused");
    demand(mem_unmap(memory) == -ESTATE, "nothing to unmap");
    demand(cap_delete((uint64_t)obstacle) == 0, "the obstacle goes");
    say("refused after 16383 pages, and undone, in more than 2 ticks\n");
}

/* The second maps what was derived for it; as soon as it has begun, and was interrupted, that is revoked. */
static void revoke_meanwhile(void)
{
    int64_t fresh = mem_alloc(SELF, PAGES);
    demand(fresh > 0, "fresh memory");
    int64_t derived = cap_create((uint64_t)fresh, RW, 0);
    shared->handle = (uint64_t)cap_transfer(PARTNER, (uint64_t)derived);
    while (!shared->begun) {
    }
    demand(cap_revoke((uint64_t)fresh) == 0, "revoke");
    while (!shared->ended) {
    }
    demand(shared->result == -EHANDLE, "the call that was made again");
    say("revoked while it was being mapped: -2\n");
    demand(cap_delete((uint64_t)fresh) == 0, "fresh memory goes");
}

static void first(void)
{
    int64_t page = mem_alloc(SELF, 1);
    demand(mem_map(SELF, (uint64_t)page, SHARED, RW) == 0, "share");
    demand(cap_transfer(PARTNER, (uint64_t)cap_create((uint64_t)page, RW, 0)) > 0, "give");
    int64_t memory = mem_alloc(SELF, PAGES);
    demand(memory > 0, "memory");
    int64_t again = cap_create((uint64_t)memory, R, UINT64_C(1) << 32 | (PAGES - 1));
    while (shared->count == 0) {
    }
    map_and_unmap((uint64_t)memory, (uint64_t)again);
    map_refused((uint64_t)memory);
    revoke_meanwhile();
    shared->finish = 1;
    exit(0);
}

static void second(void)
{
    while (mem_map(SELF, PARTNER, SHARED, RW) < 0) {
    }
    while (shared->handle == 0) {
        shared->count++;
    }
    shared->begun = 1;
    shared->result = mem_map(SELF, shared->handle, HERE, RW);
    shared->ended = 1;
    while (!shared->finish) {
    }
    exit(0);
}

__attribute__((section(".text.start"))) void _start(uint64_t which);
void _start(uint64_t which)
{
    if (which) {
        second();
    }
    first();
}
