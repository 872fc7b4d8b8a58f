/* SPDX-License-Identifier: MIT */
/*
 * Runs until somebody ends it.
 */
int main(void)
{
    for (volatile unsigned long rounds = 0;; rounds++) {
    }
}
