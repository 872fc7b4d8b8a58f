/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief What can be said about a mapping on any machine: what it permits, and why it was refused.
 */
#ifndef KERNEL_ADDRESS_H
#define KERNEL_ADDRESS_H

#include "kernel/types.h"

/** @defgroup address Mappings
 *  @brief Permissions of a mapping, and the answers to a request for one.
 *  @{ */

/** What a mapping permits. Every mapping can be read; none can be both written and executed. */
enum permission {
    PERMISSION_READ = 1,    /**< It can be read. Always needed. */
    PERMISSION_WRITE = 2,   /**< It can be written. */
    PERMISSION_EXECUTE = 4, /**< Instructions can be fetched from it. */
    PERMISSION_USER = 8,    /**< Programs have these permissions, not the kernel only. */
    PERMISSION_DEVICE = 16, /**< Device registers: not cached, and the kernel's alone. */
};

/** The answer to a request for a mapping. */
enum address_status {
    ADDRESS_OK = 0,    /**< It was done. */
    ADDRESS_INVALID,   /**< Misaligned, outside of what may be mapped, or permissions that no mapping has. */
    ADDRESS_OCCUPIED,  /**< Something is mapped there. */
    ADDRESS_ABSENT,    /**< Nothing is mapped there. */
    ADDRESS_EXHAUSTED, /**< No frame is left for a page table. */
};

/** @} */

#endif
