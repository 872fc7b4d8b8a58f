/* SPDX-License-Identifier: MIT */
/* Asks for everything that the calls for memory must refuse, and for what they must not. */
#include "kernel/abi/errors.h"
#include "tests/boot/lib/user.h"

#define R RIGHT_READ
#define RW (RIGHT_READ | RIGHT_WRITE)
#define RX (RIGHT_READ | RIGHT_EXECUTE)
#define PAGE UINT64_C(4096)
#define HERE UINT64_C(0x10000000)
#define LAST UINT64_C(0x7fffffffe000)
#define WINDOW(first, pages) ((uint64_t)(first) << 32 | (pages))

static uint64_t results, wrong;

static void expect(const char *what, int64_t got, int64_t right)
{
    results++;
    if (got != right) {
        wrong++;
        say("WRONG: ");
        say(what);
        say(" is ");
        say_number(got);
        say(", not ");
        say_number(right);
        say("\n");
    }
}

#define EXPECT(right, call) expect(#call, (int64_t)(call), right)

static struct cap_info info_of(uint64_t handle)
{
    struct cap_info info = {0};
    EXPECT(0, cap_inspect(handle, &info, sizeof(info)));
    return info;
}

static uint64_t used(uint64_t process)
{
    return info_of(process).used;
}

static uint64_t made(int64_t handle)
{
    expect("a handle is made", handle > 0, 1);
    return (uint64_t)handle;
}

