/* SPDX-License-Identifier: MIT */
/* Ends its own process by the call. */
#include <postern.h>

int main(void)
{
    proc_destroy(told(AT_POSTERN_PROCESS));
    return 0;
}
