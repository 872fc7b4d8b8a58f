/* SPDX-License-Identifier: MIT */
/*
 * The debug build says why it refuses a handle: who writes a program sees more than a number.
 */
#ifdef DEBUG
#include "kernel/boot_info.h"
#include "kernel/capability.h"
#include "kernel/lib/string.h"
#include "kernel/print.h"
#include "kernel/process.h"

int64_t refusal_report(int64_t error, const char *call, const char *argument, uint64_t handle)
{
    static const char *const reasons[] = {[EHANDLE] = "names nothing", [ETYPE] = "is of another type", [ERIGHTS] = "lacks a right"};
    char value[4];
    bool quiet = boot_option(&boot_info, "refusals", value, sizeof(value)) && strncmp(value, "off", sizeof(value)) == 0;
    if (error < 0 && !quiet) {
        print("refused: process %lu, %s: %s 0x%lx %s\n", machine_thread_current()->process->identifier, call, argument, handle,
              reasons[-error]);
    }
    return error;
}
#endif
