/* SPDX-License-Identifier: MIT */
/*
 * Reads an ELF file. A file is refused for the first rule that it breaks, and a plan holds nothing that was not checked, so whoever
 * loads a program by its plan has nothing left to check. Sums are never compared with limits: what is added might wrap around.
 */
#include "kernel/lib/elf.h"

#include "kernel/lib/string.h"

/** The header, as it lies in the file. */
struct elf_header {
    uint8_t magic[4];
    uint8_t class, data, ident_version, system, system_version;
    uint8_t unused[7];
    uint16_t type, machine;
    uint32_t version;
    uint64_t entry, table, sections;
    uint32_t flags;
    uint16_t header_size, table_entry_size, table_entries, section_entry_size, section_entries, section_names;
};

/** A program header, as it lies in the file. */
struct elf_program_header {
    uint32_t type, flags;
    uint64_t offset, address, physical_address, file_size, memory_size, alignment;
};

_Static_assert(sizeof(struct elf_header) == 64 && sizeof(struct elf_program_header) == ELF_PROGRAM_HEADER_SIZE &&
                   __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
               "the file's structures can be copied as they are");

/** Numbers that the format defines. */
enum {
    CLASS_64 = 2,
    DATA_LITTLE_ENDIAN = 1,
    VERSION_CURRENT = 1,
    SYSTEM_NONE = 0, /* System V */
    SYSTEM_GNU = 3,  /* the same with GNU's additions, which concern the linker and the program's own start */
    TYPE_EXECUTABLE = 2,
    TYPE_SHARED = 3,
    HEADER_LOAD = 1,
    HEADER_INTERPRETER = 3,
    HEADER_TABLE = 6,
    HEADER_THREAD_LOCAL = 7,
    HEADER_STACK = 0x6474e551,
};

/** What the walk along the program headers knows besides the plan. */
struct walk {
    uint64_t size;       /* of the file */
    uint64_t start, end; /* of the room for addresses */
    uint64_t table;      /* where the program headers are in the file */
    struct elf_program_header self;  /* the one for the program headers themselves; type 0: there is none */
    struct elf_program_header local; /* the one for thread-local data, likewise */
};

/** A rule, and whether it is broken. */
struct rule {
    bool broken;
    enum elf_status status;
};

static enum elf_status first_broken(const struct rule *rules, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (rules[i].broken) {
            return rules[i].status;
        }
    }
    return ELF_OK;
}

static enum elf_status check_header(const struct elf_header *header, uint64_t size, uint16_t machine)
{
    uint64_t table_size = header->table_entries * sizeof(struct elf_program_header);
    const struct rule rules[] = {
        {memcmp(header->magic, "\177ELF", sizeof(header->magic)) != 0, ELF_MAGIC},
        {header->class != CLASS_64, ELF_CLASS},
        {header->data != DATA_LITTLE_ENDIAN, ELF_DATA},
        {header->ident_version != VERSION_CURRENT || header->version != VERSION_CURRENT, ELF_VERSION},
        {(header->system != SYSTEM_NONE && header->system != SYSTEM_GNU) || header->system_version != 0, ELF_SYSTEM},
        {header->type != TYPE_EXECUTABLE && header->type != TYPE_SHARED, ELF_TYPE},
        {header->machine != machine, ELF_MACHINE},
        {header->flags != 0, ELF_FLAGS},
        {header->header_size != sizeof(struct elf_header), ELF_HEADER_SIZE},
        {header->table_entry_size != sizeof(struct elf_program_header), ELF_ENTRY_SIZE},
        {header->table_entries == 0, ELF_NO_TABLE},
        {header->table_entries > ELF_HEADERS_MAX, ELF_TABLE_LONG},
        {header->table < sizeof(struct elf_header) || header->table % sizeof(uint64_t) != 0, ELF_TABLE_PLACE},
        {header->table > size || table_size > size - header->table, ELF_TABLE_OUTSIDE},
    };
    return first_broken(rules, ARRAY_SIZE(rules));
}

/** What must hold for whatever has bytes in the file and bytes in memory. */
static enum elf_status check_extent(const struct walk *walk, const struct elf_program_header *header)
{
    const struct rule rules[] = {
        {header->file_size > header->memory_size, ELF_FILE_SIZE},
        {header->offset > walk->size || header->file_size > walk->size - header->offset, ELF_FILE_RANGE},
        {(header->alignment & (header->alignment - 1)) != 0 || header->alignment > ELF_ALIGNMENT_MAX, ELF_ALIGNMENT},
        {header->address < walk->start || header->address > walk->end, ELF_ADDRESS},
        {header->memory_size > walk->end - header->address, ELF_ADDRESS},
    };
    return first_broken(rules, ARRAY_SIZE(rules));
}

/** What must hold for a segment besides. The one before it has kept all rules. */
static enum elf_status check_segment(const struct elf_segment *segment, uint64_t alignment, const struct elf_plan *plan)
{
    static const struct elf_segment none;
    const struct elf_segment *previous = plan->count > 0 ? &plan->segments[plan->count - 1] : &none;
    const struct rule rules[] = {
        {segment->permissions > (ELF_READ | ELF_WRITE | ELF_EXECUTE), ELF_PERMISSIONS},
        {(segment->permissions & ELF_READ) == 0, ELF_PERMISSIONS},
        {(segment->permissions & ELF_WRITE) != 0 && (segment->permissions & ELF_EXECUTE) != 0, ELF_WRITE_EXECUTE},
        {((segment->address - segment->offset) & (alignment - 1)) != 0, ELF_CONGRUENCE},
        {segment->address < previous->address, ELF_ORDER},
        {elf_segment_start(segment) < elf_segment_end(previous), ELF_OVERLAP},
        {plan->count == ELF_SEGMENTS_MAX, ELF_SEGMENTS},
    };
    return first_broken(rules, ARRAY_SIZE(rules));
}

