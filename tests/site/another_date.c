// SPDX-License-Identifier: MIT
// Loaded into a program with LD_PRELOAD, it puts the calendar 500 days ahead: for building the site on another date. Clocks that
// measure durations are left alone.
#include <stddef.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define AHEAD (500 * 86400 + 4321)

int clock_gettime(clockid_t clock, struct timespec *now)
{
    long status = syscall(SYS_clock_gettime, clock, now);
    if (status == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        now->tv_sec += AHEAD;
    return (int)status;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
    long status = syscall(SYS_gettimeofday, now, zone);
    if (status == 0 && now != NULL)
        now->tv_sec += AHEAD;
    return (int)status;
}

time_t time(time_t *now)
{
    struct timespec precise;
    clock_gettime(CLOCK_REALTIME, &precise);
    if (now != NULL)
        *now = precise.tv_sec;
    return precise.tv_sec;
}
