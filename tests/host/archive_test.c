/* SPDX-License-Identifier: MIT */
// proves: Archives that tar writes are read name by name and byte by byte; damaged ones are refused with the reason, not read beyond.
// sources: kernel/lib/archive.c
// flags: -Itests/host
#include <string.h>
#include <unistd.h>

#include "archive_rules.h"
#include "testing.h"

/* Fields of a header, from the table of POSIX: offset, size. */
enum {
    NAME = 0,
    SIZE = 124,
    CHECKSUM = 148,
    KIND = 156,
    MAGIC = 257,
    PREFIX = 345,
    NAME_SIZE = 100,
    PREFIX_SIZE = 155,
};

static uint8_t room[64 * ARCHIVE_BLOCK];
static size_t used;

static void put_checksum(uint8_t *header)
{
    unsigned sum = 0;
    memset(header + CHECKSUM, ' ', 8);
    for (unsigned i = 0; i < ARCHIVE_BLOCK; i++) {
        sum += header[i];
    }
    snprintf((char *)header + CHECKSUM, 8, "%06o", sum);
}

static uint8_t *add(const char *prefix, const char *name, char kind, size_t size)
{
    uint8_t *header = room + used;
    memset(header, 0, ARCHIVE_BLOCK);
    memcpy(header + NAME, name, strnlen(name, NAME_SIZE));
    memcpy(header + PREFIX, prefix, strnlen(prefix, PREFIX_SIZE));
    snprintf((char *)header + SIZE, 12, "%011zo", size);
    header[KIND] = (uint8_t)kind;
    memcpy(header + MAGIC, "ustar\00000", 8);
    put_checksum(header);
    used += ARCHIVE_BLOCK;
    for (size_t i = 0; i < (size + 511) / 512 * 512; i++) {
        room[used++] = i < size ? (uint8_t)(i * 7 + size) : 0xee;
    }
    return header;
}

static void begin(void)
{
    used = 0;
}

static void end(void)
{
    memset(room + used, 0, 2 * ARCHIVE_BLOCK);
    used += 2 * ARCHIVE_BLOCK;
}

/* Walks a copy that ends exactly at size bytes and begins at an odd address. */
static enum archive_status walk_bytes(const uint8_t *bytes, size_t size)
{
    uint8_t *copy = malloc(size + 1);
    memcpy(copy + 1, bytes, size);
    enum archive_status status = archive_rules_walk(copy + 1, size);
    free(copy);
    return status;
}

static void expect(enum archive_status expected)
{
    enum archive_status status = walk_bytes(room, used);
    if (status != expected) {
        fail_msg("expected: %s; but: %s", archive_rule_name(expected), archive_rule_name(status));
    }
}

static void build(void)
{
    begin();
    add("", "folder/", '5', 0);
    add("", "folder/empty", '0', 0);
    add("", "init", '0', 1000);
    add("", "whole", 0, 1024);
    end();
}

static void files_are_found_by_their_names(void **state)
{
    (void)state;
    struct archive_entry entry;
    build();
    assert_int_equal(archive_find(room, used, "init", &entry), ARCHIVE_OK);
    assert_int_equal(entry.size, 1000);
    assert_int_equal(entry.data[999], (uint8_t)(999 * 7 + 1000));
    assert_int_equal(archive_find(room, used, "whole", &entry), ARCHIVE_OK);
    assert_int_equal(entry.size, 1024);
    assert_int_equal(archive_find(room, used, "folder/empty", &entry), ARCHIVE_OK);
    assert_int_equal(entry.size, 0);
    static const char *const absent[] = {"", "ini", "initx", "empty", "folder/", "folder", "/init", "./init"};
    for (size_t i = 0; i < ARRAY_SIZE(absent); i++) {
        assert_int_equal(archive_find(room, used, absent[i], &entry), ARCHIVE_ABSENT);
    }
    used -= 2 * ARCHIVE_BLOCK;
    add("", "init", '0', 7);
    end();
    assert_int_equal(archive_find(room, used, "init", &entry), ARCHIVE_TWICE);
    assert_int_equal(archive_find(room, used, "whole", &entry), ARCHIVE_OK);
    begin();
    end();
    assert_int_equal(archive_find(room, used, "init", &entry), ARCHIVE_ABSENT);
}

static void names_may_fill_their_fields(void **state)
{
    (void)state;
    char prefix[PREFIX_SIZE + 1], name[NAME_SIZE + 1], whole[PREFIX_SIZE + NAME_SIZE + 2];
    memset(prefix, 'p', PREFIX_SIZE);
    memset(name, 'n', NAME_SIZE);
    prefix[PREFIX_SIZE] = name[NAME_SIZE] = 0;
    snprintf(whole, sizeof(whole), "%s/%s", prefix, name);
    struct archive_entry entry;
    begin();
    add(prefix, name, '0', 3);
    add("", name, '0', 4);
    add("p", "n", '0', 5);
    end();
    expect(ARCHIVE_END);
    assert_int_equal(archive_find(room, used, whole, &entry), ARCHIVE_OK);
    assert_int_equal(entry.size, 3);
    assert_int_equal(strlen(entry.name), ARCHIVE_NAME_MAX - 1);
    assert_int_equal(archive_find(room, used, name, &entry), ARCHIVE_OK);
    assert_int_equal(entry.size, 4);
    assert_int_equal(archive_find(room, used, "p/n", &entry), ARCHIVE_OK);
    assert_int_equal(entry.size, 5);
}

