/* SPDX-License-Identifier: MIT */
/* Writes first stacks and looks for the pair. */
#include "kernel/lib/launch.h"
#include "kernel/lib/string.h"
#include "kernel/print.h"
#include "kernel/start.h"

#define STACK_TOP UINT64_C(0x7fffffffe000)

static uint8_t memory[1024];
static uint64_t without;

static const char *seen(uint64_t address)
{
    bool inside = address >= STACK_TOP - sizeof(memory) && address < STACK_TOP;
    return inside ? (const char *)memory + (address - (STACK_TOP - sizeof(memory))) : "an address outside of the stack";
}

static uint64_t word(uint64_t address)
{
    uint64_t value;
    memcpy(&value, seen(address), sizeof(value));
    return value;
}

static bool write_stack(const char *file, size_t size, uint64_t *stack)
{
    static const char *const arguments[] = {"a"};
    static const struct elf_plan plan = {.table_loaded = true, .table = 64, .table_entries = 7, .entry = 4096};
    static const struct launch_place place = {.stack_top = STACK_TOP};
    struct launch_words words = {.arguments = arguments, .argument_count = 1, .file = file, .random = {1}};
    memset(memory, 0, sizeof(memory));
    return launch_stack(&words, &plan, &place, memory + sizeof(memory) - size, size, stack);
}

static void look(const char *what, const char *file)
{
    uint64_t stack;
    const char *name = NULL;
    if (!write_stack(file, sizeof(memory), &stack)) {
        print("%s: refused\n", what);
        return;
    }
    for (uint64_t pair = stack + 32; word(pair) != AT_NULL; pair += 16) {
        name = word(pair) == 31 ? seen(word(pair + 8)) : name;
    }
    if (name != NULL) {
        print("%s: it is called %s, the stack is %sa multiple of 16, %lu bytes more\n", what, name, stack % 16 == 0 ? "" : "not ",
              without - stack);
    } else {
        print("%s: no pair, %lu bytes more\n", what, without - stack);
    }
}

void demo(void)
{
    uint64_t stack;
    (void)write_stack(NULL, sizeof(memory), &without);
    look("with a file", "bin/program");
    look("with a longer name", "usr/local/bin/a-program-with-a-name");
    look("without", NULL);
    (void)write_stack("bin/program", sizeof(memory), &stack);
    bool little = write_stack("bin/program", STACK_TOP - stack - 16, &stack), enough = write_stack("bin/program", STACK_TOP - without + 16, &stack);
    print("with too little room: %s, and %s with 16 bytes more\n", little ? "accepted" : "refused", enough ? "accepted" : "refused");
    checkpoint_done();
}
