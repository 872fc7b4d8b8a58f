/* SPDX-License-Identifier: MIT */
/*
 * What a program finds when it starts. Chooses where it lies, so that nobody can count on an address, and writes what its stack holds
 * in the form that every C library on x86-64 expects.
 */
#include "kernel/lib/launch.h"

#include "kernel/lib/string.h"

/** One of the multiples of step from first to last. */
static uint64_t choose(struct random *random, uint64_t first, uint64_t last, uint64_t step)
{
    return first + random_below(random, (last - first) / step + 1) * step;
}

bool launch_place(const struct elf_plan *plan, struct random *random, struct launch_place *place)
{
    uint64_t lowest_top = LAUNCH_STACK_START + (LAUNCH_STACK_PAGES + 1) * PAGE_SIZE;
    *place = (struct launch_place){.stack_top = LAUNCH_STACK_END};
    if (plan->movable) {
        if (plan->end > LAUNCH_IMAGE_END - LAUNCH_IMAGE_START) {
            return false;
        }
        place->base = LAUNCH_IMAGE_START;
        if (random != NULL) {
            place->base = choose(random, LAUNCH_IMAGE_START, LAUNCH_IMAGE_END - plan->end, plan->alignment);
        }
    } else if (plan->end > LAUNCH_STACK_START) {
        return false;
    }
    if (random != NULL) {
        place->stack_top = choose(random, lowest_top, LAUNCH_STACK_END, PAGE_SIZE);
    }
    return true;
}

/** Where the next word and the next text go, and where the program will see the text. */
struct cursor {
    uint8_t *words, *texts;
    uint64_t address;
};

static void put_word(struct cursor *at, uint64_t word)
{
    memcpy(at->words, &word, sizeof(word));
    at->words += sizeof(word);
}

/** Puts bytes where the texts are, and their address where the words are. */
static void put_bytes(struct cursor *at, const void *bytes, size_t size)
{
    put_word(at, at->address);
    memcpy(at->texts, bytes, size);
    at->texts += size;
    at->address += size;
}

static void put_texts(struct cursor *at, const char *const *texts, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        put_bytes(at, texts[i], strlen(texts[i]) + 1);
    }
    put_word(at, 0);
}

static void put_pairs(struct cursor *at, const struct auxiliary *pairs, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        put_word(at, pairs[i].type);
        put_word(at, pairs[i].value);
    }
}

/** Bytes that texts take, up to limit; more than limit if they do not fit. */
static size_t texts_size(const char *const *texts, unsigned count, size_t limit)
{
    size_t size = 0;
    for (unsigned i = 0; i < count && size <= limit; i++) {
        size += strlen(texts[i]) + 1;
    }
    return size;
}

static size_t round_up(size_t size)
{
    return (size + 15) & ~(size_t)15;
}

bool launch_stack(const struct launch_words *words, const struct elf_plan *plan, const struct launch_place *place, void *memory,
                  size_t size, uint64_t *stack)
{
    const struct auxiliary standard[] = {
        {AT_PHDR, plan->table_loaded ? place->base + plan->table : 0},
        {AT_PHNUM, plan->table_loaded ? plan->table_entries : 0},
        {AT_PHENT, ELF_PROGRAM_HEADER_SIZE},
        {AT_PAGESZ, PAGE_SIZE},
        {AT_ENTRY, place->base + plan->entry},
    };
    uint64_t pairs = ARRAY_SIZE(standard) + (uint64_t)words->auxiliary_count + 2;
    uint64_t word_count = 1 + (uint64_t)words->argument_count + 1 + words->environment_count + 1 + 2 * pairs;
    size_t vectors = round_up(word_count * sizeof(uint64_t));
    size_t texts = LAUNCH_RANDOM_SIZE + texts_size(words->arguments, words->argument_count, size) +
                   texts_size(words->environment, words->environment_count, size);
    if (vectors > size || round_up(texts) > size - vectors) {
        return false;
    }
    *stack = place->stack_top - round_up(texts) - vectors;
    uint8_t *bottom = (uint8_t *)memory + size - round_up(texts) - vectors;
    struct cursor at = {bottom, bottom + vectors, *stack + vectors};
    put_word(&at, words->argument_count);
    put_texts(&at, words->arguments, words->argument_count);
    put_texts(&at, words->environment, words->environment_count);
    put_pairs(&at, standard, ARRAY_SIZE(standard));
    put_pairs(&at, words->auxiliary, words->auxiliary_count);
    put_word(&at, AT_RANDOM);
    put_bytes(&at, words->random, sizeof(words->random));
    put_pairs(&at, &(struct auxiliary){AT_NULL, 0}, 1);
    return true;
}
