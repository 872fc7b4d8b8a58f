/* SPDX-License-Identifier: MIT */
/*
 * Reads an archive in POSIX's ustar format: a block of 512 bytes says what comes, the contents follow in whole blocks, two blocks of
 * zeros are the end. The position is never beyond the archive, and what is left is compared, not what would be the sum.
 */
#include "kernel/lib/archive.h"

#include "kernel/lib/string.h"

/** A block that says what comes. Texts that fill their field have no zero at the end; numbers are octal digits. */
struct header {
    char name[100];
    char mode[8], user[8], group[8];
    char size[12], changed[12];
    char checksum[8];
    char kind;
    char link[100];
    char magic[8];
    char user_name[32], group_name[32];
    char device_major[8], device_minor[8];
    char prefix[155];
    char unused[12];
};

_Static_assert(sizeof(struct header) == ARCHIVE_BLOCK, "a header is one block");

/** Reads octal digits, one at least, up to the space or zero that must end them. @return false if that is not what is there */
static bool read_octal(const char *text, size_t size, uint64_t *number)
{
    size_t used = 0;
    *number = 0;
    while (used < size && text[used] >= '0' && text[used] <= '7') {
        *number = *number << 3 | (uint64_t)(text[used++] - '0');
    }
    return used > 0 && used < size && (text[used] == ' ' || text[used] == 0);
}

/** The sum of a header's bytes, those of the checksum itself counted as spaces. */
static uint64_t header_sum(const struct header *header)
{
    const uint8_t *bytes = (const uint8_t *)header;
    uint64_t sum = 0;
    for (size_t i = 0; i < sizeof(*header); i++) {
        bool own = i >= offsetof(struct header, checksum) && i < offsetof(struct header, kind);
        sum += own ? ' ' : bytes[i];
    }
    return sum;
}

/** Appends a text that need not have a zero at its end. to has room. @return bytes of the name so far */
static size_t append(char *to, size_t used, const char *text, size_t size)
{
    for (size_t i = 0; i < size && text[i] != 0; i++) {
        to[used++] = text[i];
    }
    to[used] = 0;
    return used;
}

static bool all_zero(const void *block)
{
    static const uint8_t zeros[ARCHIVE_BLOCK];
    return memcmp(block, zeros, sizeof(zeros)) == 0;
}

static enum archive_status read_header(const struct header *header, struct archive_entry *entry)
{
    uint64_t checksum, size;
    if (memcmp(header->magic, "ustar\00000", sizeof(header->magic)) != 0) {
        return ARCHIVE_FORMAT;
    }
    if (!read_octal(header->checksum, sizeof(header->checksum), &checksum) ||
        !read_octal(header->size, sizeof(header->size), &size)) {
        return ARCHIVE_NUMBER;
    }
    if (checksum != header_sum(header)) {
        return ARCHIVE_CHECKSUM;
    }
    if (header->name[0] == 0) {
        return ARCHIVE_NAME;
    }
    entry->folder = header->kind == '5';
    if (header->kind != '0' && header->kind != 0 && !entry->folder) {
        return ARCHIVE_KIND;
    }
    if (entry->folder && size != 0) {
        return ARCHIVE_SIZE;
    }
    size_t used = append(entry->name, 0, header->prefix, sizeof(header->prefix));
    used = append(entry->name, used, "/", used > 0);
    append(entry->name, used, header->name, sizeof(header->name));
    entry->size = size;
    return ARCHIVE_OK;
}

enum archive_status archive_next(const void *archive, size_t size, size_t *at, struct archive_entry *entry)
{
    struct header header;
    const uint8_t *block = (const uint8_t *)archive + *at;
    size_t left = size - *at;
    if (left < ARCHIVE_BLOCK) {
        return ARCHIVE_CUT;
    }
    if (all_zero(block)) {
        bool whole = left >= 2 * ARCHIVE_BLOCK && all_zero(block + ARCHIVE_BLOCK);
        return whole ? ARCHIVE_END : ARCHIVE_HALF_END;
    }
    memcpy(&header, block, sizeof(header));
    enum archive_status status = read_header(&header, entry);
    if (status != ARCHIVE_OK) {
        return status;
    }
    left -= ARCHIVE_BLOCK;
    if (entry->size > left) {
        return ARCHIVE_SIZE;
    }
    size_t padded = (entry->size + ARCHIVE_BLOCK - 1) / ARCHIVE_BLOCK * ARCHIVE_BLOCK;
    if (padded > left) {
        return ARCHIVE_CUT;
    }
    entry->data = block + ARCHIVE_BLOCK;
    *at += ARCHIVE_BLOCK + padded;
    return ARCHIVE_OK;
}

enum archive_status archive_find(const void *archive, size_t size, const char *name, struct archive_entry *entry)
{
    struct archive_entry candidate;
    enum archive_status status, found = ARCHIVE_ABSENT;
    size_t at = 0;
    while ((status = archive_next(archive, size, &at, &candidate)) == ARCHIVE_OK) {
        if (!candidate.folder && strncmp(candidate.name, name, sizeof(candidate.name)) == 0) {
            found = found == ARCHIVE_ABSENT ? ARCHIVE_OK : ARCHIVE_TWICE;
            *entry = candidate;
        }
    }
    return status == ARCHIVE_END ? found : status;
}

const char *archive_rule_name(enum archive_status status)
{
    static const char *const names[] = {"it was answered",
#define ARCHIVE_RULE(name, text) text,
                                        ARCHIVE_RULES(ARCHIVE_RULE)
#undef ARCHIVE_RULE
    };
    return (unsigned)status < ARRAY_SIZE(names) ? names[status] : "something without a name is wrong";
}
