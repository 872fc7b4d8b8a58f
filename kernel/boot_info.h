/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief What the boot loader said, in a form that does not depend on the boot loader or the machine.
 */
#ifndef KERNEL_BOOT_INFO_H
#define KERNEL_BOOT_INFO_H

#include "kernel/types.h"

/** @defgroup boot_info Boot information
 *  @brief Memory map, modules and command line, checked and copied.
 *  @{ */

/** Most memory ranges that are kept. A map with more is refused. */
#define BOOT_RANGES_MAX 128
/** Most modules that are kept. */
#define BOOT_MODULES_MAX 8
/** Bytes of the command line that are kept, the terminating zero included. */
#define BOOT_COMMAND_LINE_MAX 256
/** Bytes of a module's name that are kept, the terminating zero included. */
#define BOOT_NAME_MAX 64

/** What a range of physical memory may be used for. The larger value wins where ranges overlap. */
enum memory_type {
    MEMORY_AVAILABLE = 1,        /**< Free for the kernel. */
    MEMORY_ACPI_RECLAIMABLE = 2, /**< ACPI tables; free once they have been read. */
    MEMORY_ACPI_NVS = 3,         /**< Kept by the firmware across sleep. */
    MEMORY_RESERVED = 4,         /**< Not to be touched. */
    MEMORY_DEFECTIVE = 5,        /**< Known to be broken. */
};

/** A range of physical memory, [start, end), both multiples of PAGE_SIZE. */
struct memory_range {
    uint64_t start;        /**< First byte. */
    uint64_t end;          /**< First byte after the range; larger than start. */
    enum memory_type type; /**< What it may be used for. */
};

/** A file that the boot loader put into memory, [start, end) in bytes. start is a multiple of PAGE_SIZE. */
struct boot_module {
    uint64_t start;           /**< Physical address of the first byte. */
    uint64_t end;             /**< Physical address after the last byte; may equal start. */
    char name[BOOT_NAME_MAX]; /**< Its command line as the loader gave it, cut and zero-terminated. */
};

/** Everything that the kernel keeps of what the boot loader said. */
struct boot_info {
    unsigned range_count;                            /**< Ranges in use. */
    struct memory_range ranges[BOOT_RANGES_MAX];     /**< Ascending, disjoint; neighbours of one type are merged. */
    unsigned module_count;                           /**< Modules in use. */
    struct boot_module modules[BOOT_MODULES_MAX];    /**< In the loader's order. */
    char command_line[BOOT_COMMAND_LINE_MAX];        /**< Cut and zero-terminated. */
    unsigned rsdp_length;                            /**< Bytes of rsdp in use, 0 if the loader gave none. */
    uint8_t rsdp[36];                                /**< Copy of ACPI's root pointer, not yet checked. */
    struct memory_range image;                       /**< Where the kernel's image lies, physically. */
};

/** The boot information. Filled before the first boot step that reads it (boot step 20), constant after. */
extern struct boot_info boot_info;

/**
 * Looks an option up on the kernel's command line: words separated by spaces, each NAME or NAME=VALUE.
 *
 * @param info  boot information to search
 * @param name  the option's name, without the equals sign
 * @param value receives the value, zero-terminated and cut to size bytes; empty for a bare NAME. May be null if size is 0.
 * @param size  bytes at value
 * @return true if the option is there. The last one counts.
 */
bool boot_option(const struct boot_info *info, const char *name, char *value, size_t size);

/** @} */

#endif
