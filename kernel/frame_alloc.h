/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Who owns which frame of physical memory.
 */
#ifndef KERNEL_FRAME_ALLOC_H
#define KERNEL_FRAME_ALLOC_H

#include "kernel/types.h"

/** @defgroup frame_alloc Frames
 *  @brief Physical memory, handed out and taken back in frames of PAGE_SIZE bytes.
 *  @{ */

/** Memory below this address is never handed out: firmware data, and the page where further processors will start. */
#define FRAME_LOWEST_ADDRESS UINT64_C(0x100000)

/** What a frame is used for. The debug build remembers it for each frame. */
enum frame_owner {
    FRAME_KERNEL = 1, /**< The kernel's own data. */
    FRAME_TABLE = 2,  /**< A page table. */
    FRAME_OBJECT = 3, /**< Kernel objects that a program caused to be made. */
    FRAME_USER = 4,   /**< Memory that programs see. */
};

/** How many frames there are. */
struct frame_counters {
    uint64_t total; /**< Frames that can be handed out at all. */
    uint64_t free;  /**< Frames that are not handed out now. */
};

/**
 * Takes the free frame with the lowest address. Its contents are whatever they were.
 *
 * The cost does not depend on how much memory there is or how much of it is free: 5 steps to find the frame, at most 5 to
 * take it out of the set, for up to 4 TiB.
 *
 * @param owner what the frame will be used for
 * @param frame receives the frame's physical address
 * @return false if no frame is free; frame is unchanged then
 */
bool frame_alloc(enum frame_owner owner, struct physical_address *frame);

/** As frame_alloc(), but the frame's bytes are zero. */
bool frame_alloc_zeroed(enum frame_owner owner, struct physical_address *frame);

/**
 * Gives a frame back. Costs at most 5 steps. Panics with PANIC_FRAME if frame_alloc() did not hand it out, or if it has
 * been given back since; the debug build also if owner is not the one that was said when it was taken.
 *
 * @param owner what the frame was used for
 * @param frame physical address of the frame's first byte
 */
void frame_free(enum frame_owner owner, struct physical_address frame);

/** Returns how many frames there are now. */
struct frame_counters frame_counters(void);

#ifdef DEBUG
/** Debug build only: starts looking for leaks. What is handed out now does not count as one. */
void frame_leaks_begin(void);

/**
 * Debug build only: prints the owner and address of frames that were handed out since frame_leaks_begin() and not given
 * back, at most eight of them.
 *
 * @return how many there are
 */
uint64_t frame_leaks_report(void);
#endif

/** @} */

#endif
