/* SPDX-License-Identifier: MIT */
/*
 * Ends with a status if it has an argument, and crashes otherwise.
 */
#include <stddef.h>

int main(int count, char **arguments)
{
    volatile int *volatile nowhere = NULL;
    if (count < 2) {
        *nowhere = arguments[0][0];
    }
    return 3;
}
