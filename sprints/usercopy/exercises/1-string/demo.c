/* SPDX-License-Identifier: MIT */
/* The kernel copies strings from a process whose data end in front of an unmapped page. */
#include "kernel/flat.h"
#include "kernel/lib/string.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/start.h"
#include "kernel/user_memory.h"

#define DATA_END (FLAT_DATA + FLAT_DATA_PAGES * PAGE_SIZE)
#define BOUND 32

static bool written_behind;

static bool same(const char *a, const char *b)
{
    while (*a != 0 && *a == *b) {
        a++;
        b++;
    }
    return *a == *b;
}

/* Copies a string from an address and says what came of it. */
static void attempt(const char *what, uint64_t from, size_t size, const char *expected)
{
    char text[BOUND + 1];
    memset(text, '#', sizeof(text));
    int64_t length = copy_string_from_user(text, (struct user_address){from}, size);
    print("%s: %ld%s\n", what, length, length < 0 ? "" : same(text, expected) ? ", right" : ", WRONG");
    written_behind = written_behind || text[size] != '#';
}

/* Puts bytes into the process's memory. */
static void put(uint64_t to, const char *text, size_t size)
{
    int64_t error = copy_to_user((struct user_address){to}, text, size);
    assert(error == 0);
}

void demo(void)
{
    struct thread *thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    address_space_activate(&thread->process->space);

    put(DATA_END - 6, "hello", 6);
    attempt("at the end of the last page", DATA_END - 6, BOUND, "hello");
    put(DATA_END - PAGE_SIZE - 3, "door-keeper", 11);
    put(DATA_END - PAGE_SIZE + 7, "\0 and more", 10);
    attempt("across two pages", DATA_END - PAGE_SIZE - 3, BOUND, "door-keepe");
    attempt("empty", FLAT_DATA, BOUND, "");
    put(DATA_END - 8, "no end..", 8);
    attempt("no end before an unmapped page", DATA_END - 8, BOUND, "");
    put(FLAT_DATA + 64, "0123456789abcdef", 16);
    attempt("no end within the bound", FLAT_DATA + 64, 10, "");
    put(FLAT_DATA + 64 + 9, "\0", 1);
    attempt("exactly as long as the bound", FLAT_DATA + 64, 10, "012345678");
    attempt("the kernel's", 0xffffffff80200000, BOUND, "");
    attempt("beyond everything", UINT64_MAX - 3, BOUND, "");
    attempt("nothing fits", FLAT_DATA, 0, "");
    print("behind the bound: %s\n", written_behind ? "WRITTEN" : "untouched");
}
