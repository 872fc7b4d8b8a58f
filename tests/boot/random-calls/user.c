/* SPDX-License-Identifier: MIT */
/*
 * A program in two roles. The canary makes a process, gives it memory with this same program in it, a few frames to spend and capabilities to play with;
 * when that life is over, it demands that its own memory is untouched and that its account has everything back. In the other role it makes calls whose
 * arguments are drawn from the definitions: handles that it was given or has lost, rights, sizes, addresses and pointers of every kind.
 */
#include "tests/boot/lib/definitions.h"
#include "tests/boot/lib/user.h"

#define PAGE UINT64_C(4096)
#define CODE UINT64_C(0x400000)
#define DATA UINT64_C(0x500000)
#define DATA_PAGES 8
#define VIEW UINT64_C(0x20000000) /* where the canary sees the variables of the process that it has made */
#define BUILD UINT64_C(0x30000000)
#define CALLS_IN_A_LIFE 25000
/* Some lives pile up what they get, and have little to spend. */
#define PILES(seed) ((uint32_t)(seed) % 3 == 0)
#define FRAMES_IN_A_LIFE(seed) (PILES(seed) ? 24 : 90)
#define PATTERN(i) (UINT64_C(0x0123456789abcdef) * ((i) + 1))

/* What one life tells: in its own variables, which the canary sees. Answers are counted by call and by kind: success, or the error. */
static struct {
    volatile uint64_t calls;
    volatile bool over;
    uint8_t answered[CALL_SLOTS][16];
} tale __attribute__((aligned(4096)));

static uint64_t tidy; /* of so many chances to take something away one is taken */

static uint64_t below(uint64_t limit)
{
    return random_next() % limit;
}

/* Random calls. */

#define HANDLES 48
static uint64_t handles[HANDLES];
static uint64_t types[HANDLES];
static uint8_t stacks[8][1024] __attribute__((aligned(16)));
static uint64_t buffer[64];

static void keep(uint64_t handle, uint64_t type)
{
    uint64_t at = below(HANDLES);
    handles[at] = handle;
    types[at] = type;
}

static uint64_t some_handle(uint64_t type)
{
    uint64_t kind = below(32);
    if (kind == 0) {
        return random_next() >> below(64);
    }
    uint64_t at = below(HANDLES);
    for (unsigned i = 0; kind > 4 && i < HANDLES && (handles[at] == 0 || (type != OBJECT_ANY && types[at] != type)); i++) {
        at = (at + 1) % HANDLES;
    }
    return kind == 1 ? handles[at] ^ UINT64_C(1) << below(64) : handles[at];
}

/* Values that make sense, by the name that the definition gives the argument. */
static uint64_t fitting_value(const char *name)
{
    static const uint16_t rights[] = {0x5fb, 0x21b, 0xf, 0xf, RIGHT_READ | RIGHT_COPY, RIGHT_COPY};
    static const uint8_t permissions[] = {RIGHT_READ, RIGHT_READ | RIGHT_WRITE, RIGHT_READ | RIGHT_EXECUTE};
    switch (name[0] << 8 | name[1]) {
    case 'r' << 8 | 'i': /* rights */
        return rights[below(sizeof(rights) / sizeof(rights[0]))];
    case 'p' << 8 | 'e': /* permissions */
        return permissions[below(3)];
    case 'a' << 8 | 'd': /* address */
        return UINT64_C(0x10000000) + below(16) * PAGE * (below(4) == 0 ? 512 : 1);
    case 'e' << 8 | 'n': /* entry */
        return CODE;
    case 's' << 8 | 't': /* stack */
        return (uint64_t)stacks[1 + below(7)] + sizeof(stacks[0]) - 8;
    case 'f' << 8 | 'r': /* frames */
    case 'p' << 8 | 'a': /* pages */
        return below(below(8) == 0 ? 100 : 6);
    case 'l' << 8 | 'e': /* length */
        return below(80);
    default:
        return below(4) == 0 ? below(32) : 0;
    }
}

static uint64_t some_value(const char *name)
{
    switch (below(24)) {
    case 0:
        return random_next() >> below(64);
    case 1:
        return -below(4);
    case 2:
        return UINT64_C(1) << below(64);
    case 3:
        return below(1 << 13);
    case 4:
        return below(8);
    default:
        return fitting_value(name);
    }
}

static uint64_t some_pointer(void)
{
    static const uint64_t bad[] = {0,
                                   8,
                                   CODE,
                                   DATA - 8,
                                   DATA + DATA_PAGES * PAGE - 4,
                                   0x7ffffffff000,
                                   0x800000000000,
                                   0xffff800000000000,
                                   0xffffffff80200000,
                                   UINT64_MAX - 7};
    return below(3) == 0 ? bad[below(sizeof(bad) / sizeof(bad[0]))] : (uint64_t)buffer + below(8);
}