static const struct {
    uint8_t at;
    const char *bytes;
    uint8_t size;
    enum archive_status status;
} damages[] = {
    {KIND, "0", 1, ARCHIVE_END},
    {SIZE, "00000001750 ", 12, ARCHIVE_END},
    {SIZE, "1750\0zzzzzzz", 12, ARCHIVE_END},
    {SIZE, "000000001750", 12, ARCHIVE_NUMBER}, /* no end */
    {SIZE, "\0", 1, ARCHIVE_NUMBER},
    {SIZE, " 0000001750", 12, ARCHIVE_NUMBER},
    {SIZE, "0000000175x", 12, ARCHIVE_NUMBER},
    {SIZE, "00000001758", 12, ARCHIVE_NUMBER},
    {SIZE, "-0000001750", 12, ARCHIVE_NUMBER},
    {SIZE, "\200\0\0\0\0\0\0\0\0\0\003\350", 12, ARCHIVE_NUMBER}, /* as GNU writes large ones */
    {SIZE, "77777777777", 12, ARCHIVE_SIZE},
    {SIZE, "00000007001", 12, ARCHIVE_SIZE},
    {KIND, "1", 1, ARCHIVE_KIND},
    {KIND, "2", 1, ARCHIVE_KIND},
    {KIND, "3", 1, ARCHIVE_KIND},
    {KIND, "x", 1, ARCHIVE_KIND},
    {KIND, "L", 1, ARCHIVE_KIND},
    {KIND, "5", 1, ARCHIVE_SIZE},
    {NAME, "\0", 1, ARCHIVE_NAME},
};

static void damages_are_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(damages); i++) {
        begin();
        uint8_t *header = add("", "init", '0', 1000);
        add("", "next", '0', 1000);
        end();
        memcpy(header + damages[i].at, damages[i].bytes, damages[i].size);
        put_checksum(header);
        print_message("  %s\n", archive_rule_name(damages[i].status));
        expect(damages[i].status);
    }
    static const char *const magics[] = {"ustar  \0", "ustar\0\0\0", "ustar\00001", "Ustar\00000", "\0\0\0\0\0\0\0\0"};
    for (size_t i = 0; i < ARRAY_SIZE(magics); i++) {
        build();
        memcpy(room + MAGIC, magics[i], 8);
        put_checksum(room);
        expect(ARCHIVE_FORMAT);
    }
    static const char *const checksums[] = {"000000\0 ", "xxxxxx\0 ", "00000000"};
    static const enum archive_status statuses[] = {ARCHIVE_CHECKSUM, ARCHIVE_NUMBER, ARCHIVE_NUMBER};
    for (size_t i = 0; i < ARRAY_SIZE(checksums); i++) {
        build();
        memcpy(room + CHECKSUM, checksums[i], 8);
        expect(statuses[i]);
    }
}

static void the_end_must_be_there(void **state)
{
    (void)state;
    build();
    size_t whole = used;
    for (size_t size = 0; size <= whole; size++) {
        enum archive_status status = walk_bytes(room, size);
        bool right = size == whole                                                  ? status == ARCHIVE_END
                     : size >= whole - ARCHIVE_BLOCK                                ? status == ARCHIVE_HALF_END
                     : size >= 3 * ARCHIVE_BLOCK && size < 3 * ARCHIVE_BLOCK + 1000 ? status == ARCHIVE_SIZE
                     : size >= 6 * ARCHIVE_BLOCK && size < 8 * ARCHIVE_BLOCK        ? status == ARCHIVE_SIZE
                                                                                    : status == ARCHIVE_CUT;
        if (!right) {
            fail_msg("cut to %zu of %zu bytes: %s", size, whole, archive_rule_name(status));
        }
    }
    used -= ARCHIVE_BLOCK;
    room[used] = 1;
    used += ARCHIVE_BLOCK;
    expect(ARCHIVE_HALF_END);
    /* What follows the end is not looked at. */
    build();
    memset(room + used, 0x55, 777);
    used += 777;
    expect(ARCHIVE_END);
}

