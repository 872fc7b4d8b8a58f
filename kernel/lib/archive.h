/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Reads an archive of files: POSIX ustar, as `tar --format=ustar` writes it. For the kernel, for ring 3 and for the host.
 */
#ifndef KERNEL_LIB_ARCHIVE_H
#define KERNEL_LIB_ARCHIVE_H

#include "kernel/types.h"

/** @defgroup archive Archives
 *  @brief Files with names, one after the other in memory.
 *
 * Source: POSIX.1-2017, pax, section "ustar Interchange Format".
 *  @{ */

/** Bytes of a block: headers are one, contents are padded to whole ones. */
#define ARCHIVE_BLOCK 512
/** Longest name with its zero: a prefix of 155 bytes, a slash, and 100 bytes. */
#define ARCHIVE_NAME_MAX 257

/** Every way in which an archive can be damaged or not answer, and the sentence that says so. */
#define ARCHIVE_RULES(RULE)                                                 \
    RULE(ARCHIVE_END, "there are no more files")                            \
    RULE(ARCHIVE_ABSENT, "there is no file of that name")                   \
    RULE(ARCHIVE_TWICE, "there are two files of that name")                 \
    RULE(ARCHIVE_CUT, "the archive has no end")                             \
    RULE(ARCHIVE_HALF_END, "the archive's end is only half there")          \
    RULE(ARCHIVE_FORMAT, "a header is not ustar's")                         \
    RULE(ARCHIVE_NUMBER, "a number in a header is not octal or has no end") \
    RULE(ARCHIVE_CHECKSUM, "a header does not match its checksum")          \
    RULE(ARCHIVE_NAME, "a file has no name")                                \
    RULE(ARCHIVE_KIND, "an entry is neither a file nor a folder")           \
    RULE(ARCHIVE_SIZE, "a file reaches beyond the archive, or a folder has contents")

/** What a question to an archive came to. */
enum archive_status {
    ARCHIVE_OK = 0, /**< It was answered. */
/** @cond */
#define ARCHIVE_RULE(name, text) name,
/** @endcond */
    ARCHIVE_RULES(ARCHIVE_RULE)
#undef ARCHIVE_RULE
};

/** A file or a folder. */
struct archive_entry {
    char name
        [ARCHIVE_NAME_MAX]; /**< As in the archive, prefix included, with a zero at its end. A folder's ends with a slash. */
    bool folder;            /**< It has no contents. */
    const uint8_t *data;    /**< Contents, within the archive. */
    size_t size;            /**< Bytes of contents. */
};

/**
 * Reads the next entry.
 *
 * @param archive the archive, at any alignment; nothing in it is trusted
 * @param size    bytes that may be read at archive
 * @param at      where to go on: 0 for the first entry; moved to the next one on ARCHIVE_OK, else left alone
 * @param entry   receives the entry; meaningless unless ARCHIVE_OK
 * @return ARCHIVE_OK, ARCHIVE_END at two blocks of zeros (what follows is not looked at), or what is wrong
 */
enum archive_status archive_next(const void *archive, size_t size, size_t *at, struct archive_entry *entry);

/**
 * Finds a file by its whole name. The archive is read to its end, so a damaged one is refused whatever the name.
 *
 * @param archive the archive, as for archive_next()
 * @param size    bytes that may be read at archive
 * @param name    the name; folders are not found
 * @param entry   receives the file; meaningless unless ARCHIVE_OK
 * @return ARCHIVE_OK, ARCHIVE_ABSENT, ARCHIVE_TWICE, or what is wrong with the archive
 */
enum archive_status archive_find(const void *archive, size_t size, const char *name, struct archive_entry *entry);

/** The sentence for a status, without its stop. */
const char *archive_rule_name(enum archive_status status);

/** @} */

#endif
