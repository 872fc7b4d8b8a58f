/* SPDX-License-Identifier: MIT */
#include "world.h"

#include <sanitizer/asan_interface.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arch/x86_64/page_table.h"
#include "kernel/abi/numbers.h"
#include "kernel/calls.h"
#include "kernel/capability.h"
#include "kernel/check.h"
#include "kernel/object_end.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/process.h"
#include "kernel/resume.h"

#if __has_include("kernel/memory.h")
#include "kernel/memory.h"
#endif
#if __has_include("kernel/thread.h")
#include "kernel/thread.h"
#endif
#if __has_include("kernel/process_wait.h")
#include "kernel/process_wait.h"
#endif

#define FRAMES 8192
#define FIRST_FRAME UINT64_C(0x100000)
#define USER_PAGE MODEL_USER_PAGE

/* Frames. One that is free must not be touched by anybody; it comes back after all others, so that an old pointer into it is noticed. */

static uint8_t memory[FRAMES][PAGE_SIZE] __attribute__((aligned(4096)));
static uint8_t owners[FRAMES]; /* 0: free */
static uint32_t queue[FRAMES];
static uint64_t queue_first, queue_count;

static void frames_begin(void)
{
    static bool begun;
    if (!begun) {
        begun = true;
        for (uint32_t i = 0; i < FRAMES; i++) {
            queue[i] = i;
        }
        queue_count = FRAMES;
        ASAN_POISON_MEMORY_REGION(memory, sizeof(memory));
    }
}

static uint64_t frame_number(uint64_t address)
{
    if (address < FIRST_FRAME || (address - FIRST_FRAME) / PAGE_SIZE >= FRAMES) {
        world_fail("0x%lx is no frame", (unsigned long)address);
    }
    return (address - FIRST_FRAME) / PAGE_SIZE;
}

static unsigned refuse_in;
static bool refused;

bool world_refuse_frame(unsigned n)
{
    bool was = refused;
    refused = false;
    refuse_in = n;
    return was;
}

bool frame_alloc(enum frame_owner owner, struct physical_address *frame)
{
    frames_begin();
    if (refuse_in != 0 && --refuse_in == 0) {
        refused = true;
        return false;
    }
    if (queue_count == 0) {
        return false;
    }
    uint32_t number = queue[queue_first];
    queue_first = (queue_first + 1) % FRAMES;
    queue_count--;
    owners[number] = (uint8_t)owner;
    ASAN_UNPOISON_MEMORY_REGION(memory[number], PAGE_SIZE);
    memset(memory[number], 0xa5, PAGE_SIZE);
    frame->value = FIRST_FRAME + number * PAGE_SIZE;
    return true;
}

bool frame_alloc_zeroed(enum frame_owner owner, struct physical_address *frame)
{
    if (!frame_alloc(owner, frame)) {
        return false;
    }
    memset(direct_map(*frame), 0, PAGE_SIZE);
    return true;
}

void frame_free(enum frame_owner owner, struct physical_address frame)
{
    uint64_t number = frame_number(frame.value);
    if (owners[number] != owner || frame.value % PAGE_SIZE != 0) {
        world_fail("frame 0x%lx of owner %u is given back by owner %u", (unsigned long)frame.value, owners[number], owner);
    }
    owners[number] = 0;
    ASAN_POISON_MEMORY_REGION(memory[number], PAGE_SIZE);
    queue[(queue_first + queue_count) % FRAMES] = (uint32_t)number;
    queue_count++;
}

struct frame_counters frame_counters(void)
{
    frames_begin();
    return (struct frame_counters){.total = FRAMES, .free = queue_count};
}

void *direct_map(struct physical_address address)
{
    return &memory[frame_number(address.value)][address.value % PAGE_SIZE];
}

uint64_t world_free(void)
{
    return frame_counters().free;
}

/* Panics, and what is printed. */

