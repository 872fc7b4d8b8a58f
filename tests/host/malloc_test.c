/* SPDX-License-Identifier: MIT */
// proves: The C library's heap gives out memory that overlaps with nothing, keeps its contents, and is whole again when all is given back.
// sources:
#include <sanitizer/asan_interface.h>
#include <string.h>

#include "testing.h"

/* The library's functions under other names, beside those of this machine. */
void *heap_malloc(size_t size);
void *heap_calloc(size_t count, size_t size);
void *heap_realloc(void *memory, size_t size);
void heap_free(void *memory);
static _Noreturn void heap_abort(void);
static int heap_puts(const char *text);
#define malloc heap_malloc
#define calloc heap_calloc
#define realloc heap_realloc
#define free heap_free
#define abort heap_abort
#define puts heap_puts
#include "user/libc/malloc.c"
#undef malloc
#undef calloc
#undef realloc
#undef free
#undef abort
#undef puts

#define ARENA (1 << 20)
#define SLOTS 200

/* The memory under the heap: grows by what is asked for, rounded up to 4 KiB, up to a limit. What was not granted may not be touched. */
static _Alignas(4096) char arena[ARENA];
static size_t granted_bytes, arena_limit;
static bool aborted;
static jmp_buf after_abort;

void *heap_grow(size_t size, size_t *granted)
{
    size_t bytes = (size + 4095) / 4096 * 4096;
    if (size > arena_limit || bytes > arena_limit - granted_bytes) {
        return NULL;
    }
    char *begin = arena + granted_bytes;
    ASAN_UNPOISON_MEMORY_REGION(begin, bytes);
    memset(begin, 0xee, bytes);
    granted_bytes += bytes;
    *granted = bytes;
    return begin;
}

static _Noreturn void heap_abort(void)
{
    aborted = true;
    longjmp(after_abort, 1);
}

static int heap_puts(const char *text)
{
    (void)text;
    return 0;
}

static void begin(size_t limit)
{
    memset(classes, 0, sizeof(classes));
    first = end = NULL;
    granted_bytes = 0;
    arena_limit = limit;
    ASAN_POISON_MEMORY_REGION(arena, sizeof(arena));
}

/* Everything that the file says of its blocks. */
static void check_heap(void)
{
    size_t before = 0, free_blocks = 0;
    bool previous_free = false;
    for (struct block *block = first; block != end; block = following(block)) {
        assert_true(block < end && block_size(block) >= sizeof(struct block) && block_size(block) % UNIT == 0);
        assert_int_equal(block->before, before);
        assert_false(previous_free && !in_use(block));
        previous_free = !in_use(block);
        free_blocks += previous_free;
        before = block_size(block);
    }
    assert_true(end == NULL || (in_use(end) && block_size(end) == 0 && end->before == before));
    for (struct block **list = classes; list < classes + CLASSES; list++) {
        for (struct block *block = *list, *previous = NULL; block != NULL; previous = block, block = block->next) {
            assert_true(!in_use(block) && class_of(block->size) == list && block->previous == previous);
            free_blocks--;
        }
    }
    assert_int_equal(free_blocks, 0);
}

/* The model: what was given out, how large it is, and which byte it is full of. */
static struct {
    unsigned char *memory;
    size_t size;
    unsigned char fill;
} slots[SLOTS];

static size_t some_size(void)
{
    return random_below(20) == 0 ? random_below(40000) : random_below(3) == 0 ? random_below(2000) : random_below(100);
}

static void check_contents(unsigned slot, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        assert_int_equal(slots[slot].memory[i], slots[slot].fill);
    }
}

static void check_new(unsigned slot)
{
    unsigned char *memory = slots[slot].memory;
    assert_int_equal((uintptr_t)memory % 16, 0);
    assert_true(memory >= (unsigned char *)arena && memory + slots[slot].size <= (unsigned char *)arena + granted_bytes);
    for (unsigned other = 0; other < SLOTS; other++) {
        if (other != slot && slots[other].memory != NULL) {
            assert_true(memory + slots[slot].size <= slots[other].memory || slots[other].memory + slots[other].size <= memory);
            assert_true(memory != slots[other].memory);
        }
    }
    slots[slot].fill = (unsigned char)(1 + random_below(255));
    memset(memory, slots[slot].fill, slots[slot].size);
}

