/* SPDX-License-Identifier: MIT */
/*
 * Sequences of calls, made against the kernel and the model alike, with everything compared after each step. A sequence that fails is made as short
 * as it goes and printed as calls.
 */
#ifndef TESTS_HOST_DRIVER_H
#define TESTS_HOST_DRIVER_H

#include "model.h"
#include "world.h"

/* An argument of a step: a number, or the handle that an earlier step returned, with some bits turned over. */
struct argument {
    int from;       /* the step that returned the handle, or MODEL_NONE */
    uint64_t value; /* the number, or the bits to turn over */
};

/* Beside the numbers of calls: */
enum {
    STEP_PUMP = 1000, /* let the kernel do one piece of ending */
    STEP_DRAIN,       /* let it do all */
    STEP_FAULT,       /* a thread does something that it must not do */
    STEP_END,         /* let the process that a step returned end, whoever may say so */
    STEP_WHOLE,       /* demand that all is back that this process was given, when all has ended */
};

struct step {
    int id;          /* what later steps call it; the first process has 0 */
    int actor;       /* the step that returned the process which makes the call */
    int thread;      /* the step that returned the thread of it which does; 0: one that stands for any */
    unsigned number; /* of the call */
    struct argument arguments[6];
    unsigned poll;    /* each attempt is interrupted at this poll; 0: none is */
    unsigned abandon; /* after so many interrupted attempts it is not made again; 0: it always is */
};

#define DRIVER_STEPS 4096

/* How often each call gave each answer: [call][error], 0 for success, or one of these. */
enum {
    DRIVER_WAITS = 14,       /* the thread waits */
    DRIVER_INTERRUPTED = 15, /* it was to be made again */
    DRIVER_WHOLE = 62,       /* for a call: an account was whole, at once (0) or when mappings had been taken away (1) */
    DRIVER_WOKEN = 63,       /* for a call: process_wait, when the wait is over */
};
typedef uint64_t driver_counts[64][16];

/* The state of a run. */
struct driver {
    struct model model;
    int process_of[DRIVER_STEPS + 1];     /* what a step made: a process of the model, or MODEL_NONE */
    uint64_t handle_of[DRIVER_STEPS + 1]; /* the handle that it returned */
    uint64_t holder_of[DRIVER_STEPS + 1]; /* and the identifier of the process in whose table that is */
    uint64_t identifier[MODEL_OBJECTS];   /* of processes */
    uint64_t frames_before;
    bool was_process[MODEL_OBJECTS];
    uint64_t serial[MODEL_OBJECTS]; /* the step that made it */
    unsigned call;                  /* the call that runs, */
    int mapping;                    /* the capability that it maps or unmaps, or MODEL_NONE, */
    int64_t mapping_result;         /* and what it must answer in the end */
    unsigned memories;              /* how many were made */
    bool trusting;                  /* these steps were compared before */
    unsigned refuse;                /* this frame of those that a call asks for is not there; 0: all are */
    uint64_t interrupted;           /* how often a call was to be made again */
    int payer;                      /* whoever paid for the process that STEP_END was about, or MODEL_NONE, */
    uint64_t price, payer_used;     /* what it cost, and what was used of that account then */
    uint64_t whole[16];             /* how often an account was whole */
    uint64_t turned
        [MODEL_OBJECTS]; /* of a process that has ended and is not told yet: when it last let others go on, before the last call; or 0 */
    uint64_t woken[16];              /* how often a wait was over, by what the call answered then */
    int thread_of[DRIVER_STEPS + 1]; /* what a step made: a thread of the model, or MODEL_NONE */
    uint64_t wait[MODEL_OBJECTS][6]; /* the arguments of the call with which a thread waits */
    unsigned profile;                /* of the random sequence: it grows, it shrinks, it does a bit of everything */
};

/* Starts afresh: one process with this many frames. */
void driver_begin(struct driver *d, uint64_t frames);

/* What driver_step() returns when the process that should make the call is no longer there. */
#define DRIVER_SKIPPED INT64_MIN

/* Makes one step in both worlds and compares. Does not return if they differ. */
int64_t driver_step(struct driver *d, const struct step *step);

/* Sets the limit of the account of the process that a step returned, behind the kernel's back. */
void driver_limit_of(struct driver *d, int step, uint64_t frames);

/* Ends everything, and demands that all frames are back. */
void driver_end(struct driver *d);

/* Where random decisions come from. */
typedef uint64_t (*driver_choose)(uint64_t limit);

/* The next step of a random sequence. */
struct step driver_random(const struct driver *d, int id, driver_choose choose);

/* Has the last process ended? */
bool driver_over(const struct driver *d);

/* What a sequence is about. */
enum driver_story {
    STORY_ANYTHING,
    STORY_CHILD, /* the first process makes a child and gives it its own handle; the child ends, and its account must be whole */
};

/* Runs one random sequence in a child process. Returns its steps. If it fails, shortens it, prints it and returns 0. */
unsigned driver_sequence(uint64_t seed, enum driver_story story, unsigned steps, uint64_t frames, driver_counts *counts);

/* Outside of driver_sequence(): what to print if something fails, before the program is aborted. */
void driver_on_failure(const struct step *steps, unsigned count);

/* Prints a step as a call. */
void driver_print(const struct step *step);

#endif
