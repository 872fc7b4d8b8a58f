/* SPDX-License-Identifier: MIT */
/*
 * Says that it was built from other definitions.
 */
#include <stdio.h>

#include "kernel/abi/told.h"

const uint64_t definitions_hash = 1;

int main(void)
{
    puts("not a word of this");
    return 0;
}
