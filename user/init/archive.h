/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief The archive that the boot loader brought, in init's memory.
 */
#ifndef USER_INIT_ARCHIVE_H
#define USER_INIT_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>

#include "kernel/lib/archive.h"

/** Maps the archive to be read. @return false if init was not given one */
bool archive_open(void);

/** Reads the next entry, as archive_next(). */
enum archive_status archive_entry_next(size_t *at, struct archive_entry *entry);

/** Finds a file, as archive_find(). */
enum archive_status archive_file(const char *name, struct archive_entry *file);

#endif
