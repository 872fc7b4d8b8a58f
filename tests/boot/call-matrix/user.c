/* SPDX-License-Identifier: MIT */
/*
 * Made of the definitions. For each call: every handle, in turn, is made bad in every way, while the arguments behind it are good, and while they are bad as
 * well; then each value and each pointer. What must come back is the error of the first bad argument in the fixed order. Afterwards the
 * account has what it had.
 */
#include "tests/boot/lib/definitions.h"
#include "tests/boot/lib/user.h"

#define PAGE UINT64_C(4096)
#define CODE UINT64_C(0x400000)
#define DATA UINT64_C(0x500000)
#define DATA_END (DATA + 8 * PAGE)
#define LENGTH 16
#define TYPES 4

static char buffer[LENGTH];
static uint64_t refusals, calls;

static bool one_of(const char *name, const char *const *names)
{
    while (*names != 0 && !same(name, *names)) {
        names++;
    }
    return *names != 0;
}

/* Objects of each type, all rights to them, and what they say of themselves. */
static uint64_t samples[TYPES];

static const uint64_t all_rights[TYPES] = {
    [OBJECT_PROCESS] = RIGHT_READ | RIGHT_WRITE | RIGHT_COPY | RIGHT_DESTROY | RIGHT_WAIT | RIGHT_GIVE | RIGHT_MAP |
                       RIGHT_THREAD | RIGHT_SPEND,
    [OBJECT_THREAD] = RIGHT_READ | RIGHT_WRITE | RIGHT_COPY | RIGHT_DESTROY | RIGHT_WAKE,
    [OBJECT_MEMORY] = RIGHT_READ | RIGHT_WRITE | RIGHT_EXECUTE | RIGHT_COPY,
};

static void samples_make(void)
{
    samples[OBJECT_PROCESS] = need(proc_create(SELF, 20, 0), "proc_create");
    samples[OBJECT_MEMORY] = need(mem_alloc(SELF, 2), "mem_alloc");
    /* Of priority 0, below this thread: it never runs. */
    samples[OBJECT_THREAD] = need(thread_create(samples[OBJECT_PROCESS], CODE, 0, 0, 0), "thread_create");
}

static void samples_end(void)
{
    for (unsigned type = 1; type < TYPES; type++) {
        (void)cap_delete(samples[type]);
    }
}

static uint64_t derive(uint64_t type, uint64_t rights)
{
    return need(cap_create(samples[type], rights, 0), "cap_create");
}

/* The type of a good handle for an argument, and its rights. */
static uint64_t type_for(const struct argument *a)
{
    return a->type != OBJECT_ANY ? a->type : OBJECT_MEMORY;
}

static uint64_t good_handle(const struct argument *a)
{
    return derive(type_for(a), a->rights | (type_for(a) == OBJECT_MEMORY ? RIGHT_READ : 0));
}

static uint64_t good_value(const struct definition *d, const char *name)
{
    for (unsigned i = 0; i < 6; i++) {
        if (d->arguments[i].length != 0 && same(d->arguments[i].length, name)) {
            return LENGTH;
        }
    }
    return same(name, "address")                              ? UINT64_C(0x10000000)
           : same(name, "entry")                              ? CODE
           : same(name, "pages") || same(name, "permissions") ? 1
                                                              : 0;
}

/* Whether a number that is all ones is not one that the call takes, whatever else is right. */
static bool judged(const struct definition *d, const char *name)
{
    static const char *const names[] = {"address", "permissions", "pages", "entry", "priority", "badge", 0};
    return one_of(name, names) || good_value(d, name) == LENGTH;
}

static void expect(const struct definition *d, const uint64_t words[6], int64_t right, const char *what, unsigned at)
{
    int64_t result = system_call(d->number, words[0], words[1], words[2], words[3], words[4], words[5]);
    refusals++;
    if (result != -right) {
        say("WRONG: ");
        say(d->name);
        say(": ");
        say(what);
        say(" as argument ");
        say_number(at);
        say(result < 0 ? " answers error " : " succeeds, ");
        say_number(result < 0 ? -result : result);
        say(", not error ");
        say_number(right);
        say("\n");
        exit(1);
    }
}