static void give_out(unsigned slot)
{
    size_t size = some_size();
    bool zeros = random_below(3) == 0;
    slots[slot].memory = zeros ? heap_calloc(size / 7, 7) : heap_malloc(size);
    slots[slot].size = zeros ? size / 7 * 7 : size;
    if (slots[slot].memory != NULL) {
        slots[slot].fill = 0;
        check_contents(slot, zeros ? slots[slot].size : 0);
        check_new(slot);
    }
}

static void resize(unsigned slot)
{
    size_t size = some_size(), kept = slots[slot].size < size ? slots[slot].size : size;
    unsigned char *moved = heap_realloc(slots[slot].memory, size);
    if (moved == NULL) {
        check_contents(slot, slots[slot].size);
        return;
    }
    slots[slot].memory = moved;
    slots[slot].size = size;
    check_contents(slot, kept);
    check_new(slot);
}

static void take_back(unsigned slot)
{
    check_contents(slot, slots[slot].size);
    heap_free(slots[slot].memory);
    slots[slot].memory = NULL;
}

static void random_sequences_agree_with_the_model(void **unused)
{
    (void)unused;
    random_start();
    for (unsigned round = 0; round < 12; round++) {
        begin(round % 3 == 0 ? 65536 : ARENA); /* every third heap is too small */
        for (unsigned step = 0; step < 12000; step++) {
            unsigned slot = (unsigned)random_below(SLOTS);
            if (slots[slot].memory == NULL) {
                give_out(slot);
            } else if (random_below(3) == 0) {
                resize(slot);
            } else {
                take_back(slot);
            }
            if (step % 16 == 0) {
                check_heap();
            }
        }
        for (unsigned slot = 0; slot < SLOTS; slot++) {
            if (slots[slot].memory != NULL) {
                take_back(slot);
            }
        }
        check_heap();
        assert_true(!in_use(first) && following(first) == end); /* one free block, all there is */
    }
}

static void sizes_that_cannot_be_are_refused(void **unused)
{
    (void)unused;
    begin(ARENA);
    assert_null(heap_malloc(SIZE_MAX));
    assert_null(heap_malloc(SIZE_MAX - 15));
    assert_null(heap_malloc(SIZE_MAX / 2 + 1));
    assert_null(heap_malloc(SIZE_MAX / 2));
    assert_null(heap_malloc(ARENA));
    assert_null(heap_calloc(SIZE_MAX / 2 + 1, 2));
    assert_null(heap_calloc(SIZE_MAX / 16 + 2, 16));
    char *kept = heap_malloc(10);
    memset(kept, 'k', 10);
    assert_null(heap_realloc(kept, SIZE_MAX - 8));
    assert_memory_equal(kept, "kkkkkkkkkk", 10);
    char *nothing = heap_malloc(0), *other = heap_malloc(0);
    assert_true(nothing != NULL && other != NULL && nothing != other);
    heap_free(NULL);
    check_heap();
}

static bool free_aborts(void *memory)
{
    aborted = false;
    if (setjmp(after_abort) == 0) {
        heap_free(memory);
    }
    return aborted;
}

static void wrong_pointers_end_the_program(void **unused)
{
    (void)unused;
    begin(ARENA);
    char *a = heap_malloc(100), *b = heap_malloc(100), *c = heap_malloc(100);
    int local;
    assert_true(free_aborts(&local));
    assert_true(free_aborts(a + 8));
    assert_true(free_aborts(a + 16));
    heap_free(b);
    assert_true(free_aborts(b));
    heap_free(c);
    assert_true(free_aborts(c));
    memset(a, 0, 112 + 16); /* over the end of a: the header of what follows */
    assert_true(free_aborts(a));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_sequences_agree_with_the_model),
        cmocka_unit_test(sizes_that_cannot_be_are_refused),
        cmocka_unit_test(wrong_pointers_end_the_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
