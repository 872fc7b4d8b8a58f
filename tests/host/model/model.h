/* SPDX-License-Identifier: MIT */
/*
 * A second opinion about capabilities, written from the plan and not from the kernel. It knows sets only: which process holds which handle, what that
 * names, and which capability it was made from. There is no table, no list, no generation; what is charged to an account is added up anew each time.
 *
 * model_call() says what a call must answer and what it must have changed. Where the plan leaves a choice (which of several descendants goes
 * first, when an object that is ending is gone), the model holds the set of what may go, and model_settle() is told what did.
 */
#ifndef TESTS_HOST_MODEL_H
#define TESTS_HOST_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Types and rights, as numbers of the plan. */
enum {
    M_ANY,
    M_PROCESS,
    M_THREAD,
    M_MEMORY,
    M_TYPES
};
enum {
    M_READ = 1 << 0,
    M_WRITE = 1 << 1,
    M_EXECUTE = 1 << 2,
    M_COPY = 1 << 3,
    M_DESTROY = 1 << 4,
    M_WAIT = 1 << 5,
    M_GIVE = 1 << 6,
    M_MAP = 1 << 7,
    M_THREADS = 1 << 8,
    M_WAKE = 1 << 9,
    M_SPEND = 1 << 10,
};

/* Calls, as numbers of the plan. */
enum {
    M_MEM_MAP = 0,
    M_MEM_UNMAP = 1,
    M_MEM_GRANT = 2,
    M_MEM_ALLOC = 3,
    M_CAP_CREATE = 9,
    M_CAP_DELETE = 10,
    M_CAP_TRANSFER = 11,
    M_CAP_REVOKE = 12,
    M_CAP_INSPECT = 13,
    M_PROC_CREATE = 14,
    M_PROC_DESTROY = 15,
    M_THREAD_CREATE = 16,
    M_THREAD_DESTROY = 17,
    M_THREAD_YIELD = 18,
    M_THREAD_BLOCK = 19,
    M_THREAD_WAKE = 20,
    M_EXIT = 26,
    M_PROCESS_WAIT = 27,
};

/* Errors, as numbers of the plan. */
enum {
    M_EHANDLE = 2,
    M_ETYPE,
    M_ERIGHTS,
    M_EINVAL,
    M_EFAULT,
    M_ESTATE,
    M_EQUOTA,
    M_EAGAIN,
};

#define MODEL_NONE (-1)
#define MODEL_USER_PAGE UINT64_C(0x400000)
#define MODEL_INFO_BYTES 72
#define MODEL_OUTCOME_BYTES 48
#define MODEL_OBJECTS 512
#define MODEL_CAPS 4096

/* What handles name. The index in model.objects is its name here. */
struct model_object {
    int type;                                  /* 0: this entry is free */
    bool ending;                               /* no handle finds it any more; it goes when nothing keeps it */
    int payer;                                 /* the process whose account is charged, or MODEL_NONE */
    uint64_t charge;                           /* frames */
    int root;                                  /* the capability that its creation returned, or MODEL_NONE */
    void *real;                                /* whatever the kernel has for it */
    uint64_t limit;                            /* process: frames */
    unsigned slots;                            /* process: pages of its table */
    bool emptied;                              /* process: it has ended, and nothing is mapped in it */
    unsigned highest;                          /* process: the highest priority of its threads */
    bool known;                                /* process: how it has ended can be asked for */
    int process;                               /* thread: where it lives */
    int waits_for;                             /* thread: the process whose end it waits for, or MODEL_NONE */
    unsigned priority;                         /* thread */
    uint64_t pages;                            /* memory: its size */
    uint64_t outcome[MODEL_OUTCOME_BYTES / 8]; /* process: how its last thread ended, if that ended itself */
};

/* What one handle names. The index in model.caps is its name here. */
struct model_cap {
    bool used;
    int object;
    unsigned rights;
    uint64_t badge; /* as cap_inspect tells it; memory: first page << 32 | pages */
    int parent;     /* MODEL_NONE for a root */
    int holder;     /* the process in whose table it is */
    uint64_t handle;
    unsigned born;        /* the step that returned the handle */
    unsigned lifts;       /* how often what it was made from went and it came to that one's parent */
    int mapped_in;        /* memory: a process, or MODEL_NONE */
    uint64_t page;        /* where the window's first page is mapped */
    unsigned permissions; /* as rights */
    uint64_t done;        /* so many pages are there, from the first on */
    bool taken;           /* the mapping is being taken away because a call has said so */
    int refused;          /* it is being taken away because of this error */
};

