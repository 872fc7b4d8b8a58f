/* SPDX-License-Identifier: MIT */
/*
 * Made of the definitions: for each handle argument every kind of bad handle, with good handles before it and nothing but rubbish behind it.
 * The exit status is 0, or 1000 times the call's number, plus 100 times the argument's, plus the number of the kind that went wrong.
 */
#include "tests/boot/lib/definitions.h"
#include "tests/boot/lib/user.h"

#define THING (HANDLE_FIRST + 1)
#define RUBBISH UINT64_C(0xfedcba9876543210)

/* For each right of a process, a capability that lacks it. */
static uint64_t lacking[16];
static uint64_t last_handle, all_rights, attempts;

static int is_handle(uint64_t word)
{
    return word >= HANDLE_FIRST && word <= last_handle;
}

static void attempt(unsigned definition, unsigned bad, uint64_t word, int64_t expected, unsigned kind)
{
    uint64_t words[6] = {RUBBISH, RUBBISH, RUBBISH, RUBBISH, RUBBISH, RUBBISH};
    for (unsigned i = 0; i < bad; i++) {
        words[i] = SELF;
    }
    words[bad] = word;
    attempts++;
    uint64_t number = definitions[definition].number;
    if (system_call(number, words[0], words[1], words[2], words[3], words[4], words[5]) != expected) {
        exit(number * 1000 + bad * 100 + kind);
    }
}

static void numbers(unsigned d, unsigned a)
{
    for (unsigned bit = 0; bit < 64; bit++) {
        if (!is_handle(SELF ^ UINT64_C(1) << bit)) {
            attempt(d, a, SELF ^ UINT64_C(1) << bit, -EHANDLE, 1);
        }
        attempt(d, a, ~UINT64_C(0) << bit, -EHANDLE, 2);
    }
    /* Each index of each page, with generation 1 and without; the first page has index 0 only twice. */
    for (uint64_t slot = 0; slot < 4096; slot++) {
        attempt(d, a, slot, -EHANDLE, 3);
        if (!is_handle(1 << 12 | slot)) {
            attempt(d, a, 1 << 12 | slot, -EHANDLE, 4);
        }
    }
    for (unsigned i = 0; i < 1000; i++) {
        attempt(d, a, random_next() | 1 << 13, -EHANDLE, 5);
    }
}

__attribute__((section(".text.start"))) void _start(void);
void _start(void)
{
    struct cap_info info;
    if (cap_inspect(SELF, &info, sizeof(info)) != 0) {
        exit(1);
    }
    all_rights = info.rights;
    last_handle = THING;
    for (unsigned bit = 0; bit < 16; bit++) {
        if ((all_rights >> bit & 1) != 0) {
            lacking[bit] = last_handle = (uint64_t)cap_create(SELF, all_rights & ~(UINT64_C(1) << bit), 0);
        }
    }
    for (unsigned d = 0; d < DEFINITIONS; d++) {
        for (unsigned a = 0; a < 6 && definitions[d].arguments[a].kind == HANDLE; a++) {
            const struct argument *argument = &definitions[d].arguments[a];
            numbers(d, a);
            if (argument->type != OBJECT_ANY) {
                attempt(d, a, argument->type == OBJECT_PROCESS ? THING : SELF, -ETYPE, 6);
            }
            if (argument->type != OBJECT_ANY && argument->type != OBJECT_PROCESS) {
                break; /* There is no good one to go on with. */
            }
            for (unsigned bit = 0; bit < 16; bit++) {
                if ((argument->rights >> bit & 1) != 0) {
                    attempt(d, a, lacking[bit], -ERIGHTS, 7);
                }
            }
        }
    }
    exit(attempts < 10000 ? 2 : 0);
}
