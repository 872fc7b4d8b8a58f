/* SPDX-License-Identifier: MIT */
// proves: A tree of bitmaps behaves like an array of flags, and its steps do not depend on its size.
#include <string.h>

#include "testing.h"

static unsigned steps;
#define BITMAP_TREE_STEP() (steps++)
#include "kernel/lib/bitmap_tree.c"

static struct bitmap_tree tree_make(uint64_t bits)
{
    struct bitmap_tree tree;
    uint64_t *words = malloc(bitmap_tree_words(bits) * sizeof(*words));
    assert_non_null(words);
    memset(words, 0xa5, bitmap_tree_words(bits) * sizeof(*words));
    bitmap_tree_init(&tree, words, bits);
    return tree;
}

/* Each bit of each level says whether the word below it is not zero. */
static void tree_check(const struct bitmap_tree *tree)
{
    uint64_t words = (tree->bits + 63) / 64;
    for (unsigned n = 1; n < BITMAP_TREE_LEVELS; n++) {
        uint64_t above = (words + 63) / 64;
        for (uint64_t i = 0; i < above * 64; i++) {
            bool expected = i < words && tree->level[n - 1][i] != 0;
            if (((tree->level[n][i / 64] >> (i % 64)) & 1) != expected) {
                fail_msg("level %u, bit %lu", n, i);
            }
        }
        words = above;
    }
}

static void random_operations_match_an_array_of_flags(void **state)
{
    (void)state;
    static const uint64_t sizes[] = {1, 2, 63, 64, 65, 127, 4095, 4096, 4097, 16384, 262143, 262145};
    for (size_t s = 0; s < ARRAY_SIZE(sizes); s++) {
        uint64_t bits = sizes[s];
        struct bitmap_tree tree = tree_make(bits);
        bool *model = calloc(bits, sizeof(*model));
        uint64_t lowest = bits; /* no member of the model is below */
        for (unsigned i = 0; i < 20000; i++) {
            uint64_t bit = random_below(bits);
            switch (random_below(4)) {
            case 0:
                bitmap_tree_set(&tree, bit);
                model[bit] = true;
                lowest = bit < lowest ? bit : lowest;
                break;
            case 1:
                bitmap_tree_clear(&tree, bit);
                model[bit] = false;
                break;
            case 2:
                if (i % 50 == 0) {
                    uint64_t end = bit + 1 + random_below(bits - bit);
                    end = end > bit + 300 ? bit + 300 : end;
                    bitmap_tree_set_range(&tree, bit, end);
                    memset(model + bit, true, end - bit);
                    lowest = bit < lowest ? bit : lowest;
                }
                break;
            default: {
                while (lowest < bits && !model[lowest]) {
                    lowest++;
                }
                uint64_t found = 0;
                assert_int_equal(bitmap_tree_first(&tree, &found), lowest < bits);
                if (lowest < bits) {
                    assert_int_equal(found, lowest);
                    bitmap_tree_clear(&tree, found);
                    model[found] = false;
                }
                assert_int_equal(bitmap_tree_test(&tree, bit), model[bit]);
            }
            }
        }
        tree_check(&tree);
        free(model);
        free(tree.level[0]);
    }
}

static void setting_a_range_equals_setting_each_member(void **state)
{
    (void)state;
    static const uint64_t edges[] = {0, 1, 63, 64, 65, 127, 128, 4095, 4096, 4097, 8191, 8192, 9000};
    for (size_t a = 0; a < ARRAY_SIZE(edges); a++) {
        for (size_t b = a + 1; b < ARRAY_SIZE(edges); b++) {
            struct bitmap_tree one = tree_make(9000);
            struct bitmap_tree other = tree_make(9000);
            bitmap_tree_set_range(&one, edges[a], edges[b]);
            for (uint64_t bit = edges[a]; bit < edges[b]; bit++) {
                bitmap_tree_set(&other, bit);
            }
            assert_memory_equal(one.level[0], other.level[0], bitmap_tree_words(9000) * 8);
            free(one.level[0]);
            free(other.level[0]);
        }
    }
}

