/* SPDX-License-Identifier: MIT */
/*
 * Ends.
 */
int main(void)
{
    return 0;
}
