/* SPDX-License-Identifier: MIT */
/*
 * Prints its arguments.
 */
#include <stdio.h>

int main(int count, char **arguments)
{
    for (int i = 0; i < count; i++) {
        printf("argument %d is %s\n", i, arguments[i]);
    }
    printf("these are all %d\n", count);
    return arguments[count] != NULL;
}