static bool tells_a_handle(const char *returns)
{
    static const char word[] = "handle";
    for (; *returns != 0; returns++) {
        unsigned i = 0;
        while (word[i] != 0 && returns[i] == word[i]) {
            i++;
        }
        if (word[i] == 0) {
            return true;
        }
    }
    return false;
}

/* What a handle that this call returns is likely to lead to. */
static uint64_t type_made(uint64_t number, uint64_t from)
{
    switch (number) {
    case CALL_proc_create:
        return OBJECT_PROCESS;
    case CALL_mem_alloc:
        return OBJECT_MEMORY;
    case CALL_thread_create:
        return OBJECT_THREAD;
    default:
        for (unsigned i = 0; i < HANDLES; i++) {
            if (handles[i] == from) {
                return types[i];
            }
        }
        return OBJECT_ANY;
    }
}

static void random_call(void)
{
    const struct definition *d = &definitions[below(DEFINITIONS)];
    uint64_t words[6], number = d->number;
    for (unsigned i = 0; i < 6; i++) {
        switch (d->arguments[i].kind) {
        case HANDLE:
            words[i] = some_handle(d->arguments[i].type);
            break;
        case USER_IN:
        case USER_OUT:
            words[i] = some_pointer();
            break;
        default:
            words[i] = d->arguments[i].kind == VALUE ? some_value(d->arguments[i].name) : random_next();
        }
    }
    /* What ends a life, or leaves it waiting for nobody, is rare; the console is left alone; a number that no call has is rare, too. */
    if ((number == CALL_exit || number == CALL_thread_block) && below(2000) != 0) {
        return;
    }
    if ((number == CALL_proc_destroy || number == CALL_cap_delete || number == CALL_cap_revoke ||
         number == CALL_thread_destroy) &&
        below(tidy) != 0) {
        return;
    }
    if (number == CALL_debug_write) {
        words[1] = words[0] >= UINT64_C(0x7ffffffff000) ? 1 + below(256) : below(2) == 0 ? 0 : 257 + below(1000);
    }
    if (below(500) == 0) {
        number = random_next() >> below(64);
        if (number == CALL_exit || number == CALL_debug_write || number == CALL_thread_block) {
            return;
        }
    }
    int64_t result = system_call(number, words[0], words[1], words[2], words[3], words[4], words[5]);
    tale.calls++;
    if (number == d->number) {
        tale.answered[number][result < 0 ? -result & 15 : 0] = 1;
        if (result > 0 && tells_a_handle(d->returns)) {
            keep((uint64_t)result, type_made(number, words[number == CALL_cap_transfer || number == CALL_mem_grant]));
        }
    }
}

/* A thread of a life: the first one, or one that a random call has made. */
static void live(void)
{
    while (tale.calls < CALLS_IN_A_LIFE) {
        random_call();
    }
    tale.over = true;
    exit(0);
}

/* The canary. */

static uint64_t pattern[256];
static uint8_t answered[CALL_SLOTS][16];

static uint64_t frames_used(void)
{
    struct cap_info info = {0};
    need(cap_inspect(SELF, &info, sizeof(info)), "cap_inspect");
    return info.used;
}

/* Memory in a process, with bytes in it that the canary has; returns the root. */
static uint64_t give(uint64_t process, uint64_t address, uint64_t pages, uint64_t permissions, const void *bytes, uint64_t size)
{
    uint64_t memory = need(mem_alloc(SELF, pages), "mem_alloc");
    if (size > 0) {
        need(mem_map(SELF, memory, BUILD, RIGHT_READ | RIGHT_WRITE), "mem_map");
        for (uint64_t i = 0; i < size; i++) {
            ((volatile uint8_t *)BUILD)[i] = ((const uint8_t *)bytes)[i];
        }
        need(mem_unmap(memory), "mem_unmap");
    }
    need(mem_map(process, memory, address, permissions), "mem_map into the new process");
    return memory;
}

