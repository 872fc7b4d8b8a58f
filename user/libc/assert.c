/* SPDX-License-Identifier: MIT */
/*
 * What happens when an assertion does not hold.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

void assertion_failed(const char *condition, const char *function)
{
    printf("assertion failed in %s: %s\n", function, condition);
    abort();
}