static void the_cost_of_a_step_is_the_same_from_64_MiB_to_4_TiB(void **state)
{
    (void)state;
    /* Frames in 64 MiB, 256 MiB, 4 GiB, 64 GiB, 256 GiB, 4 TiB. */
    static const uint64_t sizes[] = {1 << 14, 1 << 16, 1 << 20, 1 << 24, 1 << 26, 1 << 30};
    for (size_t s = 0; s < ARRAY_SIZE(sizes); s++) {
        struct bitmap_tree tree;
        /* calloc of this size is memory that the host gives when it is touched; init would touch all of it. */
        uint64_t *words = calloc(bitmap_tree_words(sizes[s]), sizeof(*words));
        assert_non_null(words);
        bitmap_tree_init(&tree, words, 1);
        tree.bits = sizes[s];
        uint64_t bits = sizes[s];
        for (unsigned n = 0; n < BITMAP_TREE_LEVELS; n++) {
            bits = (bits + 63) / 64;
            tree.level[n] = words;
            words += bits;
        }
        uint64_t highest = tree.bits - 1;
        uint64_t found;

        steps = 0;
        bitmap_tree_set(&tree, highest); /* into an empty set: the dearest */
        assert_int_equal(steps, BITMAP_TREE_LEVELS);
        steps = 0;
        assert_true(bitmap_tree_first(&tree, &found));
        assert_int_equal(found, highest);
        assert_int_equal(steps, BITMAP_TREE_LEVELS);
        steps = 0;
        bitmap_tree_clear(&tree, highest); /* the last member: the dearest */
        assert_int_equal(steps, BITMAP_TREE_LEVELS);
        assert_false(bitmap_tree_first(&tree, &found));

        steps = 0;
        bitmap_tree_set(&tree, highest);
        bitmap_tree_set(&tree, 0);
        assert_true(bitmap_tree_first(&tree, &found));
        assert_int_equal(found, 0);
        assert_in_range(steps, 0, 3 * BITMAP_TREE_LEVELS);
        free(tree.level[0]);
    }
}

static void a_tree_for_64_GiB_uses_a_sixtieth_more_than_its_lowest_level(void **state)
{
    (void)state;
    size_t lowest = (1 << 24) / 64;
    assert_in_range(bitmap_tree_words(1 << 24), lowest, lowest + lowest / 60);
    assert_int_equal(bitmap_tree_words(1), BITMAP_TREE_LEVELS);
    assert_int_equal(bitmap_tree_words(BITMAP_TREE_BITS_MAX), (1 << 24) + (1 << 18) + (1 << 12) + (1 << 6) + 1);
}

static void members_come_in_ascending_order_until_none_is_left(void **state)
{
    (void)state;
    struct bitmap_tree tree = tree_make(70000);
    bitmap_tree_set_range(&tree, 0, 70000);
    uint64_t bit = 0;
    for (uint64_t i = 0; i < 70000; i++) {
        assert_true(bitmap_tree_first(&tree, &bit));
        assert_int_equal(bit, i);
        bitmap_tree_clear(&tree, bit);
    }
    bit = 12345;
    assert_false(bitmap_tree_first(&tree, &bit));
    assert_int_equal(bit, 12345);
    tree_check(&tree);
    free(tree.level[0]);
}

int main(void)
{
    random_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_operations_match_an_array_of_flags),
        cmocka_unit_test(setting_a_range_equals_setting_each_member),
        cmocka_unit_test(the_cost_of_a_step_is_the_same_from_64_MiB_to_4_TiB),
        cmocka_unit_test(a_tree_for_64_GiB_uses_a_sixtieth_more_than_its_lowest_level),
        cmocka_unit_test(members_come_in_ascending_order_until_none_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
