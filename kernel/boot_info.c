/* SPDX-License-Identifier: MIT */
/*
 * Holds the boot information and answers questions about the command line. Written once, by the machine's first code,
 * before any boot step that reads it.
 */
#include "kernel/boot_info.h"

#include "kernel/lib/string.h"

struct boot_info boot_info;

bool boot_option(const struct boot_info *info, const char *name, char *value, size_t size)
{
    size_t name_length = strlen(name);
    const char *found = NULL;

    for (const char *at = info->command_line; *at != 0;) {
        size_t length = 0;
        while (at[length] != 0 && at[length] != ' ') {
            length++;
        }
        if (length >= name_length && memcmp(at, name, name_length) == 0 && (length == name_length || at[name_length] == '=')) {
            found = at + name_length;
        }
        at += length;
        while (*at == ' ') {
            at++;
        }
    }
    if (found == NULL) {
        return false;
    }
    if (*found == '=') {
        found++;
    }
    size_t used = 0;
    while (used + 1 < size && found[used] != 0 && found[used] != ' ') {
        value[used] = found[used];
        used++;
    }
    if (size > 0) {
        value[used] = 0;
    }
    return true;
}