_Noreturn void panic(enum panic_code code, const char *format, ...)
{
    char text[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    world_fail("the kernel panics with code %d: %s", (int)code, text);
}

int64_t refusal_report(int64_t error, const char *call, const char *argument, uint64_t handle)
{
    (void)call;
    (void)argument;
    (void)handle;
    return error;
}

/* The machine: one thread that makes a call, and one that stands for whichever process makes it. */

static struct thread caller, *current = &caller;
static jmp_buf left;
static unsigned polls, poll_wanted;

struct thread *machine_thread_current(void)
{
    return current;
}

void machine_thread_forget(struct thread *thread)
{
    (void)thread;
}

_Noreturn void machine_thread_resume(struct thread *thread)
{
    (void)thread;
    longjmp(left, 1 + WORLD_AWAY);
}

static enum world_end leaving;
static int64_t late_result;

_Noreturn void kernel_resume(void)
{
    longjmp(left, 1 + (int)leaving);
}

bool machine_interrupt_pending(void)
{
    return ++polls == poll_wanted;
}

void machine_call_undo(struct thread *thread)
{
    (void)thread;
    leaving = WORLD_AGAIN;
}

void machine_call_result(struct thread *thread, int64_t result)
{
    (void)thread;
    leaving = WORLD_RETURNED;
    late_result = result;
}

void machine_console_put(char c)
{
    (void)c;
}

uint64_t clock_ticks(void)
{
    return 1;
}

void print(const char *format, ...)
{
    (void)format;
}

bool machine_thread_prepare(struct thread *thread, struct user_address entry, struct user_address stack, uint64_t argument)
{
    (void)thread;
    (void)stack;
    (void)argument;
    return entry.value < UINT64_C(0x00007ffffffff000);
}

bool machine_thread_start_valid(struct user_address entry, struct user_address stack)
{
    (void)stack;
    return entry.value < UINT64_C(0x00007ffffffff000);
}

size_t machine_copy_in(void *to, struct user_address from, size_t size)
{
    (void)to;
    (void)from;
    return size;
}

static uint8_t user_bytes[PAGE_SIZE];

size_t machine_copy_out(struct user_address to, const void *from, size_t size)
{
    if (size == 0) {
        return 0;
    }
    if (to.value < USER_PAGE || to.value >= USER_PAGE + PAGE_SIZE) {
        return size;
    }
    size_t room = USER_PAGE + PAGE_SIZE - to.value, copied = size < room ? size : room;
    memcpy(user_bytes + (to.value - USER_PAGE), from, copied);
    return size - copied;
}

uint64_t world_user_address(void)
{
    return USER_PAGE;
}

void *world_user_bytes(void)
{
    return user_bytes;
}

/* Address spaces, with the page tables of the machine but without a processor. */

bool address_space_create(struct address_space *space)
{
    return frame_alloc_zeroed(FRAME_TABLE, &space->root);
}

void address_space_destroy(struct address_space *space)
{
    uint64_t address;
    if (page_table_first(space->root, &address)) {
        world_fail("an address space is freed, but 0x%lx is mapped in it", (unsigned long)address);
    }
    frame_free(FRAME_TABLE, space->root);
}

enum address_status address_space_map(struct address_space *space, struct user_address address, struct physical_address frame,
                                      unsigned permissions)
{
    return page_table_map(space->root, address.value, frame, PAGE_4K, permissions | PERMISSION_USER);
}

bool address_space_first(const struct address_space *space, struct user_address *address)
{
    return page_table_first(space->root, &address->value);
}

enum address_status address_space_unmap(struct address_space *space, struct user_address address,
                                        struct physical_address *frame)
{
    return page_table_unmap(space->root, address.value, frame);
}

/* What the tests drive and see. */

uint64_t world_wear_out(void *process, uint64_t handle)
{
    struct capability *slot = &((struct process *)process)->table.pages[handle >> 6 & 63]->slots[handle & 63];
    slot->generation = (UINT64_C(1) << 48) - 1;
    return UINT64_C(0xffffffffffff) << 12 | (handle & 4095);
}

void *world_first(uint64_t frames, uint64_t *handle)
{
    struct process *process = process_create();
    if (process == NULL) {
        world_fail("there is no memory for a first process");
    }
    *handle = process_endow(process, frames);
    return process;
}

/* The header of a process or of a thread, and its number, in which threads and processes are told apart by the lowest bit. */
static const struct object *header(const void *object, uint64_t *identifier)
{
#if __has_include("kernel/thread.h")
    const struct thread *thread = object;
    if (thread->object.type == &thread_type) {
        *identifier = thread->identifier << 1 | 1;
        return &thread->object;
    }
#endif
    const struct process *process = object;
    *identifier = process->identifier << 1;
    return &process->object;
}

uint64_t world_identifier(const void *object)
{
    uint64_t identifier;
    header(object, &identifier);
    return identifier;
}

bool world_lives(const void *object, uint64_t identifier)
{
    if (object == NULL) {
        return false;
    }
    uint64_t number = (uint64_t)((const uint8_t *)object - memory[0]) / PAGE_SIZE;
    return owners[number] == FRAME_OBJECT && world_identifier(object) == identifier;
}

bool world_has(unsigned number)
{
    return number < CALL_SLOTS && call_names[number] != NULL;
}

/* A thread runs: it is in no queue. */
static void run(void *process, void *thread)
{
    current = thread != NULL ? thread : &caller;
#if __has_include("kernel/thread.h")
    if (thread != NULL) {
        if (current->process != process || current->state != THREAD_READY) {
            world_fail("a thread that should make a call does not run");
        }
        scheduler_remove(current);
    } else {
        caller.state = THREAD_READY;
        caller.schedule.priority = PRIORITY_MAX; /* nobody else runs in this world */
    }
#endif
    current->process = process;
}

/* It does no longer. Returns whether it waits. */
static bool stop(void)
{
    bool waits = false;
#if __has_include("kernel/thread.h")
    if (current != &caller && current->state == THREAD_READY) {
        scheduler_add(current);
    }
#endif
#if __has_include("kernel/process_wait.h")
    waits = current->state == THREAD_WAITING;
    process_wait_forget(&caller);
#endif
    caller.process = NULL;
    current = &caller;
    return waits;
}

enum world_end world_call(void *process, void *thread, unsigned number, const uint64_t arguments[6], unsigned poll,
                          int64_t *result)
{
    typedef int64_t (*six)(uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t);
    six function = (six)(void *)call_table[number];
    run(process, thread);
    polls = 0;
    poll_wanted = poll;
    leaving = WORLD_AWAY;
    volatile enum world_end end = WORLD_RETURNED;
    int way = setjmp(left);
    if (way == 0) {
        *result = function(arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5]);
    } else {
        end = (enum world_end)(way - 1);
        *result = late_result;
    }
    poll_wanted = 0;
    if (stop()) {
        if (end != WORLD_AGAIN) {
            world_fail("a thread waits, but does not make its call again");
        }
        end = WORLD_WAITS;
    }
    return end;
}

