/* SPDX-License-Identifier: MIT */
/*
 * Says what it was told. Its status is the number of its arguments.
 */
#include <postern.h>
#include <stdio.h>

int main(int count, char **arguments, char **environment)
{
    printf("hello: I am process %ld\n", (long)getpid());
    for (int i = 0; i < count; i++) {
        printf("hello: argument %d is %s\n", i, arguments[i]);
    }
    for (; *environment != NULL; environment++) {
        printf("hello: the environment has %s\n", *environment);
    }
    return count;
}
