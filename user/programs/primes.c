/* SPDX-License-Identifier: MIT */
/*
 * Sieves primes in memory from the heap, and adds up one over their squares in floating point.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int count, char **arguments)
{
    size_t limit = count > 1 ? strtoul(arguments[1], NULL, 10) : 10000;
    unsigned char *composite = calloc(limit + 1, 1);
    unsigned found = 0;
    double sum = 0;
    if (composite == NULL) {
        puts("primes: there is not so much memory");
        return EXIT_FAILURE;
    }
    for (size_t number = 2; number <= limit; number++) {
        if (composite[number]) {
            continue;
        }
        found++;
        sum += 1.0 / ((double)number * (double)number);
        for (size_t multiple = number * number; multiple <= limit; multiple += number) {
            composite[multiple] = 1;
        }
    }
    unsigned millionths = (unsigned)(sum * 1e6);
    printf("primes: %u up to %zu; the sum of 1/p^2 is 0.%06u\n", found, limit, millionths);
    free(composite);
    return EXIT_SUCCESS;
}
