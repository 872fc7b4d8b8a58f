/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief What programs of Postern are told besides what every program is: types of the auxiliary vector.
 */
#ifndef KERNEL_ABI_TOLD_H
#define KERNEL_ABI_TOLD_H

#include <stdint.h>

/** @addtogroup auxiliary
 *  @{ */

/** Types that are Postern's own. From 0x1010 on they are for loaders to agree on with what they load. */
enum told_type {
    AT_POSTERN_PROCESS = 0x1000,      /**< A handle to the process itself. */
    AT_POSTERN_ARCHIVE = 0x1001,      /**< A handle to memory that holds an archive. */
    AT_POSTERN_ARCHIVE_SIZE = 0x1002, /**< Bytes of the archive. */
};

/** A hash of the definitions of calls and errors that this code was built from. The build makes it; the call abi_hash tells the kernel's. */
extern const uint64_t definitions_hash __attribute__((visibility("hidden")));

/** @} */

#endif
