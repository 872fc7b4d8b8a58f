/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Exceptions and interrupts: vectors, stubs, and how a file registers for one.
 *
 * Source: Intel SDM volume 3A, section 6.3 (sources), 6.15 (reference); AMD APM volume 2, chapter 8.
 */
#ifndef ARCH_TRAP_H
#define ARCH_TRAP_H

/** @defgroup trap Traps
 *  @brief Exceptions and interrupts.
 *  @{ */

#define VECTOR_COUNT 256       /**< Gates of the IDT. */
#define VECTOR_STUB_BYTES 8    /**< Size of each stub; the assembler checks it. */
#define VECTOR_DEBUG 1         /**< \#DB: single step and breakpoints in hardware. */
#define VECTOR_NMI 2           /**< Non-maskable interrupt. */
#define VECTOR_BREAKPOINT 3    /**< \#BP: the INT3 instruction. */
#define VECTOR_DOUBLE_FAULT 8  /**< \#DF: a fault while another was delivered. */
#define VECTOR_PROTECTION 13   /**< \#GP: general protection. */
#define VECTOR_PAGE_FAULT 14   /**< \#PF: page fault; CR2 holds the address. */
#define VECTOR_MACHINE_CHECK 18 /**< \#MC: the hardware reports an error. */
#define VECTOR_EXCEPTIONS 32   /**< The processor's own vectors lie below. */

/** Size of a stack that a gate of the IDT names. */
#define IST_STACK_BYTES 8176
/** What lies above such a stack: the CPU's address, and one word for the alignment. */
#define IST_TOP_BYTES 16

/* Bits of a page fault's error code. */
#define PAGE_FAULT_PRESENT (1 << 0)  /**< Something is mapped there, but that access is not permitted. */
#define PAGE_FAULT_WRITE (1 << 1)    /**< It was written. */
#define PAGE_FAULT_USER (1 << 2)     /**< By ring 3. */
#define PAGE_FAULT_RESERVED (1 << 3) /**< A reserved bit is set in a page table. */
#define PAGE_FAULT_FETCH (1 << 4)    /**< It was executed. */

#ifndef __ASSEMBLER__

#include "arch/x86_64/frame.h"

struct cpu;

extern const char vector_stubs[];               /**< The 256 stubs, one after the other. */
extern const char trap_nmi[];                   /**< The stub of NMI, which has a stack of its own. */
extern const char trap_debug[];                 /**< The same for \#DB. */
extern const char trap_machine_check[];         /**< The same for \#MC. */
extern const char trap_double_fault[];          /**< The same for \#DF. */
extern struct cpu *nmi_stack_top;               /**< First word above NMI's stack: the address of the CPU that owns it. */
extern struct cpu *debug_stack_top;             /**< The same for \#DB. */
extern struct cpu *machine_check_stack_top;     /**< The same for \#MC. */
extern struct cpu *double_fault_stack_top;      /**< The same for \#DF. */
/** First address above the kernel stack of the first processor (boot.S). */
extern char kernel_stack_top[];

/** An entry of the table of trap handlers. */
struct trap_handler {
    uint64_t vector;                     /**< 0 to 255. */
    bool (*handle)(struct frame *frame); /**< Returns true if it dealt with the trap; may change the frame. */
};

/**
 * Registers a handler for a vector. The first that returns true ends the search.
 *
 * @param vector   0 to 255, but not NMI, \#DB, \#DF or \#MC
 * @param function bool function(struct frame *), static
 */
#define TRAP_HANDLER(vector, function)                                       \
    static const struct trap_handler trap_handler_##function                 \
        __attribute__((used, section(".trap_handlers"), aligned(8))) = {(vector), function}

/** Calls the handlers of the frame's vector until one returns true. Returns false if none did. */
bool trap_handle(struct frame *frame);

/** Where a trap from ring 0 arrives, on the kernel stack. Returning resumes the frame, which may have been changed. */
void trap_kernel(struct frame *frame);

/** Where \#DF and \#MC arrive, on their own stacks. */
_Noreturn void trap_fatal(struct frame *frame);

/**
 * Reads eight bytes that may not be there.
 *
 * @param address kernel address, any alignment
 * @param value   receives them
 * @return false if the read faulted
 */
bool probe_read64(uint64_t address, uint64_t *value);

/** The manual's mnemonic and name of an exception. */
const char *exception_name(uint64_t vector);

/** Prints the registers of a frame. */
void frame_print(const struct frame *frame);

/** Prints who called whom, beginning at an instruction and a frame pointer. */
void backtrace_print(uint64_t rip, uint64_t rbp);

#endif

/** @} */

#endif
