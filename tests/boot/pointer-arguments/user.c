/* SPDX-License-Identifier: MIT */
/*
 * Made of the definitions: for each pointer argument, every kind of bad pointer, with all other arguments good. The exit status is 0, or the
 * number of the first attempt that did not end in EFAULT; 1000 if no pointer was found at all.
 */
#if SPRINT >= S_CAPABILITIES
#include "kernel/abi/capability.h"
#endif
#include "user/libc/calls.h"

enum kind { NONE, VALUE, HANDLE, USER_IN, USER_OUT };

struct argument {
    enum kind kind;
    const char *name, *length;
};

static const struct {
    uint64_t number;
    struct argument arguments[6];
} definitions[] = {
#define ARGUMENT_none {NONE, 0, 0}
#define ARGUMENT_value(name) {VALUE, #name, 0}
#define ARGUMENT_handle(name, type, rights) {HANDLE, #name, 0}
#define ARGUMENT_user_in(name, length) {USER_IN, #name, #length}
#define ARGUMENT_user_out(name, length) {USER_OUT, #name, #length}
#define LIST(...) {__VA_ARGS__}
#define CALL(number, name, parameters, ...) {number, LIST parameters},
#include "kernel/abi/each_call.h"
};

#define LENGTH 16
static char good[LENGTH];
static uint64_t attempts;

static int same(const char *a, const char *b)
{
    while (*a != 0 && *a == *b) {
        a++;
        b++;
    }
    return *a == *b;
}

/* One call with argument number bad set to address, and its length to LENGTH. */
static void attempt(unsigned definition, unsigned bad, uint64_t address)
{
    uint64_t words[6] = {0};
    const struct argument *arguments = definitions[definition].arguments;
    for (unsigned i = 0; i < 6; i++) {
#if SPRINT >= S_CAPABILITIES
        if (arguments[i].kind == HANDLE) {
            words[i] = HANDLE_FIRST; /* the process itself, with all rights */
        }
#endif
        if (arguments[i].kind == USER_IN || arguments[i].kind == USER_OUT) {
            words[i] = i == bad ? address : (uint64_t)good;
            for (unsigned j = 0; j < 6; j++) {
                if (arguments[j].kind == VALUE && same(arguments[j].name, arguments[i].length)) {
                    words[j] = LENGTH;
                }
            }
        }
    }
    attempts++;
    int64_t result = system_call(definitions[definition].number, words[0], words[1], words[2], words[3], words[4], words[5]);
    if (result != -EFAULT) {
        exit(attempts);
    }
}

__attribute__((section(".text.start"))) void _start(void);
void _start(void)
{
    static const uint64_t bad[] = {
        0, 1, 0xff8, 0x600000, 0x700000 - LENGTH + 1, 0x500000 - LENGTH, 0x508000 - 1, 0x7ffffffff000 - LENGTH, 0x7ffffffff000,
        0x7fffffffffff, 0x800000000000, 0xffff7fffffffffff, 0xffff800000000000, 0xffff800000200000, 0xffffc00000000000,
        0xffffffff80200000, 0xffffffff8020a000, 0xffffffffffffffff - LENGTH, 0xffffffffffffffff - LENGTH + 1, 0xffffffffffffffff,
    };
    for (unsigned d = 0; d < sizeof(definitions) / sizeof(definitions[0]); d++) {
        for (unsigned a = 0; a < 6; a++) {
            enum kind kind = definitions[d].arguments[a].kind;
            if (kind != USER_IN && kind != USER_OUT) {
                continue;
            }
            for (unsigned i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
                attempt(d, a, bad[i]);
            }
            if (kind == USER_OUT) {
                attempt(d, a, 0x400000); /* its own code, which it may only read */
            }
        }
    }
    exit(attempts == 0 ? 1000 : 0);
}
