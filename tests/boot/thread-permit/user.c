/* SPDX-License-Identifier: MIT */
/*
 * Two threads hand a token to and fro. Who has it counts, wakes the other one, and blocks until it is back.
 */
#include "kernel/abi/capability.h"
#include "user/libc/calls.h"

#define ROUNDS 6000
#define STACK_BYTES 1024

static uint8_t stacks[2][STACK_BYTES] __attribute__((aligned(16)));
static uint64_t handles[2];
static volatile uint64_t token, rounds;
static volatile int wrong;

/* A thread may be woken by a permit from before; it looks whether it has the token, as anybody who waits has to. */
static void player(uint64_t me)
{
    while (rounds < ROUNDS) {
        while (token != me) {
            wrong += thread_block() != 0;
        }
        rounds++;
        token = 1 - me;
        int64_t result = thread_wake(handles[1 - me]);
        wrong += result != 0 && rounds < ROUNDS; /* at the end, the other may be gone */
    }
    exit(0);
}

/* Below both: runs when they have ended, or when both wait. */
__attribute__((section(".text.start"))) void _start(void);
void _start(void)
{
    for (uint64_t i = 0; i < 2; i++) {
        token = 2; /* nobody's */
        uint64_t top = (uint64_t)&stacks[i] + STACK_BYTES - 8;
        handles[i] = (uint64_t)thread_create(HANDLE_FIRST, (uint64_t)player, top, i, 5);
    }
    token = 0;
    thread_wake(handles[0]);
    if (rounds < ROUNDS) {
        thread_block();
    }
    exit((uint64_t)wrong);
}
