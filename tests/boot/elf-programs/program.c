/* SPDX-License-Identifier: MIT */
/* Looks at everything that a program may rely on when it starts. Ends with 42, or with the number of what is wrong. */
#include <stdbool.h>

#include "kernel/abi/auxiliary.h"
#include "user/libc/calls.h"

int main(int count, char **arguments, char **environment);

struct program_header {
    uint32_t type, flags;
    uint64_t offset, address, physical, file_size, memory_size, alignment;
};

extern const uint8_t __ehdr_start[] __attribute__((visibility("hidden")));
void _start(void);

int with_value[2000] = {[0] = 1, [1999] = 2};
static const int constants[2000] = {[0] = 3, [1999] = 4};
static char zeros[20000];
static int *const pointers[] = {&with_value[0], &with_value[1999], 0};
static int *const volatile *const indirect = pointers;

static bool same(const char *left, const char *right)
{
    while (*left != 0 && *left == *right) {
        left++, right++;
    }
    return *left == *right;
}

static bool all_zero(const volatile char *from, const volatile char *end)
{
    for (; from < end; from++) {
        if (*from != 0) {
            return false;
        }
    }
    return true;
}

static uint64_t told(const struct auxiliary *pair, uint64_t type)
{
    for (; pair->type != AT_NULL; pair++) {
        if (pair->type == type) {
            return pair->value;
        }
    }
    return 0;
}

static char random_before[16];

int main(int count, char **arguments, char **environment)
{
    if (count != 3 || !same(arguments[1], "") || !same(arguments[2], "an argument") || arguments[3] != 0) {
        return 1;
    }
    if (!same(environment[0], "HOME=/") || environment[1] != 0 || environment != arguments + 4) {
        return 2;
    }
    if ((uint64_t)(arguments - 1) % 16 != 0) {
        return 3;
    }
    if (with_value[0] != 1 || with_value[1999] != 2 || ((const volatile int *)constants)[0] != 3 ||
        ((const volatile int *)constants)[1999] != 4) {
        return 4;
    }
    if (!all_zero(zeros, zeros + sizeof(zeros)) || !all_zero(random_before, random_before + 16)) {
        return 5;
    }
    if (indirect[0] != &with_value[0] || *indirect[1] != 2 || indirect[2] != 0) {
        return 6;
    }
    const struct auxiliary *auxiliary = (const struct auxiliary *)(environment + 2);
    if (told(auxiliary, AT_PAGESZ) != 4096 || told(auxiliary, AT_PHENT) != sizeof(struct program_header) ||
        told(auxiliary, AT_ENTRY) != (uint64_t)_start || told(auxiliary, AT_PHDR) != (uint64_t)__ehdr_start + 64) {
        return 7;
    }
    /* The last segment has the zeros; behind them its page is zero to the end. */
    const struct program_header *headers = (const struct program_header *)told(auxiliary, AT_PHDR), *last = 0;
    uint64_t base = 0;
    for (uint64_t i = 0; i < told(auxiliary, AT_PHNUM); i++) {
        if (headers[i].type == 1) {
            base = last == 0 ? (uint64_t)__ehdr_start - headers[i].address : base;
            last = headers[i].memory_size > 0 ? &headers[i] : last;
        }
    }
    uint64_t end = base + last->address + last->memory_size;
    if (last->flags != 6 || (uint64_t)zeros >= end ||
        !all_zero((const char *)end, (const char *)((end + 4095) & ~(uint64_t)4095))) {
        return 8;
    }
    if (all_zero((const char *)told(auxiliary, AT_RANDOM), (const char *)told(auxiliary, AT_RANDOM) + 16)) {
        return 9;
    }
    /* All of the stack is there: 16 pages. */
    uint64_t top = ((uint64_t)told(auxiliary, AT_RANDOM) + 4095) & ~(uint64_t)4095;
    if (!all_zero((const char *)top - 16 * 4096, (const char *)arguments - 4096)) {
        return 10;
    }
    with_value[0]++;
    zeros[sizeof(zeros) - 1]++;
    return 42;
}
