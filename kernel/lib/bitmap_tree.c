/* SPDX-License-Identifier: MIT */
/*
 * A tree of bitmaps, 64 children to a node.
 *
 * Level 0 has one bit for each number. Each higher level has one bit for each word of the level below, set if and only if
 * that word is not zero. The number of levels does not depend on the size of the set, so neither does the cost of an
 * operation: a small set has one-word levels at the top. Nothing here knows what the numbers stand for.
 */
#include "kernel/lib/bitmap_tree.h"

/* A test on the host defines this to count how many words an operation looks at or writes. */
#ifndef BITMAP_TREE_STEP
#define BITMAP_TREE_STEP() ((void)0)
#endif

size_t bitmap_tree_words(uint64_t bits)
{
    size_t words = 0;
    for (unsigned n = 0; n < BITMAP_TREE_LEVELS; n++) {
        bits = (bits + 63) / 64;
        words += bits;
    }
    return words;
}

void bitmap_tree_init(struct bitmap_tree *tree, uint64_t *words, uint64_t bits)
{
    tree->bits = bits;
    for (unsigned n = 0; n < BITMAP_TREE_LEVELS; n++) {
        bits = (bits + 63) / 64;
        tree->level[n] = words;
        for (uint64_t i = 0; i < bits; i++) {
            words[i] = 0;
        }
        words += bits;
    }
}

bool bitmap_tree_test(const struct bitmap_tree *tree, uint64_t bit)
{
    return (tree->level[0][bit / 64] >> (bit % 64)) & 1;
}

void bitmap_tree_set(struct bitmap_tree *tree, uint64_t bit)
{
    for (unsigned n = 0; n < BITMAP_TREE_LEVELS; n++) {
        uint64_t *word = &tree->level[n][bit / 64];
        BITMAP_TREE_STEP();
        uint64_t before = *word;
        *word = before | UINT64_C(1) << (bit % 64);
        if (before != 0) {
            return; /* The levels above know that this word has members. */
        }
        bit /= 64;
    }
}

void bitmap_tree_set_range(struct bitmap_tree *tree, uint64_t first, uint64_t end)
{
    for (unsigned n = 0; n < BITMAP_TREE_LEVELS; n++) {
        uint64_t last = end - 1;
        for (uint64_t i = first / 64; i <= last / 64; i++) {
            uint64_t mask = ~UINT64_C(0);
            if (i == first / 64) {
                mask &= ~UINT64_C(0) << (first % 64);
            }
            if (i == last / 64) {
                mask &= ~UINT64_C(0) >> (63 - last % 64);
            }
            tree->level[n][i] |= mask;
        }
        first /= 64;
        end = last / 64 + 1;
    }
}

void bitmap_tree_clear(struct bitmap_tree *tree, uint64_t bit)
{
    for (unsigned n = 0; n < BITMAP_TREE_LEVELS; n++) {
        uint64_t *word = &tree->level[n][bit / 64];
        BITMAP_TREE_STEP();
        *word &= ~(UINT64_C(1) << (bit % 64));
        if (*word != 0) {
            return; /* Other members remain: the levels above stay as they are. */
        }
        bit /= 64;
    }
}

bool bitmap_tree_first(const struct bitmap_tree *tree, uint64_t *bit)
{
    if (tree->level[BITMAP_TREE_LEVELS - 1][0] == 0) {
        return false;
    }
    uint64_t index = 0;
    for (unsigned n = BITMAP_TREE_LEVELS; n-- > 0;) {
        BITMAP_TREE_STEP();
        index = index * 64 + (uint64_t)__builtin_ctzll(tree->level[n][index]);
    }
    *bit = index;
    return true;
}
