/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Processes and threads.
 */
#ifndef KERNEL_PROCESS_H
#define KERNEL_PROCESS_H

#if SPRINT >= S_CAPABILITIES
#include "kernel/capability.h"
#endif
#if SPRINT >= S_PROCESSES
#include "kernel/abi/process_outcome.h"
#endif
#include "kernel/machine.h"
#if SPRINT >= S_THREADS
#include "kernel/scheduler.h"
#endif
#include "kernel/upcall.h"

/** @defgroup process Processes and threads
 *  @brief An address space, and what runs in it.
 *  @{ */

/** A process: an address space and the threads that run in it. */
struct process {
    struct address_space space; /**< What its threads see. */
    struct physical_address self; /**< The frame that holds this object. */
    uint64_t identifier;        /**< A number that no other process has had. */
    uint64_t threads;           /**< Threads that have not been destroyed. */
#if SPRINT >= S_ELF
    bool unknown_call;          /**< It has made a call that does not exist. */
#endif
#if SPRINT >= S_CAPABILITIES
    struct object object;           /**< What capabilities lead to. */
    struct account account;         /**< What it may use. Pages of its table are charged here. */
    struct capability_table table;  /**< What its handles stand for. */
    unsigned priority;              /**< Highest priority of threads in it. */
#endif
#if SPRINT >= S_REVOCATION
    struct thread *first_thread;    /**< The first of the list of its threads, or null. */
#endif
#if SPRINT >= S_MEMORY
    uint64_t tables;                /**< Page tables below the top one, which are charged to it. */
    union capability_page *loaded;  /**< Capabilities to memory that the kernel has loaded a program into; no handle leads there. */
#endif
#if SPRINT >= S_PROCESSES
    struct process_outcome outcome;         /**< How its last thread ended. */
    bool outcome_known;                 /**< It has ended, and who waited for that may go on. */
    struct thread *waiting;         /**< The first of the threads that wait for its end, or null. */
#endif
};

/** What a thread is about. */
enum thread_state {
    THREAD_NEW = 1,  /**< Not prepared yet. */
    THREAD_READY,    /**< It may run. */
    THREAD_FAULTED,  /**< It did something that it must not do, and has ended. */
#if SPRINT >= S_DISPATCH
    THREAD_EXITED,   /**< It has ended itself. */
#endif
#if SPRINT >= S_THREADS
    THREAD_BLOCKED,   /**< It waits for its permit. */
    THREAD_DESTROYED, /**< It was ended from outside. */
#endif
#if SPRINT >= S_PROCESSES
    THREAD_WAITING,   /**< It waits for the end of a process. */
#endif
};

/** A thread. Its frame comes first: the machine finds it at the thread's own address. */
struct thread {
    struct frame frame;      /**< Its registers, while it is not in ring 3. */
#if SPRINT >= S_FPU
    struct extended_state extended; /**< Those besides the frame, while it is not loaded. */
#endif
    struct physical_address self; /**< The frame that holds this object. */
    struct process *process; /**< Where it lives. */
    enum thread_state state; /**< What it is about. */
    struct fault fault;      /**< Why it ended, if it faulted. */
#if SPRINT >= S_DISPATCH
    int32_t exit_status;     /**< What it said when it ended itself. */
#endif
#if SPRINT >= S_REVOCATION
    struct thread *next_thread;     /**< In the list of its process's threads. */
    struct thread *previous_thread; /**< Likewise. */
#endif
#if SPRINT >= S_THREADS
    struct object object;           /**< What capabilities lead to. A thread that the kernel itself has made is none, and has no type. */
    struct schedule schedule;       /**< What the scheduler keeps of it. */
    uint64_t identifier;            /**< A number that no other thread has had. */
#endif
#if SPRINT >= S_PROCESSES
    struct thread *waiting_next;    /**< Who else waits for the same process. */
    struct thread **waiting_link;   /**< What points to this thread in the list of those that wait; null if it does not wait. */
#endif
};

/** Tells whether a thread may go on: it is ready, and nothing that it needs is ending. */
static inline bool thread_may_run(const struct thread *thread)
{
#if SPRINT >= S_REVOCATION
    if (thread->process->object.ending) {
        return false;
    }
#endif
#if SPRINT >= S_THREADS
    if (thread->object.ending) {
        return false;
    }
#endif
    return thread->state == THREAD_READY;
}

/** Makes a process with an empty address space. @return null if memory is exhausted */
struct process *process_create(void);

/** Ends a process whose threads are destroyed: its address space and all that is mapped there are freed. */
void process_destroy(struct process *process);

/** Makes a thread in a process. @return null if memory is exhausted */
struct thread *thread_create(struct process *process);

/** Lets a thread begin, or begin again after it has ended. @return false if the machine cannot go on at that address */
bool thread_start(struct thread *thread, struct user_address entry, struct user_address stack, uint64_t argument);

/** Ends a thread and frees it: at once, or when nothing refers to it any more. */
void thread_destroy(struct thread *thread);

#if SPRINT >= S_CAPABILITIES
/** The highest priority that a thread can have. */
#define PRIORITY_MAX 31

/** The type of processes. */
extern const struct object_type process_type;

/** The process that an object of that type is part of. */
static inline struct process *process_of(struct object *object)
{
    return (struct process *)((char *)object - offsetof(struct process, object));
}

/**
 * Gives a process that the kernel has made frames to use, and a capability to itself with all rights, the root. Called once for each
 * process that shall be able to name itself; if its table was empty, the handle is HANDLE_FIRST.
 *
 * @param process one that the kernel has made
 * @param frames  so many; the kernel sees to it that they are there
 * @return the handle; 0 if the frames do not even suffice for the table
 */
uint64_t process_endow(struct process *process, uint64_t frames);

/** Frees the frames of a process in which nothing is left, and to which nothing refers: its top table and its object. */
void process_free(struct object *object);
#endif

/** @} */

#endif