void world_fault(void *thread, uint64_t number, uint64_t outcome[MODEL_OUTCOME_BYTES / 8])
{
    struct fault fault = {.number = number & 31, .error = number & 0xffff, .address = number * 3, .instruction = number * 5};
    uint64_t words[] = {3, 0, number & 31, number & 0xffff, number * 3, number * 5};
    memcpy(outcome, words, sizeof(words));
    run(((struct thread *)thread)->process, thread);
    if (setjmp(left) == 0) {
        kernel_fault(&fault);
    }
    stop();
}

unsigned world_waiters(const void *process, const void **threads, unsigned most)
{
    unsigned count = 0;
#if __has_include("kernel/process_wait.h")
    const struct thread *thread = ((const struct process *)process)->waiting;
    for (; thread != NULL; thread = thread->waiting_next) {
        if (count == most || thread->state != THREAD_WAITING) {
            world_fail("somebody is among those who wait, but does not");
        }
        threads[count++] = thread;
    }
#else
    (void)process;
    (void)threads;
    (void)most;
#endif
    return count;
}

bool world_outcome_known(const void *process)
{
#if __has_include("kernel/process_wait.h")
    return ((const struct process *)process)->outcome_known;
#else
    (void)process;
    return false;
#endif
}

void world_end(void *process)
{
    object_end(&((struct process *)process)->object);
}

unsigned world_slot_pages(const void *process)
{
    return (unsigned)((const struct process *)process)->table.page_count;
}

