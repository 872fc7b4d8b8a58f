/* SPDX-License-Identifier: MIT */
/* Makes one of several mistakes: which, its first argument says. */
#include "user/libc/calls.h"

int main(int count, char **arguments, char **environment);

extern const uint8_t __ehdr_start[] __attribute__((visibility("hidden")));
extern uint8_t _end[] __attribute__((visibility("hidden")));
static const int constant = 1;
static int data = 1;

/* Goes down the stack in steps of less than a page. */
_Noreturn static void overflow(void)
{
    for (;;) {
        __asm__ volatile("subq $2000, %%rsp\n\tmovb $0, (%%rsp)" : : : "memory");
    }
}

int main(int count, char **arguments, char **environment)
{
    (void)environment;
    uint8_t *at = 0;
    uint8_t here[16] = {0xc3};
    __asm__ volatile("" : "+m"(data), "+m"(here));
    switch (arguments[0][0]) {
    case '0':
        at = (uint8_t *)main;
        break;
    case '1':
        at = (uint8_t *)&constant;
        break;
    case '2':
        at = (uint8_t *)&data;
        break;
    case '3':
        at = here;
        break;
    case '4':
        at = (uint8_t *)__ehdr_start - 1;
        break;
    case '5':
        at = (uint8_t *)(((uint64_t)_end + 4095) & ~(uint64_t)4095);
        break;
    case '6':
        at = (uint8_t *)(((uint64_t)arguments + 4095) & ~(uint64_t)4095);
        break;
    default:
        (void)count;
        overflow();
    }
    /* The kernel finds the address in the first argument of a call that does nothing with it. */
    debug_write(at, 0);
    if (arguments[0][0] < '2') {
        *(volatile uint8_t *)at = 0;
    } else if (arguments[0][0] < '4') {
        ((void (*)(void))at)();
    } else {
        return *(volatile uint8_t *)at;
    }
    return 0;
}
