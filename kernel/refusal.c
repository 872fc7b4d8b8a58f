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
    static const char *const reasons[] = {[EHANDLE] = "is no handle", [ETYPE] = "is of another type", [ERIGHTS] = "lacks a right"};
    char value[4];
    bool quiet = boot_option(&boot_info, "refusals", value, sizeof(value)) && strncmp(value, "off", sizeof(value)) == 0;
    if (error < 0 && !quiet) {
        struct capability *capability;
        bool something = capability_look_up(handle, OBJECT_ANY, 0, &capability) == 0;
        print("refused: process %lu, %s: %s 0x%lx (%s) %s\n", machine_thread_current()->process->identifier, call, argument, handle,
              something ? capability->object->type->name : "nothing", reasons[-error]);
    }
    return error;
}
#endif
