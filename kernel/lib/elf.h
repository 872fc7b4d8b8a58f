/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Reads an ELF file that holds a program into a plan for loading it. For the kernel, for ring 3 and for the host.
 */
#ifndef KERNEL_LIB_ELF_H
#define KERNEL_LIB_ELF_H

#include "kernel/types.h"

/** @defgroup elf ELF files
 *  @brief A program file as untrusted input: checked as a whole, and turned into a plan.
 *
 * Source: System V ABI, chapters 4 and 5 (ELF header, program header), in the 64-bit form of the AMD64 supplement.
 *  @{ */

/** Segments with content that a file may have. */
#define ELF_SEGMENTS_MAX 16
/** Program headers that a file may have, of any type. */
#define ELF_HEADERS_MAX 64
/** Bytes of a program header in the file, and in the program's memory. */
#define ELF_PROGRAM_HEADER_SIZE 56
/** Largest alignment that a segment may ask for: 1 GiB. */
#define ELF_ALIGNMENT_MAX (UINT64_C(1) << 30)

/** Every rule that a file can break, in the order in which they are looked at, and the sentence that says so. */
#define ELF_RULES(RULE)                                                                          \
    RULE(ELF_SHORT, "the file is shorter than an ELF header")                                    \
    RULE(ELF_MAGIC, "the file does not begin with ELF's magic number")                           \
    RULE(ELF_CLASS, "the file is not for 64 bits")                                               \
    RULE(ELF_DATA, "the file is not little-endian")                                              \
    RULE(ELF_VERSION, "the file has a version of ELF that nobody knows")                         \
    RULE(ELF_SYSTEM, "the file is for another system's conventions")                             \
    RULE(ELF_TYPE, "the file is not a program")                                                  \
    RULE(ELF_MACHINE, "the program is for another machine")                                      \
    RULE(ELF_FLAGS, "the header has flags that mean nothing")                                    \
    RULE(ELF_HEADER_SIZE, "the header has a wrong size")                                         \
    RULE(ELF_ENTRY_SIZE, "the program headers have a wrong size")                                \
    RULE(ELF_NO_TABLE, "there are no program headers")                                           \
    RULE(ELF_TABLE_LONG, "there are too many program headers")                                   \
    RULE(ELF_TABLE_PLACE, "the program headers lie in the header or are misaligned")             \
    RULE(ELF_TABLE_OUTSIDE, "the program headers lie outside of the file")                       \
    RULE(ELF_INTERPRETER, "the program wants an interpreter")                                    \
    RULE(ELF_STACK, "the program wants an executable stack")                                     \
    RULE(ELF_FILE_SIZE, "a segment has more bytes in the file than in memory")                   \
    RULE(ELF_FILE_RANGE, "a segment lies outside of the file")                                   \
    RULE(ELF_ALIGNMENT, "a segment's alignment is no power of two, or too large")                \
    RULE(ELF_ADDRESS, "a segment lies outside of a program's memory")                            \
    RULE(ELF_PERMISSIONS, "a segment has flags that mean nothing, or cannot be read")            \
    RULE(ELF_WRITE_EXECUTE, "a segment is writable and executable")                              \
    RULE(ELF_CONGRUENCE, "a segment's offset and address differ within a page or its alignment") \
    RULE(ELF_ORDER, "the segments are not in ascending order")                                   \
    RULE(ELF_OVERLAP, "two segments share a page")                                               \
    RULE(ELF_SEGMENTS, "there are too many segments")                                            \
    RULE(ELF_TWICE, "there are two tables of program headers, or two thread-local segments")     \
    RULE(ELF_NO_SEGMENT, "there is nothing to load")                                             \
    RULE(ELF_ENTRY, "the program does not begin in a segment that can be executed")              \
    RULE(ELF_TABLE_ADDRESS, "the program headers are not where the program is told that they are")

/** What reading a file came to: ELF_OK, or the first rule that it breaks. */
enum elf_status {
    ELF_OK = 0, /**< The file keeps all rules. */
/** @cond */
#define ELF_RULE(name, text) name,
/** @endcond */
    ELF_RULES(ELF_RULE)
#undef ELF_RULE
};

/** What a segment's memory permits, as the file says it. */
enum elf_permission {
    ELF_EXECUTE = 1, /**< Instructions can be fetched from it. */
    ELF_WRITE = 2,   /**< It can be written. */
    ELF_READ = 4,    /**< It can be read. Every segment can. */
};

/** The machine and the room that a program must fit. */
struct elf_target {
    uint16_t machine; /**< Its number in ELF. */
    uint64_t start;   /**< First address that a program may use; a multiple of PAGE_SIZE, not 0. */
    uint64_t end;     /**< First address above; a multiple of PAGE_SIZE. */
};

/** A part of the program. Its pages are its own: no other segment has a byte there. */
struct elf_segment {
    uint64_t offset;      /**< First byte in the file. */
    uint64_t file_size;   /**< Bytes in the file, 0 to memory_size. */
    uint64_t address;     /**< Where the first byte goes; for a movable program, from its base on. */
    uint64_t memory_size; /**< Bytes in memory, not 0. What the file does not have is zero. */
    unsigned permissions; /**< Sum of enum elf_permission. Never both written and executed. */
};

/** How to load a program. Every number in it has been checked. */
struct elf_plan {
    bool movable;           /**< It runs at any base that alignment divides: add the base to each address here. */
    bool table_loaded;      /**< The program headers are part of a segment. */
    uint64_t table;         /**< Their address, if so. */
    unsigned table_entries; /**< How many there are, ELF_PROGRAM_HEADER_SIZE bytes each. */
    uint64_t entry;         /**< Address of the first instruction. */
    uint64_t alignment;     /**< Power of two, PAGE_SIZE to ELF_ALIGNMENT_MAX. */
    uint64_t start;         /**< All segments lie from here, a multiple of PAGE_SIZE, */
    uint64_t end;           /**< to here, another one. */
    unsigned count;         /**< Segments. */
    struct elf_segment segments[ELF_SEGMENTS_MAX]; /**< In ascending order of address. */
};

/** Address of a segment's first page. */
static inline uint64_t elf_segment_start(const struct elf_segment *segment)
{
    return segment->address & ~(PAGE_SIZE - 1);
}

/** First address above a segment's last page. */
static inline uint64_t elf_segment_end(const struct elf_segment *segment)
{
    return (segment->address + segment->memory_size + PAGE_SIZE - 1) & ~(PAGE_SIZE - 1);
}

/**
 * Checks a file and makes a plan of it.
 *
 * A movable program (ET_DYN) without an interpreter relocates itself: its relocations are not looked at. Nor are section
 * headers, notes, physical addresses, or program headers of types that say nothing about loading.
 *
 * @param file   the file, at any alignment; nothing in it is trusted
 * @param size   bytes that may be read at file
 * @param target the machine and the room; of a movable program, end is the limit of each address, and a base must be found
 * @param plan   receives the plan; meaningless after a refusal
 * @return ELF_OK, or the first rule that the file breaks
 *
 * Reads nothing outside of file and size; reads each byte of the headers once, so that a file that changes meanwhile is
 * judged by what was used. Keeps no pointer, allocates nothing; the time is bounded by ELF_HEADERS_MAX.
 */
enum elf_status elf_read(const void *file, size_t size, const struct elf_target *target, struct elf_plan *plan);

/** The sentence for a status, without its stop. */
const char *elf_rule_name(enum elf_status status);

/** @} */

#endif
