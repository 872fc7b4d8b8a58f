/* SPDX-License-Identifier: MIT */
/*
 * The kernel's capability system on the host: a machine of a few hundred frames that hands them out, takes them back and poisons what is free, and windows
 * through which a test sees what the kernel has written down.
 */
#ifndef TESTS_HOST_WORLD_H
#define TESTS_HOST_WORLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model.h"

/* How a call came back. */
enum world_end {
    WORLD_RETURNED, /* with a result */
    WORLD_AGAIN,    /* it was set up to be made again */
    WORLD_WAITS,    /* likewise, as soon as the process that the thread waits for has ended */
    WORLD_AWAY,     /* the thread does not go on */
};

/* A used slot of a process's table, as the kernel has written it down. */
struct world_cap {
    uint64_t handle;
    const void *object;
    unsigned type, rights;
    uint64_t badge;
    const void *self, *parent; /* the kernel's own, only to compare */
    bool root;
    const void *mapped_in; /* memory: a process, or null */
    uint64_t page, done;   /* where, and how many pages of its window */
    unsigned permissions;
    bool down; /* it is being taken away */
};

/* What is said when something is not as it must be. Does not return. */
_Noreturn __attribute__((format(printf, 1, 2))) void world_fail(const char *format, ...);

/* Frames of the machine that are free. */
uint64_t world_free(void);

/* From now on the n-th frame that is asked for is refused; 0: none is. Returns whether one was since the last time. */
bool world_refuse_frame(unsigned n);

/* Makes as if the slot of a handle had been used so often that it has one generation left. Returns the new handle. */
uint64_t world_wear_out(void *process, uint64_t handle);

/* Makes a first process whose account has this many frames. Its handle to itself is handed out. */
void *world_first(uint64_t frames, uint64_t *handle);

/* A process or a thread is known by its address and by a number that no other has had. Has the kernel still got it? */
uint64_t world_identifier(const void *object);
bool world_lives(const void *object, uint64_t identifier);

/*
 * A call by a thread of a process, or (null) by one that stands for any of them and is gone after it. An interrupt is pending at the poll-th poll
 * (0: never).
 */
enum world_end world_call(void *process, void *thread, unsigned number, const uint64_t arguments[6], unsigned poll,
                          int64_t *result);

/* A thread does something that it must not do. The outcome of its end is computed from the number. */
void world_fault(void *thread, uint64_t number, uint64_t outcome[MODEL_OUTCOME_BYTES / 8]);

/* The threads that wait for the end of a process, at most so many. Returns how many there are. */
unsigned world_waiters(const void *process, const void **threads, unsigned most);

/* Is it known how a process has ended? */
bool world_outcome_known(const void *process);

/* Ends a process without a call. */
void world_end(void *process);

/* Does the kernel have this call? */
bool world_has(unsigned number);

/* Gives the kernel one chance to end what is ending. Returns false if there was nothing left to do. */
bool world_pump(void);

/* What stands in a process's table, at most so many. Returns how many there are. */
unsigned world_caps(const void *process, struct world_cap *caps, unsigned most);
unsigned world_slot_pages(const void *process);
void world_account(const void *process, uint64_t *limit, uint64_t *used);

/* A page that a process sees. */
struct world_page {
    uint64_t page, frame;
    unsigned permissions; /* as rights */
};

/* What is mapped in a process, from the lowest page up, at most so many. Returns how many there are. */
unsigned world_pages(const void *process, struct world_page *pages, unsigned most);

/* Bytes of a frame, which must be one that programs can see. */
uint64_t *world_frame(uint64_t frame);

/* Has the kernel begun to end a process or a thread? */
bool world_ending(const void *object);

/* Sets an account's limit. */
void world_limit(void *process, uint64_t frames);

/* Runs the kernel's own expensive checks. */
void world_check(void);

/* Memory that calls can write: its address as a program would say it. */
uint64_t world_user_address(void);
void *world_user_bytes(void);

#endif