/* All arguments good; handles are made for it, and go with good_drop(). */
static void good_fill(const struct definition *d, uint64_t words[6])
{
    for (unsigned i = 0; i < 6; i++) {
        const struct argument *a = &d->arguments[i];
        words[i] = a->kind == HANDLE  ? good_handle(a)
                   : a->kind == VALUE ? good_value(d, a->name)
                   : a->kind == NONE  ? 0
                                      : (uint64_t)buffer;
    }
}

static void good_drop(const struct definition *d, const uint64_t words[6])
{
    for (unsigned i = 0; i < 6; i++) {
        if (d->arguments[i].kind == HANDLE) {
            (void)cap_delete(words[i]);
        }
    }
}

/* Makes everything bad that is not a handle, and the handles behind one of them. */
static void spoil(const struct definition *d, uint64_t words[6], unsigned behind)
{
    for (unsigned i = 0; i < 6; i++) {
        if (d->arguments[i].kind == HANDLE ? i > behind : d->arguments[i].kind != NONE) {
            words[i] = d->arguments[i].kind == HANDLE ? 0 : UINT64_MAX;
        }
    }
}

/* A handle that is bad as argument number at: alone, and with all that comes later bad as well. */
static void bad_handle(const struct definition *d, unsigned at, uint64_t handle, int64_t error, const char *what)
{
    uint64_t words[6], bad[6];
    good_fill(d, words);
    for (unsigned worse = 0; worse < 2; worse++) {
        for (unsigned i = 0; i < 6; i++) {
            bad[i] = words[i];
        }
        if (worse != 0) {
            spoil(d, bad, at);
        }
        bad[at] = handle;
        expect(d, bad, error, what, at);
    }
    good_drop(d, words);
}

static void handle_matrix(const struct definition *d, unsigned at)
{
    const struct argument *a = &d->arguments[at];
    uint64_t good = good_handle(a), stale = good_handle(a);
    need(cap_delete(stale), "cap_delete");
    const uint64_t forged[] = {0,
                               stale,
                               1,
                               good & 4095,
                               good + 4096,
                               good - 4096,
                               good ^ 1,
                               good ^ 63 << 6,
                               good | UINT64_C(1) << 60,
                               good | UINT64_C(1) << 63,
                               good & ~UINT64_C(63),
                               UINT64_MAX,
                               UINT64_C(1) << 59 | good};
    for (unsigned i = 0; i < sizeof(forged) / sizeof(forged[0]); i++) {
        struct cap_info info;
        if (cap_inspect(forged[i], &info, sizeof(info)) == -EHANDLE) {
            bad_handle(d, at, forged[i], EHANDLE, "a handle that names nothing");
        }
    }
    need(cap_delete(good), "cap_delete");
    for (uint64_t type = 1; type < TYPES; type++) {
        if (a->type != OBJECT_ANY && a->type != type) {
            uint64_t other = derive(type, all_rights[type]), bare = derive(type, 0);
            bad_handle(d, at, other, ETYPE, "another type with all rights");
            bad_handle(d, at, bare, ETYPE, "another type without rights");
            need(cap_delete(other), "cap_delete");
            need(cap_delete(bare), "cap_delete");
        } else {
            /* Each right that the call needs is missing, alone and with all others that it does not need. */
            for (uint64_t right = 1; right < 1 << 13; right <<= 1) {
                if ((a->rights & right) != 0) {
                    uint64_t lacking = derive(type, all_rights[type] & ~right), bare = derive(type, 0);
                    bad_handle(d, at, lacking, ERIGHTS, "all rights but one that it takes");
                    bad_handle(d, at, bare, ERIGHTS, "no rights");
                    need(cap_delete(lacking), "cap_delete");
                    need(cap_delete(bare), "cap_delete");
                }
            }
        }
    }
}

