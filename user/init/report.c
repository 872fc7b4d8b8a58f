/* SPDX-License-Identifier: MIT */
/*
 * How a program ended, in words. The numbers of faults are the processor's (Intel SDM volume 3, 6.3.1).
 */
#include "user/init/report.h"

#include <stdbool.h>
#include <stdio.h>

#define FAULT_PAGE 14
#define ERROR_WRITE 2
#define ERROR_FETCH 16

static const char *fault_name(uint64_t fault)
{
    switch (fault) {
    case 0:
        return "divide error";
    case 6:
        return "invalid instruction";
    case 13:
        return "general protection";
    case FAULT_PAGE:
        return "page fault";
    case 19:
        return "floating-point error";
    default:
        return "exception";
    }
}

/* An address; of one that is chosen anew in each run only what does not change. */
static void address_print(const char *before, uint64_t address)
{
    if (address >> 32 != 0) {
        printf("%s0x...%03lx", before, address % 4096);
    } else {
        printf("%s0x%lx", before, address);
    }
}

void end_print(const char *name, const struct process_outcome *end)
{
    if (end->how == PROCESS_EXITED) {
        printf("init: %s has ended with status %ld\n", name, (long)end->status);
    } else if (end->how == PROCESS_DESTROYED) {
        printf("init: %s was ended\n", name);
    } else if (end->fault == FAULT_PAGE) {
        const char *access = (end->error & ERROR_FETCH) != 0 ? "executed" : (end->error & ERROR_WRITE) != 0 ? "wrote" : "read";
        printf("init: %s has faulted: ", name);
        address_print("at ", end->instruction);
        printf(" it %s ", access);
        address_print("", end->address);
        printf("\n");
    } else {
        printf("init: %s has faulted: %s (%lu) at 0x%lx\n", name, fault_name(end->fault), end->fault, end->instruction);
    }
}