/* A call that is refused, and leaves the account as it was. */
#define REFUSED(error, call)                                                 \
    do {                                                                     \
        uint64_t used_before = used(SELF);                                   \
        expect(#call, call, -(int64_t)(error));                              \
        expect("used after " #call, (int64_t)used(SELF), (int64_t)used_before); \
    } while (0)

static uint64_t weak_self; /* to this process, with the right to derive alone */

static void alloc_refusals(void)
{
    uint64_t memory = made(mem_alloc(SELF, 1));
    REFUSED(EHANDLE, mem_alloc(0, 0));
    REFUSED(ETYPE, mem_alloc(memory, 0));
    REFUSED(ERIGHTS, mem_alloc(weak_self, 0));
    REFUSED(EINVAL, mem_alloc(SELF, 0));
    REFUSED(EINVAL, mem_alloc(SELF, (1 << 24) + 1));
    REFUSED(EINVAL, mem_alloc(SELF, UINT64_C(1) << 32 | 1));
    REFUSED(EINVAL, mem_alloc(SELF, UINT64_MAX));
    REFUSED(EQUOTA, mem_alloc(SELF, 1 << 24));
    EXPECT(0, cap_delete(memory));
}

/* The largest memory that the account reaches for takes all of it but for less than two pages; nothing more can be had then. */
static void alloc_everything(void)
{
    struct cap_info self = info_of(SELF);
    uint64_t low = 1, high = self.limit;
    while (low + 1 < high) {
        uint64_t middle = (low + high) / 2;
        int64_t memory = mem_alloc(SELF, middle);
        if (memory < 0) {
            EXPECT(-EQUOTA, memory);
            high = middle;
        } else {
            EXPECT(0, cap_delete((uint64_t)memory));
            low = middle;
        }
    }
    expect("no more than there is", low < self.limit - self.used, 1);
    uint64_t memory = made(mem_alloc(SELF, low));
    expect("nearly all is used", self.limit - used(SELF) < 2, 1);
    REFUSED(EQUOTA, mem_alloc(SELF, 1));
    REFUSED(EQUOTA, proc_create(SELF, 0, 0));
    EXPECT(0, cap_delete(memory));
    expect("all is back", (int64_t)used(SELF), (int64_t)self.used);
}

static void map_refusals(void)
{
    uint64_t memory = made(mem_alloc(SELF, 2));
    uint64_t readable = made(cap_create(memory, RIGHT_READ, 0));
    uint64_t blind = made(cap_create(memory, RIGHT_COPY, 0));
    REFUSED(EHANDLE, mem_map(0, 0, 1, 8));
    REFUSED(ETYPE, mem_map(memory, 0, 1, 8));
    REFUSED(ERIGHTS, mem_map(weak_self, 0, 1, 8));
    REFUSED(EHANDLE, mem_map(SELF, 0, 1, 8));
    REFUSED(ETYPE, mem_map(SELF, SELF, 1, 8));
    REFUSED(ERIGHTS, mem_map(SELF, readable, 1, RW));
    REFUSED(ERIGHTS, mem_map(SELF, readable, 1, RX));
    REFUSED(ERIGHTS, mem_map(SELF, blind, HERE, R));
    REFUSED(EINVAL, mem_map(SELF, memory, HERE, 0));
    REFUSED(EINVAL, mem_map(SELF, memory, HERE, RIGHT_WRITE));
    REFUSED(EINVAL, mem_map(SELF, memory, HERE, RIGHT_EXECUTE));
    REFUSED(EINVAL, mem_map(SELF, memory, HERE, RW | RX));
    REFUSED(EINVAL, mem_map(SELF, memory, HERE, R | RIGHT_COPY));
    REFUSED(EINVAL, mem_map(SELF, memory, HERE, UINT64_C(1) << 32 | R));
    REFUSED(EINVAL, mem_map(SELF, memory, 0, R));
    REFUSED(EINVAL, mem_map(SELF, memory, HERE + 1, R));
    REFUSED(EINVAL, mem_map(SELF, memory, HERE + PAGE / 2, R));
    REFUSED(EINVAL, mem_map(SELF, memory, LAST, R));
    REFUSED(EINVAL, mem_map(SELF, memory, LAST + PAGE, R));
    REFUSED(EINVAL, mem_map(SELF, memory, UINT64_C(1) << 47, R));
    REFUSED(EINVAL, mem_map(SELF, memory, UINT64_C(0xffff800000000000), R));
    REFUSED(EINVAL, mem_map(SELF, memory, UINT64_C(0xffffffff80200000), R));
    REFUSED(EINVAL, mem_map(SELF, memory, -PAGE, R));
    REFUSED(EINVAL, mem_map(SELF, memory, -2 * PAGE, R));
    REFUSED(ESTATE, mem_unmap(memory));
    REFUSED(EHANDLE, mem_unmap(0));
    REFUSED(ETYPE, mem_unmap(SELF));

    EXPECT(0, mem_map(SELF, memory, LAST - PAGE, R));
    expect("what the capability says", (int64_t)info_of(memory).mapped, LAST - PAGE);
    REFUSED(ESTATE, mem_map(SELF, memory, LAST - PAGE, R));
    REFUSED(ESTATE, mem_map(SELF, memory, HERE, R));
    REFUSED(EINVAL, mem_map(SELF, memory, HERE + 1, R));
    EXPECT(0, mem_map(SELF, readable, PAGE, R));
    *(volatile uint64_t *)PAGE; /* Both ends of the user's half can be read. */
    *(volatile uint64_t *)(LAST + PAGE - 8);
    EXPECT(0, mem_unmap(readable));
    EXPECT(0, mem_unmap(memory));
    expect("what it says then", (int64_t)info_of(memory).mapped, 0);
    EXPECT(0, cap_delete(memory));
    REFUSED(EHANDLE, mem_unmap(readable));
}

/* Something is in the way of the second of three pages. */
static void map_occupied(void)
{
    uint64_t obstacle = made(mem_alloc(SELF, 1)), memory = made(mem_alloc(SELF, 3));
    EXPECT(0, mem_map(SELF, obstacle, HERE + PAGE, RW));
    *(volatile uint64_t *)(HERE + PAGE) = 77;
    REFUSED(ESTATE, mem_map(SELF, memory, HERE, RW));
    expect("the refused one is not mapped", (int64_t)info_of(memory).mapped, 0);
    REFUSED(ESTATE, mem_unmap(memory));
    expect("what was there", *(volatile int64_t *)(HERE + PAGE), 77);
    uint64_t left = made(cap_create(memory, RX | RW, WINDOW(0, 1))), right = made(cap_create(memory, RW, WINDOW(2, 1)));
    EXPECT(0, mem_map(SELF, left, HERE, RX)); /* The refused mapping, which could be written, is not counted any more. */
    EXPECT(0, mem_unmap(left));
    EXPECT(0, mem_map(SELF, left, HERE, RW));
    EXPECT(0, mem_map(SELF, right, HERE + 2 * PAGE, RW));
    EXPECT(0, cap_delete(memory));
    EXPECT(0, cap_delete(obstacle));
}

static void write_or_execute(void)
{
    uint64_t memory = made(mem_alloc(SELF, 2));
    uint64_t first = made(cap_create(memory, RW | RX, WINDOW(0, 1))), second = made(cap_create(memory, RW | RX, WINDOW(1, 1)));
    for (unsigned turn = 0; turn < 3; turn++) {
        EXPECT(0, mem_map(SELF, first, HERE, RW));
        REFUSED(ESTATE, mem_map(SELF, second, HERE + PAGE, RX));
        EXPECT(0, mem_map(SELF, second, HERE + PAGE, RW));
        EXPECT(0, mem_unmap(first));
        REFUSED(ESTATE, mem_map(SELF, first, HERE, RX));
        EXPECT(0, mem_unmap(second));
        EXPECT(0, mem_map(SELF, first, HERE, RX));
        REFUSED(ESTATE, mem_map(SELF, second, HERE + PAGE, RW));
        EXPECT(0, mem_map(SELF, second, HERE + PAGE, R));
        EXPECT(0, mem_unmap(first));
        EXPECT(0, mem_unmap(second));
    }
    EXPECT(0, mem_map(SELF, first, HERE, RX));
    EXPECT(0, cap_delete(first)); /* A mapping that goes with its capability counts no more either. */
    EXPECT(0, mem_map(SELF, second, HERE, RW));
    EXPECT(0, cap_delete(memory));
}

static void windows(void)
{
    uint64_t memory = made(mem_alloc(SELF, 5));
    expect("the whole", (int64_t)info_of(memory).badge, WINDOW(0, 5));
    EXPECT(-EINVAL, cap_create(memory, R, WINDOW(0, 6)));
    EXPECT(-EINVAL, cap_create(memory, R, WINDOW(5, 1)));
    EXPECT(-EINVAL, cap_create(memory, R, WINDOW(1, 5)));
    EXPECT(-EINVAL, cap_create(memory, R, WINDOW(1, 0)));
    EXPECT(-EINVAL, cap_create(memory, R, WINDOW(UINT32_MAX, UINT32_MAX)));
    EXPECT(-EINVAL, cap_create(memory, R, WINDOW(UINT32_MAX, 2)));
    uint64_t part = made(cap_create(memory, RW | RIGHT_COPY, WINDOW(1, 3)));
    expect("a part", (int64_t)info_of(part).badge, WINDOW(1, 3));
    expect("of five pages", (int64_t)info_of(part).pages, 5);
    EXPECT(-EINVAL, cap_create(part, R, WINDOW(0, 2)));
    EXPECT(-EINVAL, cap_create(part, R, WINDOW(3, 2)));
    uint64_t same = made(cap_create(part, R, 0)), end = made(cap_create(part, R, WINDOW(3, 1)));
    expect("0 is the whole part", (int64_t)info_of(same).badge, WINDOW(1, 3));
    EXPECT(0, mem_map(SELF, memory, HERE, RW));
    for (unsigned page = 0; page < 5; page++) {
        *(volatile uint64_t *)(HERE + page * PAGE) = 100 + page;
    }
    EXPECT(0, mem_map(SELF, part, 2 * HERE, R));
    EXPECT(0, mem_map(SELF, end, 3 * HERE, R));
    expect("the part begins there", *(volatile int64_t *)(2 * HERE), 101);
    expect("and ends there", *(volatile int64_t *)(2 * HERE + 2 * PAGE), 103);
    expect("its end", *(volatile int64_t *)(3 * HERE), 103);
    EXPECT(0, cap_delete(memory));
}

/* Processes with so many frames for page tables; the first page of the window is the last that one lowest table reaches. */
static void map_quota(void)
{
    const uint64_t there = HERE - PAGE;
    uint64_t memory = made(mem_alloc(SELF, 2)), page = made(cap_create(memory, R, WINDOW(0, 1)));
    for (uint64_t frames = 0; frames < 6; frames++) {
        uint64_t before = used(SELF), process = made(proc_create(SELF, frames, 0));
        EXPECT(frames < 3 ? -EQUOTA : 0, mem_map(process, page, there, R));
        expect("three tables, or none", (int64_t)used(process), frames < 3 ? 0 : 3);
        if (frames >= 3) {
            EXPECT(0, mem_unmap(page));
        }
        EXPECT(frames < 4 ? -EQUOTA : 0, mem_map(process, memory, there, R));
        expect("four tables, or none", (int64_t)used(process), frames < 4 ? 0 : 4);
        expect("mapped or not", (int64_t)info_of(memory).mapped, frames < 4 ? 0 : (int64_t)there);
        if (frames >= 4) {
            EXPECT(0, mem_unmap(memory));
        }
        expect("no table is left", (int64_t)used(process), 0);
        EXPECT(0, cap_delete(process));
        expect("the process's frames are back", (int64_t)used(SELF), (int64_t)before);
    }
    EXPECT(0, cap_delete(memory));
}

/* A process ends while memory of this one is mapped there. */
static void process_gone(void)
{
    uint64_t before = used(SELF), memory = made(mem_alloc(SELF, 20)), there = made(cap_create(memory, RW, 0));
    uint64_t process = made(proc_create(SELF, 8, 0));
    EXPECT(0, mem_map(SELF, memory, HERE, RW));
    EXPECT(0, mem_map(process, there, HERE, RW));
    *(volatile uint64_t *)HERE = 5;
    EXPECT(0, cap_delete(process));
    for (unsigned i = 0; i < 100; i++) {
        (void)used(SELF);
        EXPECT(0, cap_delete(made(mem_alloc(SELF, 1)))); /* Time goes by; the process ends. */
    }
    expect("memory is there", *(volatile int64_t *)HERE, 5);
    REFUSED(ESTATE, mem_map(SELF, there, 2 * HERE, RW)); /* It is still noted as mapped. */
    EXPECT(0, mem_unmap(there));
    EXPECT(0, mem_map(SELF, there, 2 * HERE, RW));
    expect("here too", *(volatile int64_t *)(2 * HERE), 5);
    EXPECT(0, cap_delete(memory));
    expect("all is back", (int64_t)used(SELF), (int64_t)before);
}

static void grants(void)
{
    uint64_t before = used(SELF), memory = made(mem_alloc(SELF, 3)), part = made(cap_create(memory, RW, 0));
    uint64_t poor = made(proc_create(SELF, 4, 0)), rich = made(proc_create(SELF, 8, 0));
    uint64_t weak = made(cap_create(rich, RIGHT_GIVE, 0)), stingy = made(cap_create(rich, RIGHT_SPEND, 0));
    REFUSED(EHANDLE, mem_grant(0, 0));
    REFUSED(ETYPE, mem_grant(memory, 0));
    REFUSED(ERIGHTS, mem_grant(weak, 0));
    REFUSED(ERIGHTS, mem_grant(stingy, 0));
    REFUSED(EHANDLE, mem_grant(rich, 0));
    REFUSED(ETYPE, mem_grant(rich, rich));
    REFUSED(ESTATE, mem_grant(rich, part));
    REFUSED(EQUOTA, mem_grant(poor, memory)); /* Four frames for the memory, none for a table of handles. */
    expect("nothing is charged", (int64_t)used(poor), 0);
    EXPECT(0, mem_map(SELF, memory, HERE, RW));
    *(volatile uint64_t *)HERE = 9;
    uint64_t here = used(SELF);
    EXPECT(HANDLE_FIRST, mem_grant(rich, memory));
    expect("the charge is there", (int64_t)used(rich), 5);
    expect("and no more here", (int64_t)used(SELF), (int64_t)here - 4);
    uint64_t next = made(mem_alloc(SELF, 1)); /* in the slot that has become free, of which no mapping is left */
    EXPECT(0, mem_map(SELF, next, 4 * HERE, RW));
    EXPECT(0, cap_delete(next));
    expect("the mapping stays", *(volatile int64_t *)HERE, 9);
    REFUSED(EHANDLE, mem_unmap(memory));
    REFUSED(ESTATE, mem_grant(rich, part));
    EXPECT(0, mem_map(SELF, part, 2 * HERE, RW));
    expect("what was derived stays", *(volatile int64_t *)(2 * HERE), 9);
    EXPECT(0, cap_delete(rich));
    EXPECT(0, cap_delete(poor));
    REFUSED(EHANDLE, mem_unmap(part)); /* The memory has ended with the process that held its root. */

    memory = made(mem_alloc(SELF, 3));
    here = used(SELF);
    uint64_t moved = made(mem_grant(SELF, memory));
    REFUSED(EHANDLE, mem_unmap(memory));
    expect("to myself, nothing changes hands", (int64_t)used(SELF), (int64_t)here);
    EXPECT(0, cap_delete(moved));
    expect("all is back", (int64_t)used(SELF), (int64_t)before);
}

static void rounds(void)
{
    uint64_t before = used(SELF);
    for (uint64_t round = 0; round < 2000; round++) {
        int64_t memory = mem_alloc(SELF, 1 + round % 3);
        if (mem_map(SELF, (uint64_t)memory, HERE + round % 7 * PAGE, RW) != 0) {
            wrong++;
        }
        *(volatile uint64_t *)(HERE + round % 7 * PAGE) += round;
        if ((round % 2 == 0 && mem_unmap((uint64_t)memory) != 0) || cap_delete((uint64_t)memory) != 0) {
            wrong++;
        }
    }
    expect("all is back after two thousand rounds", (int64_t)used(SELF), (int64_t)before);
}

__attribute__((section(".text.start"))) void _start(void);
void _start(void)
{
    weak_self = made(cap_create(SELF, RIGHT_COPY, 0));
    alloc_refusals();
    alloc_everything();
    map_refusals();
    map_occupied();
    write_or_execute();
    windows();
    map_quota();
    process_gone();
    grants();
    rounds();
    say_number((int64_t)results);
    say(" results, ");
    say_number((int64_t)wrong);
    say(" wrong\n");
    exit(wrong != 0);
}
