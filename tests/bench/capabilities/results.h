/* SPDX-License-Identifier: MIT */
/* What the measuring program leaves for the demonstration, at the beginning of its variables. */
#ifndef TESTS_BENCH_CAPABILITIES_RESULTS_H
#define TESTS_BENCH_CAPABILITIES_RESULTS_H

#include <stdint.h>

#define BENCHES(BENCH) \
    BENCH(handle_refused) BENCH(cap_revoke_nothing) BENCH(cap_create) BENCH(cap_transfer) BENCH(cap_inspect) BENCH(cap_delete) BENCH(proc_create)

struct results {
#define MEMBER(name) uint64_t name;
    BENCHES(MEMBER)
#undef MEMBER
};

#endif
