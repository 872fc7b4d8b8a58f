// SPDX-License-Identifier: MIT
// The range check of user memory, against arithmetic that cannot overflow.
// proves: A range of user memory is judged without overflow, and a copy that fails leaves zeros.
// sources: kernel/user_memory.c
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "kernel/user_memory.h"

#define LIMIT UINT64_C(0x00007ffffffff000)

/* What the file under test needs from a machine: a copy that lacks the last bytes of what was asked for. */
static size_t lacking;

size_t machine_copy_in(void *to, struct user_address from, size_t size)
{
    size_t missing = lacking < size ? lacking : size;
    (void)from;
    memset(to, 0x11, size - missing);
    return missing;
}

size_t machine_copy_out(struct user_address to, const void *from, size_t size)
{
    (void)to;
    (void)from;
    return lacking < size ? lacking : size;
}

static bool oracle(uint64_t address, uint64_t size)
{
    return size == 0 || (__uint128_t)address + size <= LIMIT;
}

static void every_pair_of_edges_is_judged_as_by_wide_arithmetic(void **state)
{
    static const uint64_t edges[] = {0, 1, 7, 8, 4095, 4096, LIMIT - 4096, LIMIT - 1, LIMIT, LIMIT + 1, UINT64_C(1) << 47,
                                     (UINT64_C(1) << 47) - 1, (UINT64_C(1) << 47) + 1, UINT64_C(0xffff7fffffffffff),
                                     UINT64_C(0xffff800000000000), UINT64_C(0xffffffff80200000), (UINT64_C(1) << 63) - 1,
                                     UINT64_C(1) << 63, (UINT64_C(1) << 63) + 1, UINT64_MAX - 4096, UINT64_MAX - 1, UINT64_MAX};
    unsigned valid = 0;
    (void)state;
    for (size_t i = 0; i < sizeof(edges) / sizeof(edges[0]); i++) {
        for (size_t j = 0; j < sizeof(edges) / sizeof(edges[0]); j++) {
            bool expected = oracle(edges[i], edges[j]);
            assert_int_equal(user_range_valid((struct user_address){edges[i]}, edges[j], LIMIT), expected);
            /* Addresses from which the range ends near the limit, whatever its size is. */
            for (uint64_t near = 0; near < 3; near++) {
                uint64_t address = LIMIT - edges[j] - 1 + near;
                assert_int_equal(user_range_valid((struct user_address){address}, edges[j], LIMIT), oracle(address, edges[j]));
            }
            valid += expected;
        }
    }
    assert_true(valid > 20);
}

static void a_copy_that_lacks_bytes_leaves_zeros_for_them(void **state)
{
    (void)state;
    for (lacking = 0; lacking <= 32; lacking++) {
        uint8_t buffer[33];
        memset(buffer, 0xee, sizeof(buffer));
        int64_t result = copy_from_user(buffer, (struct user_address){4096}, 32);
        assert_int_equal(result, lacking == 0 ? 0 : -EFAULT);
        for (size_t i = 0; i < 32; i++) {
            assert_int_equal(buffer[i], i < 32 - lacking ? 0x11 : 0);
        }
        assert_int_equal(buffer[32], 0xee);
        assert_int_equal(copy_to_user((struct user_address){4096}, buffer, 32), lacking == 0 ? 0 : -EFAULT);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_pair_of_edges_is_judged_as_by_wide_arithmetic),
        cmocka_unit_test(a_copy_that_lacks_bytes_leaves_zeros_for_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
