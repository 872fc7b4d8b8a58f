/* SPDX-License-Identifier: MIT */
/* One thread for each error. */
#include "kernel/flat.h"
#include "kernel/lib/string.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static const struct {
    const char *name;
    uint64_t vector, other;
} errors[] = {
#define ERROR(name, vector, other, ...) {name, vector, other},
#include "errors.h"
};

static struct thread *thread;
static unsigned number, surprises;

static void next(void)
{
    thread = flat_start(&boot_info.modules[0], number);
    assert(thread != NULL);
    machine_thread_resume(thread);
}

static void ended(void)
{
    if (thread == NULL || thread->state != THREAD_FAULTED) {
        return;
    }
    const struct fault *fault = &thread->fault;
    const char *name = fault->number == 16 ? "#MF x87 error" : "#XM SIMD error";
    bool named = fault->number == 3 || memcmp(fault->name, name, 13) == 0;
    if ((fault->number != errors[number].vector && fault->number != errors[number].other) || !named) {
        surprises++;
        print("WRONG: %s: %s\n", errors[number].name, fault->name);
    }
    flat_end(thread);
    if (++number < ARRAY_SIZE(errors)) {
        next();
    }
    print("%u errors, %u surprises\n", number, surprises);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    next();
}
