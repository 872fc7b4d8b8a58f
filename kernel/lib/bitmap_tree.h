/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief A set of small numbers that finds its smallest member in a fixed number of steps.
 */
#ifndef KERNEL_LIB_BITMAP_TREE_H
#define KERNEL_LIB_BITMAP_TREE_H

#include "kernel/types.h"

/** @defgroup bitmap_tree Tree of bitmaps
 *  @brief A set of numbers from 0 to 2^30 - 1 in which every operation takes at most five steps.
 *  @{ */

/** Levels of every tree, whatever its size: 64^5 = 2^30 members at most. */
#define BITMAP_TREE_LEVELS 5
/** Largest number of members: 2^30. */
#define BITMAP_TREE_BITS_MAX (UINT64_C(1) << (6 * BITMAP_TREE_LEVELS))

/** A set of numbers from 0 to bits - 1. Bit i of level n is set if word i of level n - 1 is not zero. */
struct bitmap_tree {
    uint64_t bits;                       /**< Numbers that could be members. */
    uint64_t *level[BITMAP_TREE_LEVELS]; /**< Words of each level; level 0 has one bit for each number. */
};

/**
 * Tells how much memory a tree needs.
 *
 * @param bits numbers that could be members, 1 to BITMAP_TREE_BITS_MAX
 * @return 64-bit words that bitmap_tree_init() will use
 */
size_t bitmap_tree_words(uint64_t bits);

/**
 * Makes an empty set.
 *
 * @param tree  the set
 * @param words bitmap_tree_words(bits) words, which belong to the tree from now on
 * @param bits  numbers that could be members, 1 to BITMAP_TREE_BITS_MAX
 */
void bitmap_tree_init(struct bitmap_tree *tree, uint64_t *words, uint64_t bits);

/** Tells whether bit, which is less than tree->bits, is a member. */
bool bitmap_tree_test(const struct bitmap_tree *tree, uint64_t bit);

/** Makes bit, which is less than tree->bits, a member. At most BITMAP_TREE_LEVELS words are written. */
void bitmap_tree_set(struct bitmap_tree *tree, uint64_t bit);

/** Makes first to end - 1 members. first is less than end, end at most tree->bits. Costs a step for each 64 members. */
void bitmap_tree_set_range(struct bitmap_tree *tree, uint64_t first, uint64_t end);

/** Takes bit, which is less than tree->bits, out of the set. At most BITMAP_TREE_LEVELS words are written. */
void bitmap_tree_clear(struct bitmap_tree *tree, uint64_t bit);

/**
 * Finds the smallest member, in exactly BITMAP_TREE_LEVELS steps.
 *
 * @param tree the set
 * @param bit  receives the member
 * @return false if the set is empty
 */
bool bitmap_tree_first(const struct bitmap_tree *tree, uint64_t *bit);

/** @} */

#endif
