/* SPDX-License-Identifier: MIT */
/*
 * Uses a bit of everything: data with addresses in it, zeros, constants, the heap, floating point, recursion, formatted text.
 */
#include <assert.h>
#include <ctype.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const words[] = {"door", "postern", "gate", "arch", "lintel"};
static int zeros[5000];
static int numbers[] = {5, -3, 9, 0, 7};
static int (*const compare_pointer)(const char *, const char *) = strcmp;

static int compare(const void *left, const void *right)
{
    return *(const int *)left - *(const int *)right;
}

static unsigned long fibonacci(unsigned n)
{
    return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}

struct node {
    struct node *next;
    unsigned number;
};

static bool list_works(void)
{
    struct node *list = NULL;
    unsigned long sum = 0;
    for (unsigned i = 0; i < 2000; i++) {
        struct node *node = malloc(sizeof(*node));
        assert(node != NULL);
        *node = (struct node){list, i};
        list = node;
    }
    while (list != NULL) {
        struct node *next = list->next;
        sum += list->number;
        free(list);
        list = next;
    }
    return sum == 1999000;
}

int main(int count, char **arguments, char **environment)
{
    char text[64];
    qsort(numbers, 5, sizeof(numbers[0]), compare);
    assert(numbers[0] == -3 && numbers[4] == 9);
    for (unsigned i = 0; i < 5000; i++) {
        assert(zeros[i] == 0);
    }
    assert(compare_pointer(words[1], "postern") == 0 && strlen(words[4]) == 6 && strstr("a postern", words[1]) != NULL);
    assert(fibonacci(15) == 610 && list_works());
    double third = strtol("1", NULL, 10) / 3.0;
    snprintf(text, sizeof(text), "%d %s %#x", (int)(third * 1000), words[2], 255);
    assert(strncmp(text, "333 gate", 8) == 0);
    assert(strtol("-0x80", NULL, 0) == -128 && strtoul("99999999999999999999", NULL, 10) == ULONG_MAX && toupper('q') == 'Q');
    assert(count == 1 && *environment != NULL && strcmp(getenv("A"), "B=C") == 0 && getenv("B") == NULL);
    char *copy = realloc(strdup(words[1]), 100000);
    assert(copy != NULL && strcmp(copy, "postern") == 0);
    printf("%s: as it should be\n", arguments[0]);
    return 77;
}
