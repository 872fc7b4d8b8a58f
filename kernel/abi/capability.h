/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Types of objects, rights, and what a program can ask about a capability. Shared by the kernel and by programs.
 */
#ifndef KERNEL_ABI_CAPABILITY_H
#define KERNEL_ABI_CAPABILITY_H

#include <stdint.h>

/** @addtogroup capability
 *  @{ */

/** Types of objects, final numbers. */
enum object_type_number {
    OBJECT_ANY = 0,     /**< No type: what a call asks for that takes every type. */
    OBJECT_PROCESS = 1, /**< An address space, a table of handles and an account. */
    OBJECT_THREAD = 2,  /**< What runs in a process. */
    OBJECT_MEMORY = 3,  /**< Frames of memory. */
};

/** Rights, final bits. A capability has a set of them, and one that is derived from it never has more. */
enum right {
    RIGHT_READ = 1 << 0,     /**< Memory: map it to be read. Process, thread: read its memory, its registers. */
    RIGHT_WRITE = 1 << 1,    /**< Memory: map it to be written. Process, thread: write its memory, its registers. */
    RIGHT_EXECUTE = 1 << 2,  /**< Memory: map it to be executed. */
    RIGHT_COPY = 1 << 3,     /**< Derive from this capability. */
    RIGHT_DESTROY = 1 << 4,  /**< Process, thread: end it. */
    RIGHT_WAIT = 1 << 5,     /**< Process: wait for its end. */
    RIGHT_GIVE = 1 << 6,     /**< Process: put capabilities into its table. */
    RIGHT_MAP = 1 << 7,      /**< Process: change its address space. */
    RIGHT_THREAD = 1 << 8,   /**< Process: make threads in it. */
    RIGHT_WAKE = 1 << 9,     /**< Thread: wake it. */
    RIGHT_SPEND = 1 << 10,   /**< Process: charge its account, and see the numbers in it. */
    RIGHT_SEND = 1 << 11,    /**< Send to what receives. */
    RIGHT_RECEIVE = 1 << 12, /**< Receive what is sent. */
};

/**
 * The first handle of a table: index 1 of page 0, generation 1. A handle is an index below 64 in bits 0 to 5, a page of the table in
 * bits 6 to 11, a generation in bits 12 to 59, and zeros. Index 0 and generation 0 are in no handle.
 */
#define HANDLE_FIRST UINT64_C(0x1001)

/** What cap_inspect writes. What means nothing for the type of the object is 0. */
struct cap_info {
    uint64_t type;       /**< One of enum object_type_number. */
    uint64_t rights;     /**< Sum of enum right. */
    uint64_t badge;      /**< As cap_create was told. */
    uint64_t root;       /**< 1 if this is the capability that creation returned. */
    uint64_t identifier; /**< Process, thread: a number that no other has had. */
    uint64_t limit;      /**< Process, with RIGHT_SPEND: frames that its account may hold. */
    uint64_t used;       /**< Process, with RIGHT_SPEND: frames that it holds. */
    uint64_t pages;      /**< Memory: its size. */
    uint64_t mapped;     /**< Memory: the address at which it is mapped through this capability. */
};

/** @} */

#endif