static enum elf_status add_segment(const struct walk *walk, const struct elf_program_header *header, struct elf_plan *plan)
{
    if (header->memory_size == 0 && header->file_size == 0) {
        return ELF_OK;
    }
    enum elf_status status = check_extent(walk, header);
    if (status != ELF_OK) {
        return status;
    }
    uint64_t alignment = header->alignment > PAGE_SIZE ? header->alignment : PAGE_SIZE;
    struct elf_segment segment = {header->offset, header->file_size, header->address, header->memory_size, header->flags};
    status = check_segment(&segment, alignment, plan);
    if (status != ELF_OK) {
        return status;
    }
    plan->alignment = alignment > plan->alignment ? alignment : plan->alignment;
    plan->segments[plan->count++] = segment;
    return ELF_OK;
}

/** Keeps a program header that a file has at most once. */
static enum elf_status keep(struct elf_program_header *kept, const struct elf_program_header *header)
{
    if (kept->type != 0) {
        return ELF_TWICE;
    }
    *kept = *header;
    return ELF_OK;
}

static enum elf_status read_program_header(struct walk *walk, const struct elf_program_header *header, struct elf_plan *plan)
{
    enum elf_status status;
    switch (header->type) {
    case HEADER_LOAD:
        return add_segment(walk, header, plan);
    case HEADER_INTERPRETER:
        return ELF_INTERPRETER;
    case HEADER_TABLE:
        return keep(&walk->self, header);
    case HEADER_THREAD_LOCAL:
        status = check_extent(walk, header);
        return status != ELF_OK ? status : keep(&walk->local, header);
    case HEADER_STACK:
        return (header->flags & ELF_EXECUTE) != 0 ? ELF_STACK : ELF_OK;
    default:
        return ELF_OK;
    }
}

/** Whether instructions come from the file at this address. */
static bool executable(const struct elf_plan *plan, uint64_t address)
{
    for (unsigned i = 0; i < plan->count; i++) {
        const struct elf_segment *segment = &plan->segments[i];
        if (address >= segment->address && address - segment->address < segment->file_size) {
            return (segment->permissions & ELF_EXECUTE) != 0;
        }
    }
    return false;
}

/** Finds where the program headers are loaded, and compares with what they say of themselves. */
static enum elf_status place_table(const struct walk *walk, struct elf_plan *plan)
{
    uint64_t size = plan->table_entries * sizeof(struct elf_program_header);
    for (unsigned i = 0; i < plan->count && !plan->table_loaded; i++) {
        const struct elf_segment *segment = &plan->segments[i];
        uint64_t skip = walk->table - segment->offset;
        if (walk->table >= segment->offset && skip <= segment->file_size && size <= segment->file_size - skip) {
            plan->table_loaded = true;
            plan->table = segment->address + skip;
        }
    }
    const struct elf_program_header *self = &walk->self;
    bool consistent = self->type == 0 || (plan->table_loaded && self->offset == walk->table && self->address == plan->table &&
                                          self->file_size == size && self->memory_size == size);
    return consistent ? ELF_OK : ELF_TABLE_ADDRESS;
}

enum elf_status elf_read(const void *file, size_t size, const struct elf_target *target, struct elf_plan *plan)
{
    struct elf_header header;
    if (size < sizeof(header)) {
        return ELF_SHORT;
    }
    memcpy(&header, file, sizeof(header));
    enum elf_status status = check_header(&header, size, target->machine);
    if (status != ELF_OK) {
        return status;
    }
    memset(plan, 0, sizeof(*plan));
    plan->movable = header.type == TYPE_SHARED;
    plan->table_entries = header.table_entries;
    plan->entry = header.entry;
    plan->alignment = PAGE_SIZE;
    struct walk walk = {.size = size, .table = header.table, .start = plan->movable ? 0 : target->start, .end = target->end};
    for (unsigned i = 0; i < header.table_entries; i++) {
        struct elf_program_header program_header;
        memcpy(&program_header, (const uint8_t *)file + header.table + i * sizeof(program_header), sizeof(program_header));
        status = read_program_header(&walk, &program_header, plan);
        if (status != ELF_OK) {
            return status;
        }
    }
    if (plan->count == 0) {
        return ELF_NO_SEGMENT;
    }
    plan->start = elf_segment_start(&plan->segments[0]);
    plan->end = elf_segment_end(&plan->segments[plan->count - 1]);
    if (!executable(plan, plan->entry)) {
        return ELF_ENTRY;
    }
    return place_table(&walk, plan);
}

const char *elf_rule_name(enum elf_status status)
{
    static const char *const names[] = {"the file keeps all rules",
#define ELF_RULE(name, text) text,
                                        ELF_RULES(ELF_RULE)
#undef ELF_RULE
    };
    return (unsigned)status < ARRAY_SIZE(names) ? names[status] : "the file breaks a rule without a name";
}