struct model {
    struct model_object objects[MODEL_OBJECTS];
    struct model_cap caps[MODEL_CAPS];
    int cap_end; /* no used entry from here on */
    int object_end;
    bool outlive;    /* a process outlives its end: its capabilities do not go with it */
    int target;      /* the capability whose subtree the current call removes, or MODEL_NONE */
    bool target_too; /* and itself */
};

#define MODEL_FIRST_PAGE 1
#define MODEL_END_PAGE ((UINT64_C(1) << 35) - 1)

/* What a call must answer. */
struct model_answer {
    int64_t result; /* 0 or a negative error, unless a handle is returned */
    int cap;        /* the capability whose new handle is returned, or MODEL_NONE */
    int mapping;    /* the capability whose window is mapped or unmapped, or MODEL_NONE */
    int waits;      /* the process whose end the caller waits for, or MODEL_NONE */
    bool removes;   /* it takes several pieces and may be set up to be made again after any of them */
};

/* The first process, with all frames and one capability to itself. Returns that capability. */
int model_start(struct model *m, uint64_t frames, bool outlive);

/* The capability that a bit pattern stands for in a process's table, or MODEL_NONE. What it leads to may be ending, so that not every call finds it. */
int model_find(const struct model *m, int process, uint64_t handle);

/* How often an account is charged at least and at most, the second with everything that is ending. */
void model_used(const struct model *m, int process, uint64_t *least, uint64_t *most);

/* What a call must answer. Changes the model as the call must have changed the kernel when it has answered so. */
struct model_answer model_call(struct model *m, int process, unsigned number, const uint64_t arguments[6],
                               const uint64_t *used);

/* What cap_inspect tells about a capability. */
void model_info(const struct model *m, int cap, uint64_t identifier, uint64_t used, uint64_t info[MODEL_INFO_BYTES / 8]);

/* The pages of a capability's window: the first one, and how many. */
uint64_t model_window_first(const struct model_cap *cap);
uint64_t model_window_pages(const struct model_cap *cap);

/* A call that maps or unmaps the window of a capability has answered so: what that leaves. */
void model_mapping_done(struct model *m, unsigned number, int mapping, int64_t result);

/*
 * What is seen of a mapping: whether it is there, how many pages of it are, and whether it is being taken down. Returns false if that cannot be: only
 * the call that runs (its number, the capability that it maps or unmaps, what it must answer in the end) changes a mapping, or the end of its capability.
 */
bool model_mapping_seen(struct model *m, int c, bool there, uint64_t done, bool down, unsigned number, int mapping,
                        int64_t result);

/* Had a process threads, of which none goes on? */
bool model_threadless(const struct model *m, int process);

/*
 * A thread has ended itself, and its process ends with it or does not. Returns false if that cannot be: the last one ends it, but some that were to end may
 * still be on their way out.
 */
bool model_thread_left(struct model *m, int thread, bool ended, const uint64_t outcome[MODEL_OUTCOME_BYTES / 8]);

/* A process has ended, and keeps only so many frames of those that it was given. */
void model_kept(struct model *m, int process, uint64_t frames);

/* What process_wait tells about a process that has ended. */
void model_outcome(const struct model *m, int process, uint64_t outcome[MODEL_OUTCOME_BYTES / 8]);

/* Did this process pay for the other one, or for whoever did, and so on? */
bool model_paid_for(const struct model *m, int process, int other);

/* Does a capability say that memory is mapped in a process that this one paid for? That process keeps its price until the capability goes. */
int model_keeps_price(const struct model *m, int process);

/* May this capability be gone by now, because the current call or the end of an object takes it? */
bool model_may_go(const struct model *m, int cap);

/* Does everything go that was made from this capability, by the current call or by the end of an object? */
bool model_takes(const struct model *m, int cap);

/* This capability is gone. What was made from it counts as made from its parent. */
void model_gone(struct model *m, int cap);

/* Is anything of what the current call removes still there? */
bool model_rest(const struct model *m);

/* Everything that ends has ended. */
void model_drain(struct model *m);

#endif