void world_account(const void *process, uint64_t *limit, uint64_t *used)
{
    *limit = ((const struct process *)process)->account.limit;
    *used = ((const struct process *)process)->account.used;
}

/* The capability that another was made from: the nearest one before it in the object's list that is less deep. */
static const struct capability *source_of(const struct capability *capability)
{
    const struct capability *before = capability->previous;
    while (before != NULL && before->depth >= capability->depth) {
        before = before->previous;
    }
    return before;
}

void world_limit(void *process, uint64_t frames)
{
    ((struct process *)process)->account.limit = frames;
}

/* Objects are known by the beginning of their frame. */
static const void *object_start(const struct object *object)
{
    return (const void *)((uintptr_t)object & ~(uintptr_t)(PAGE_SIZE - 1));
}

unsigned world_caps(const void *process, struct world_cap *caps, unsigned most)
{
    const struct capability_table *table = &((const struct process *)process)->table;
    unsigned count = 0;
    for (unsigned page = 0; page < CAPABILITY_PAGES; page++) {
        if (table->pages[page] == NULL) {
            continue;
        }
        for (unsigned index = 0; index < CAPABILITY_SLOTS; index++) {
            const struct capability *slot = &table->pages[page]->slots[index];
            if (slot->object == NULL) {
                continue;
            }
            if (count == most) {
                world_fail("a table has too many capabilities for this test");
            }
            caps[count++] = (struct world_cap){
                .handle = (uint64_t)slot->generation << 12 | page << 6 | index,
                .object = object_start(slot->object),
                .type = slot->object->type->number,
                .rights = slot->rights,
                .badge = slot->badge,
                .self = slot,
                .parent = source_of(slot),
                .root = slot->object->root == slot,
            };
#if __has_include("kernel/memory.h")
            caps[count - 1].mapped_in = slot->mapping.process;
            caps[count - 1].page = slot->mapping.page;
            caps[count - 1].done = slot->mapping.done;
            caps[count - 1].permissions = 1 | (slot->mapping.writable ? 2 : 0) | (slot->mapping.executable ? 4 : 0);
            caps[count - 1].down = slot->mapping.end != 0;
#endif
        }
    }
    return count;
}

/* Entries of page tables, as the manual of the processor has them: 0 present, 1 writable, 2 user, 7 large, 63 not to be executed. */
static void walk(uint64_t table, unsigned level, uint64_t page, struct world_page *pages, unsigned most, unsigned *count)
{
    const uint64_t *entries = direct_map((struct physical_address){table});
    for (uint64_t i = 0; i < (level == 4 ? 256 : 512); i++) {
        uint64_t entry = entries[i], frame = entry & UINT64_C(0x000ffffffffff000);
        if ((entry & 1) == 0) {
            continue;
        }
        if ((entry & 4) == 0 || (level == 1 ? *count == most : (entry & 0x80) != 0)) {
            world_fail("entry 0x%lx is not what a program's page tables hold, or there are too many", (unsigned long)entry);
        }
        if (level > 1) {
            walk(frame, level - 1, (page | i) << 9, pages, most, count);
        } else {
            pages[(*count)++] =
                (struct world_page){page | i, frame, 1 | ((entry & 2) != 0 ? 2 : 0) | (entry >> 63 == 0 ? 4 : 0)};
        }
    }
}

unsigned world_pages(const void *process, struct world_page *pages, unsigned most)
{
    unsigned count = 0;
    walk(((const struct process *)process)->space.root.value, 4, 0, pages, most, &count);
    return count;
}

uint64_t *world_frame(uint64_t frame)
{
    uint64_t number = frame_number(frame);
    if (owners[number] != FRAME_USER) {
        world_fail("frame 0x%lx is mapped, but its owner is %u", (unsigned long)frame, owners[number]);
    }
    return (uint64_t *)memory[number];
}

bool world_ending(const void *object)
{
    uint64_t identifier;
    return header(object, &identifier)->ending;
}

bool world_pump(void)
{
    return object_end_piece();
}

void world_check(void)
{
    check_all();
}

/* Calls of sprints that the model does not know: to it their numbers are holes. */

int64_t call_abi_hash(void)
{
    return -ENOSYS;
}

void program_unknown_call(void)
{
}