/* One life: a process, until it is over. Returns how many calls it made. */
static uint64_t one_life(uint64_t code_pages, uint64_t seed)
{
    uint64_t before = frames_used();
    uint64_t process = need(proc_create(SELF, FRAMES_IN_A_LIFE(seed), 31), "proc_create");
    uint64_t code = give(process, CODE, code_pages, RIGHT_READ | RIGHT_EXECUTE, (const void *)CODE, code_pages * PAGE);
    uint64_t data = give(process, DATA, DATA_PAGES, RIGHT_READ | RIGHT_WRITE, 0, 0);
    uint64_t view = need(cap_create(data, RIGHT_READ, 0), "cap_create");
    need(mem_map(SELF, view, VIEW, RIGHT_READ), "mem_map of the view");
    /* All rights to itself, and to a bystander those that do no harm. */
    uint64_t itself =
        need(cap_create(process, (1 << 13) - 1 - RIGHT_WAKE - RIGHT_EXECUTE - RIGHT_SEND - RIGHT_RECEIVE, 0), "cap_create");
    uint64_t bystander = need(cap_create(SELF, RIGHT_COPY | RIGHT_READ, 0), "cap_create");
    need(cap_transfer(process, itself), "cap_transfer");
    need(cap_transfer(process, bystander), "cap_transfer");
    uint64_t code_seen = need(cap_create(code, RIGHT_READ | RIGHT_COPY, 0), "cap_create");
    need(cap_transfer(process, code_seen), "cap_transfer");
    uint64_t thread =
        need(thread_create(process, CODE, (uint64_t)stacks[1] - 8, seed | UINT64_C(1) << 63, 31), "thread_create");

    /* It is over when it says so, when it has ended, or when it has got nowhere for some ticks. */
    const typeof(tale) *seen = (const void *)(VIEW + ((uint64_t)&tale - DATA));
    uint64_t calls = 0;
    int64_t moved = clock_ticks();
    struct cap_info info;
    while (!seen->over && cap_inspect(process, &info, sizeof(info)) == 0 && clock_ticks() - moved < 12) {
        if (seen->calls != calls) {
            calls = seen->calls;
            moved = clock_ticks();
        }
        thread_yield();
    }
    calls = seen->calls;
    for (unsigned i = 0; i < CALL_SLOTS; i++) {
        for (unsigned j = 0; j < 16; j++) {
            answered[i][j] |= seen->answered[i][j];
        }
    }
    cap_delete(thread);
    cap_delete(process);
    need(cap_delete(data), "cap_delete of its variables");
    need(cap_delete(code), "cap_delete of its code");
    int64_t since = clock_ticks();
    while (frames_used() != before) {
        if (clock_ticks() - since > 200) {
            fail("frames are not given back:", frames_used() - before);
        }
        thread_yield();
    }
    return calls;
}

static void look_at_the_pattern(void)
{
    for (unsigned i = 0; i < 256; i++) {
        if (pattern[i] != PATTERN(i)) {
            fail("the canary's memory has changed at word", i);
        }
    }
}

/* Every call must have succeeded, if it can return at all, and must have given each error that its definition lists. */
static void look_at_the_answers(void)
{
    uint64_t missing = 0;
    for (unsigned d = 0; d < DEFINITIONS; d++) {
        uint64_t number = definitions[d].number;
        bool silent = number == CALL_exit || number == CALL_thread_block;
        for (const uint8_t *error = definitions[d].errors;; error++) {
            if (answered[number][*error] == 0 && (*error != 0 || !silent)) {
                say("call ");
                say_number((int64_t)number);
                say(" has never answered ");
                say_number(*error);
                say("\n");
                missing++;
            }
            if (*error == 0) {
                break;
            }
        }
    }
    if (missing > 0) {
        fail("answers are missing:", missing);
    }
}

static void canary(uint64_t wanted, uint64_t code_pages, uint64_t seed)
{
    uint64_t calls = 0, lives = 0;
    for (unsigned i = 0; i < 256; i++) {
        pattern[i] = PATTERN(i);
    }
    while (calls < wanted) {
        calls += one_life(code_pages, (seed + lives) & 0xffffffff);
        lives++;
        look_at_the_pattern();
    }
    if (wanted >= 1000000) {
        look_at_the_answers();
    }
    say_number((int64_t)calls);
    say(" calls in ");
    say_number((int64_t)lives);
    say(" lives, each call gave each of its answers: the canary is well\n");
    exit(0);
}

__attribute__((section(".text.start"))) void _start(uint64_t argument);
void _start(uint64_t argument)
{
    if (argument >> 63 == 0 && handles[0] == 0) {
        canary((argument >> 32 & 0xfffff) * 1000, argument >> 52, argument & 0xffffffff);
    }
    if (tale.calls == 0) {
        random_state = argument;
        tidy = PILES(argument) ? 60 : 4;
        tale.calls = 1;
        handles[0] = HANDLE_FIRST;
        types[0] = OBJECT_PROCESS;
        handles[1] = HANDLE_FIRST + 1;
        types[1] = OBJECT_PROCESS;
        handles[2] = HANDLE_FIRST + 2;
        types[2] = OBJECT_MEMORY;
    }
    live();
}
