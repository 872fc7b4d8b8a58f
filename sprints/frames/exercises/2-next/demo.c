/* SPDX-License-Identifier: MIT */
/* Compares bitmap_tree_next() with a walk from member to member, and takes the time in the largest set. */
#include "kernel/lib/bitmap_tree.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/start.h"

bool bitmap_tree_next(const struct bitmap_tree *tree, uint64_t from, uint64_t *bit);

#define SMALL 70000
#define LARGE (1 << 24)

static uint64_t words[LARGE / 63 + 128];

static uint64_t random_below(uint64_t limit)
{
    static uint64_t state = 88172645463325252;
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state % limit;
}

/* A wrong answer may read the words behind the tree: they are all ones. */
static bool one_by_one(unsigned members)
{
    struct bitmap_tree tree;
    for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
        words[i] = UINT64_MAX;
    }
    bitmap_tree_init(&tree, words, SMALL);
    for (unsigned i = 0; i < members; i++) {
        bitmap_tree_set(&tree, random_below(SMALL));
    }
    uint64_t right = SMALL;
    for (uint64_t from = SMALL; from-- > 0;) {
        right = bitmap_tree_test(&tree, from) ? from : right;
        uint64_t found = SMALL;
        if (bitmap_tree_next(&tree, from, &found) != (right < SMALL) || found != right) {
            return false;
        }
    }
    return true;
}

void demo(void)
{
    struct bitmap_tree tree;
    uint64_t found = 7;
    bool same = one_by_one(0) && one_by_one(1) && one_by_one(30) && one_by_one(60000);
    print("random sets of %d: %s one by one\n", SMALL, same ? "the same as" : "NOT as");

    bitmap_tree_init(&tree, words, LARGE);
    bitmap_tree_set(&tree, 0);
    bool none = !bitmap_tree_next(&tree, 1, &found) && !bitmap_tree_next(&tree, LARGE, &found) && found == 7;
    print("from the end: %s\n", none ? "none" : "SOMETHING");

    bitmap_tree_set(&tree, LARGE - 1);
    uint64_t before = __builtin_ia32_rdtsc();
    bool right = bitmap_tree_next(&tree, 1, &found) && found == LARGE - 1;
    uint64_t ticks = __builtin_ia32_rdtsc() - before;
    print("the last of 16 million: %s\n", !right ? "NOT FOUND" : ticks < 100000 ? "found quickly" : "found, but slowly");
}
