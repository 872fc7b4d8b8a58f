/* SPDX-License-Identifier: MIT */
/* One thread for each error. */
#include "kernel/lib/string.h"
#include "tests/boot/lib/flat_program.h"

static const struct {
    const char *name;
    uint64_t vector, other;
} errors[] = {
#define ERROR(name, vector, other, ...) {name, vector, other},
#include "errors.h"
};

static unsigned number, surprises;

static void ended(void)
{
    if (program_runs()) {
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
        program_run(number);
    }
    print("%u errors, %u surprises\n", number, surprises);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    program_run(number);
}