static void value_matrix(const struct definition *d, unsigned at)
{
    uint64_t words[6];
    good_fill(d, words);
    bool permissions = same(d->arguments[at].name, "permissions");
    if (permissions) {
        words[at] = RIGHT_READ | RIGHT_WRITE;
        expect(d, words, ERIGHTS, "a permission for which there is no right", at);
    }
    words[at] = permissions ? UINT64_MAX - RIGHT_WRITE - RIGHT_EXECUTE : UINT64_MAX;
    if (judged(d, d->arguments[at].name)) {
        expect(d, words, EINVAL, "a value of ones", at);
        for (unsigned i = 0; i < 6; i++) {
            words[i] = d->arguments[i].kind == USER_IN || d->arguments[i].kind == USER_OUT ? 0 : words[i];
        }
        expect(d, words, EINVAL, "a value of ones, with bad pointers,", at);
    } else if (same(d->arguments[at].name, "rights")) {
        expect(d, words, ERIGHTS, "rights of all ones", at);
    } else if (same(d->arguments[at].name, "frames")) {
        expect(d, words, EQUOTA, "frames of all ones", at);
    }
    good_drop(d, words);
}

static void pointer_matrix(const struct definition *d, unsigned at)
{
    static const uint64_t bad[] = {
        0,
        1,
        PAGE - 8,
        0x600000,
        DATA_END - LENGTH + 1,
        DATA - LENGTH,
        0x7ffffffff000 - LENGTH,
        0x7ffffffff000,
        0x7fffffffffff,
        0x800000000000,
        0xffff7fffffffffff,
        0xffff800000000000,
        0xffff800000200000,
        0xffffc00000000000,
        0xffffffff80200000,
        UINT64_MAX - LENGTH,
        UINT64_MAX - LENGTH + 1,
        UINT64_MAX,
    };
    uint64_t words[6];
    good_fill(d, words);
    for (unsigned i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        words[at] = bad[i];
        expect(d, words, EFAULT, "a bad pointer", at);
    }
    if (d->arguments[at].kind == USER_OUT) {
        words[at] = CODE;
        expect(d, words, EFAULT, "its own code to write to", at);
    }
    good_drop(d, words);
}

/* With good arguments none of the errors comes that this is about; else nothing would have been proved. */
static void good_call(const struct definition *d)
{
    /* Those that do not come back, or not before something happens; and the console. */
    static const char *const never[] = {"exit", "thread_block", "process_wait", "debug_write", 0};
    uint64_t words[6];
    if (one_of(d->name, never)) {
        return;
    }
    good_fill(d, words);
    int64_t result = system_call(d->number, words[0], words[1], words[2], words[3], words[4], words[5]);
    if (result < 0 && result >= -EFAULT) {
        say(d->name);
        say(": ");
        fail("good arguments answer error", (uint64_t)-result);
    }
    /* A handle goes; not one that is in the other process's table. */
    static const char *const makes[] = {"cap_create", "proc_create", "mem_alloc", "thread_create", 0};
    if (result > 0 && one_of(d->name, makes)) {
        need(cap_delete((uint64_t)result), "cap_delete");
    }
    good_drop(d, words);
}

static uint64_t frames_used(void)
{
    struct cap_info info = {0};
    need(cap_inspect(SELF, &info, sizeof(info)), "cap_inspect");
    return info.used;
}

__attribute__((section(".text.start"))) void _start(void);
void _start(void)
{
    for (unsigned i = 0; i < DEFINITIONS; i++) {
        const struct definition *d = &definitions[i];
        uint64_t empty = frames_used();
        samples_make();
        uint64_t before = frames_used();
        for (unsigned at = 0; at < 6; at++) {
            if (d->arguments[at].kind == HANDLE) {
                handle_matrix(d, at);
            } else if (d->arguments[at].kind == VALUE) {
                value_matrix(d, at);
            } else if (d->arguments[at].kind != NONE) {
                pointer_matrix(d, at);
            }
        }
        if (frames_used() != before) {
            say(d->name);
            fail(" has changed the account by a call that it refused:", frames_used() - before);
        }
        good_call(d);
        samples_end();
        for (unsigned wait = 0; frames_used() != empty; wait++) {
            if (wait > 100000) {
                fail("frames are not given back:", frames_used() - empty);
            }
            thread_yield();
        }
        calls++;
    }
    say_number((int64_t)refusals);
    say(" refusals in ");
    say_number((int64_t)calls);
    say(" calls, as the definitions say\n");
    exit(0);
}