static void no_byte_of_a_header_may_change(void **state)
{
    (void)state;
    build();
    for (size_t at = 0; at < ARCHIVE_BLOCK; at++) {
        for (unsigned bit = 0; bit < 8; bit++) {
            size_t place = 2 * ARCHIVE_BLOCK + at;
            room[place] ^= (uint8_t)(1 << bit);
            /* The checksum's own end is a zero or a space; what follows it is anything. */
            bool own = (at == CHECKSUM + 6 && bit == 5) || at == CHECKSUM + 7;
            enum archive_status status = walk_bytes(room, used);
            if ((status == ARCHIVE_END) != own) {
                fail_msg("bit %u of byte %zu: %s", bit, at, archive_rule_name(status));
            }
            room[place] ^= (uint8_t)(1 << bit);
        }
    }
}

static void command(const char *folder, const char *text)
{
    char line[400];
    snprintf(line, sizeof(line), "cd %s && %s", folder, text);
    if (system(line) != 0) {
        fail_msg("%s", line);
    }
}

static uint8_t *read_file(const char *folder, const char *name, size_t *size)
{
    char path[600];
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    FILE *stream = fopen(path, "rb");
    assert_non_null(stream);
    fseek(stream, 0, SEEK_END);
    *size = (size_t)ftell(stream);
    rewind(stream);
    uint8_t *bytes = malloc(*size + 1);
    assert_int_equal(fread(bytes, 1, *size, stream), *size);
    fclose(stream);
    return bytes;
}

static void what_tar_writes_is_read(void **state)
{
    (void)state;
    char folder[] = "/tmp/archive-XXXXXX";
    assert_non_null(mkdtemp(folder));
    random_start();
    command(folder, "mkdir -p in/sub/$(printf 'd%.0s' $(seq 90))");
    command(folder, "p=$(printf 'd%.0s' $(seq 90)); f=$(printf 'f%.0s' $(seq 100)); echo long > in/sub/$p/$f; echo x > in/$f");
    static const unsigned sizes[] = {0, 1, 511, 512, 513, 1024, 5000};
    for (size_t i = 0; i < ARRAY_SIZE(sizes); i++) {
        char path[100];
        snprintf(path, sizeof(path), "%s/in/file-%u", folder, sizes[i]);
        FILE *stream = fopen(path, "wb");
        for (unsigned k = 0; k < sizes[i]; k++) {
            fputc((int)random_below(256), stream);
        }
        fclose(stream);
    }
    command(folder, "tar --format=ustar -cf archive.tar -C in . && tar -tf archive.tar > names");
    size_t size, names_size, at = 0;
    uint8_t *archive = read_file(folder, "archive.tar", &size);
    char *names = (char *)read_file(folder, "names", &names_size);
    names[names_size] = 0;
    struct archive_entry entry;
    enum archive_status status;
    unsigned files = 0;
    char *rest = names;
    while ((status = archive_next(archive, size, &at, &entry)) == ARCHIVE_OK) {
        char *name = strsep(&rest, "\n");
        assert_string_equal(entry.name, name);
        if (!entry.folder) {
            char path[400];
            size_t expected_size;
            snprintf(path, sizeof(path), "in/%s", entry.name);
            uint8_t *expected = read_file(folder, path, &expected_size);
            assert_int_equal(entry.size, expected_size);
            assert_memory_equal(entry.data, expected, expected_size);
            free(expected);
            files++;
        }
    }
    assert_int_equal(status, ARCHIVE_END);
    assert_string_equal(rest, "");
    assert_int_equal(files, 2 + ARRAY_SIZE(sizes));
    assert_int_equal(archive_rules_walk(archive, size), ARCHIVE_END);
    free(archive);
    free(names);
    /* Other formats that the same tool writes are not read by mistake. */
    static const char *const formats[] = {"gnu", "v7"};
    for (size_t i = 0; i < ARRAY_SIZE(formats); i++) {
        char line[200];
        snprintf(line, sizeof(line), "tar --format=%s -cf other.tar -C in file-1", formats[i]);
        command(folder, line);
        archive = read_file(folder, "other.tar", &size);
        assert_int_equal(archive_rules_walk(archive, size), ARCHIVE_FORMAT);
        free(archive);
    }
    char line[100];
    snprintf(line, sizeof(line), "rm -r %s", folder);
    command("/tmp", line);
}

static void every_status_has_a_sentence(void **state)
{
    (void)state;
    for (unsigned left = 0; left <= ARCHIVE_SIZE; left++) {
        for (unsigned right = 0; right < left; right++) {
            assert_string_not_equal(archive_rule_name((enum archive_status)left),
                                    archive_rule_name((enum archive_status)right));
        }
    }
    assert_string_equal(archive_rule_name((enum archive_status)(ARCHIVE_SIZE + 1)), "something without a name is wrong");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_found_by_their_names),
        cmocka_unit_test(names_may_fill_their_fields),
        cmocka_unit_test(damages_are_named),
        cmocka_unit_test(the_end_must_be_there),
        cmocka_unit_test(no_byte_of_a_header_may_change),
        cmocka_unit_test(what_tar_writes_is_read),
        cmocka_unit_test(every_status_has_a_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
