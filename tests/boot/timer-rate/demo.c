/* SPDX-License-Identifier: MIT */
/* Counts ticks while the seconds of the MC146818 real-time clock change three times. */
#include "arch/x86_64/port.h"
#include "kernel/clock.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"
#include "kernel/upcall.h"

#define RTC_SELECT 0x70
#define RTC_DATA 0x71
#define RTC_SECONDS 0

static uint64_t changes, first;
static uint8_t last;

static uint8_t seconds(void)
{
    port_write8(RTC_SELECT, RTC_SECONDS);
    return port_read8(RTC_DATA);
}

static void demo_resume(void)
{
    uint8_t now = seconds();
    if (now == last) {
        return;
    }
    last = now;
    if (++changes == 1) {
        first = clock_ticks();
    } else if (changes == 3) {
        uint64_t passed = clock_ticks() - first;
        if (passed >= 199 && passed <= 201) {
            print("two seconds: between 199 and 201 ticks\n");
        } else {
            print("two seconds: %lu ticks\n", passed);
        }
        checkpoint_done();
    }
}
RESUME_CHOICE(00, demo_resume);

void demo(void)
{
    last = seconds();
    kernel_resume();
}
