/* SPDX-License-Identifier: MIT */
#include "driver.h"

#include <inttypes.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST_CAPS 4096
#define MOST_PAGES 8192
#define HASH_SLOTS 16384
#define HASH_LEAST 64
#define ATTEMPTS 200000

/* Names and shapes of the calls, from the plan: v a value, h a handle, p a pointer. */
static const struct {
    unsigned number;
    const char *name, *shape;
} shapes[] = {
    {M_MEM_MAP, "mem_map", "hhvv"},
    {M_MEM_UNMAP, "mem_unmap", "h"},
    {M_MEM_GRANT, "mem_grant", "hh"},
    {M_MEM_ALLOC, "mem_alloc", "hv"},
    {M_CAP_CREATE, "cap_create", "hvv"},
    {M_CAP_DELETE, "cap_delete", "h"},
    {M_CAP_TRANSFER, "cap_transfer", "hh"},
    {M_CAP_REVOKE, "cap_revoke", "h"},
    {M_CAP_INSPECT, "cap_inspect", "hpv"},
    {M_PROC_CREATE, "proc_create", "hvv"},
    {M_PROC_DESTROY, "proc_destroy", "h"},
    {M_THREAD_CREATE, "thread_create", "hvvvv"},
    {M_THREAD_DESTROY, "thread_destroy", "h"},
    {M_THREAD_WAKE, "thread_wake", "h"},
    {M_EXIT, "exit", "v"},
    {M_PROCESS_WAIT, "process_wait", "hpv"},
    {STEP_PUMP, "(a piece of ending)", ""},
    {STEP_DRAIN, "(all endings)", ""},
    {STEP_FAULT, "(fault)", "v"},
    {STEP_END, "(the process ends)", "h"},
    {STEP_WHOLE, "(its account is whole)", "h"},
};

static unsigned shape_of(unsigned number)
{
    for (unsigned i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++) {
        if (shapes[i].number == number) {
            return i;
        }
    }
    abort();
}

void driver_print(const struct step *step)
{
    unsigned shape = shape_of(step->number);
    printf("    h%d = ", step->id);
    if (step->number < STEP_PUMP) {
        printf("process of h%d: ", step->actor);
    }
    if (step->thread != 0) {
        printf("thread of h%d: ", step->thread);
    }
    printf("%s(", shapes[shape].name);
    for (unsigned i = 0; shapes[shape].shape[i] != 0; i++) {
        const struct argument *a = &step->arguments[i];
        printf(i == 0 ? "" : ", ");
        if (a->from == MODEL_NONE) {
            printf("0x%" PRIx64, a->value);
        } else if (a->value == 0) {
            printf("h%d", a->from);
        } else {
            printf("h%d ^ 0x%" PRIx64, a->from, a->value);
        }
    }
    printf(")");
    if (step->poll != 0) {
        printf(", interrupted at poll %u", step->poll);
    }
    if (step->abandon != 0) {
        printf(", given up after %u attempts", step->abandon);
    }
    printf("\n");
}

/* The comparison. */

struct seen {
    struct world_cap caps[MOST_CAPS];
    int holder[MOST_CAPS]; /* the model's process */
    int match[MOST_CAPS];  /* the model's capability */
    unsigned count;
};

static struct seen seen;
static int of_handle[HASH_SLOTS];   /* index into seen, or MODEL_NONE */
static unsigned slots = HASH_LEAST; /* of them in use: a power of two, several times as many as there are capabilities */

static unsigned hash(uint64_t a, uint64_t b)
{
    return (unsigned)(((a * UINT64_C(0x9e3779b97f4a7c15)) ^ (b * UINT64_C(0xc2b2ae3d27d4eb4f))) >> 50) & (slots - 1);
}

static int find_seen(int holder, uint64_t handle)
{
    for (unsigned h = hash((uint64_t)holder, handle);; h = (h + 1) & (slots - 1)) {
        int i = of_handle[h];
        if (i == MODEL_NONE || (seen.holder[i] == holder && seen.caps[i].handle == handle)) {
            return i;
        }
    }
}

static int self_of[HASH_SLOTS]; /* index into seen by the kernel's own address */

static int find_self(const void *self)
{
    for (unsigned h = hash(1, (uint64_t)self);; h = (h + 1) & (slots - 1)) {
        int i = self_of[h];
        if (i == MODEL_NONE || seen.caps[i].self == self) {
            return i;
        }
    }
}

static void enter(int table[HASH_SLOTS], unsigned h, unsigned i)
{
    while (table[h] != MODEL_NONE) {
        h = (h + 1) & (slots - 1);
    }
    table[h] = (int)i;
}

/* Everything that the kernel has written down, of all processes. */
static void look(const struct driver *d)
{
    const struct model *m = &d->model;
    seen.count = 0;
    for (int p = 0; p < m->object_end; p++) {
        const struct model_object *process = &m->objects[p];
        if (process->type != M_PROCESS || !world_lives(process->real, d->identifier[p])) {
            continue; /* settle() sees to it that it was to go */
        }
        unsigned found = world_caps(process->real, seen.caps + seen.count, MOST_CAPS - seen.count);
        for (unsigned i = 0; i < found; i++, seen.count++) {
            seen.holder[seen.count] = p;
            seen.match[seen.count] = MODEL_NONE;
        }
    }
    for (slots = HASH_LEAST; slots < 3 * seen.count; slots *= 2) {
    }
    memset(of_handle, 0xff, slots * sizeof(of_handle[0]));
    memset(self_of, 0xff, slots * sizeof(self_of[0]));
    for (unsigned i = 0; i < seen.count; i++) {
        enter(of_handle, hash((uint64_t)seen.holder[i], seen.caps[i].handle), i);
        enter(self_of, hash(1, (uint64_t)seen.caps[i].self), i);
    }
}

/* Is a process or a thread seen to end that was not to end before, and is there a reason: its last thread, or its process? */
static bool has_begun_to_end(const struct driver *d, int o)
{
    const struct model *m = &d->model;
    const struct model_object *object = &m->objects[o];
    if (object->ending || (object->type != M_PROCESS && object->type != M_THREAD)) {
        return false;
    }
    bool reason = object->type == M_PROCESS ? model_threadless(m, o) : m->objects[object->process].ending;
    return reason && (!world_lives(object->real, d->identifier[o]) || world_ending(object->real));
}

/*
 * Capabilities of the model that the kernel has no longer. Each must have been about to go. What was made from it may be there still, as its parent's,
 * but only on the way to going too: below a capability that is there, and from which everything goes.
 */
static void settle(struct driver *d)
{
    static int missing[MODEL_CAPS];
    struct model *m = &d->model;
    unsigned count = 0;
    for (int c = 0; c < m->cap_end; c++) {
        if (!m->caps[c].used) {
            continue;
        }
        int i = find_seen(m->caps[c].holder, m->caps[c].handle);
        if (i != MODEL_NONE) {
            seen.match[i] = c;
            continue;
        }
        missing[count++] = c;
    }
    /* A root that goes ends its object, and that takes others. */
    for (bool again = true; again;) {
        again = false;
        for (unsigned i = 0; i < count; i++) {
            struct model_object *object = &m->objects[m->caps[missing[i]].object];
            if (object->root == missing[i] && !object->ending && model_may_go(m, missing[i])) {
                object->ending = true;
                again = true;
            }
        }
        for (int o = 0; o < m->object_end; o++) {
            if (has_begun_to_end(d, o)) {
                m->objects[o].ending = true;
                again = true;
            }
        }
    }
    for (unsigned i = 0; i < count; i++) {
        if (!model_may_go(m, missing[i])) {
            world_fail("the capability of h%u is gone, but nothing was to take it", m->caps[missing[i]].born);
        }
    }
    for (int c = 0; c < m->cap_end && count > 0; c++) {
        int parent = m->caps[c].parent;
        if (!m->caps[c].used || parent == MODEL_NONE || find_seen(m->caps[c].holder, m->caps[c].handle) == MODEL_NONE ||
            find_seen(m->caps[parent].holder, m->caps[parent].handle) != MODEL_NONE) {
            continue;
        }
        bool doomed = false;
        for (int a = m->caps[parent].parent; a != MODEL_NONE; a = m->caps[a].parent) {
            doomed = doomed || (find_seen(m->caps[a].holder, m->caps[a].handle) != MODEL_NONE && model_takes(m, a));
        }
        if (!doomed) {
            world_fail("the capability of h%u is gone, but that of h%u, which was made from it, is safe", m->caps[parent].born,
                       m->caps[c].born);
        }
    }
    for (unsigned i = 0; i < count; i++) {
        model_gone(m, missing[i]);
    }
    for (int p = 0; p < m->object_end; p++) {
        const struct model_object *object = &m->objects[p];
        if (object->type != M_PROCESS && object->type != M_THREAD) {
            continue;
        }
        bool lives = world_lives(object->real, d->identifier[p]);
        if (!object->ending && (!lives || world_ending(object->real))) {
            world_fail("object %d has ended, but nothing was to end it", p);
        }
        if (object->ending && lives && !world_ending(object->real)) {
            world_fail("object %d should be ending", p);
        }
    }
}

/* What is mapped in a process: of each capability so many pages, each the same frame for the same page of the memory wherever it is seen. */
static void compare_pages(struct driver *d, int process)
{
    static struct world_page pages[MOST_PAGES];
    struct model *m = &d->model;
    unsigned count = world_pages(m->objects[process].real, pages, MOST_PAGES), expected = 0;
    for (int c = 0; c < m->cap_end; c++) {
        const struct model_cap *cap = &m->caps[c];
        if (!cap->used || cap->mapped_in != process) {
            continue;
        }
        unsigned first = 0;
        while (first < count && pages[first].page < cap->page) {
            first++;
        }
        expected += cap->done;
        for (uint64_t i = 0; i < cap->done; i++) {
            const struct world_page *page = &pages[first + i];
            if (first + i >= count || page->page != cap->page + i || page->permissions != cap->permissions) {
                world_fail("page 0x%" PRIx64 " of process %d is not mapped as it was through h%u", cap->page + i, process,
                           cap->born);
            }
            /* A frame that is seen for the first time is zero; then it carries a mark of whose it is. */
            uint64_t *bytes = world_frame(page->frame);
            uint64_t mark = (uint64_t)cap->object << 40 | d->serial[cap->object] << 25 | (model_window_first(cap) + i + 1);
            if (bytes[0] != mark) {
                for (unsigned b = 0; b < 512; b++) {
                    if (bytes[b] != 0) {
                        world_fail("page 0x%" PRIx64 " of process %d holds what somebody else has left", cap->page + i,
                                   process);
                    }
                }
                bytes[0] = mark;
                bytes[511] = mark;
            }
        }
    }
    if (count != expected) {
        world_fail("%u pages are mapped in process %d, not %u", count, process, expected);
    }
}

/* What is seen of mappings, which a call that was interrupted, or the end of something, may have left halfway. */
static void settle_mappings(struct driver *d)
{
    struct model *m = &d->model;
    for (unsigned i = 0; i < seen.count; i++) {
        const struct world_cap *real = &seen.caps[i];
        int c = seen.match[i];
        if (c == MODEL_NONE || real->type != M_MEMORY) {
            continue;
        }
        bool there = real->mapped_in != NULL;
        if (!model_mapping_seen(m, c, there, real->done, real->down, d->call, d->mapping, d->mapping_result) ||
            (there && (m->objects[m->caps[c].mapped_in].real != real->mapped_in || m->caps[c].page != real->page ||
                       m->caps[c].permissions != real->permissions))) {
            world_fail("the mapping of h%u is not where it was, or not as far", m->caps[c].born);
        }
    }
}

/*
 * An end of a process is told when nothing is left in it, and all is back that it gave to others, as far as it can come back; then the rest of its account
 * goes back to whoever gave it.
 */
static void check_told(struct driver *d, int process)
{
    static struct world_page pages[1];
    static struct model later;
    struct model *m = &d->model;
    const void *real = m->objects[process].real;
    uint64_t limit, used, least, most;
    if (!m->objects[process].ending) {
        world_fail("process %d is said to have ended, but nothing was to end it", process);
    }
    if (world_slot_pages(real) != 0 || world_pages(real, pages, 0) != 0) {
        world_fail("process %d is said to have ended, but something is left in it", process);
    }
    world_account(real, &limit, &used);
    if (m->objects[process].payer != MODEL_NONE) {
        if (limit > 0) {
            later = *m;
            model_drain(&later);
            model_used(&later, process, &least, &most);
            /* What is charged to those that were told before is not waited for, though it may be on its way back. */
            uint64_t told = 0;
            for (int o = 0; o < m->object_end; o++) {
                bool there =
                    m->objects[o].type == M_PROCESS && m->objects[o].known && world_lives(m->objects[o].real, d->identifier[o]);
                told += there && m->objects[o].payer == process ? m->objects[o].charge : 0;
            }
            if (limit > most && limit > told) {
                world_fail("process %d is said to have ended, but keeps %" PRIu64 " frames, not %" PRIu64, process, limit,
                           most);
            }
        }
        model_kept(m, process, limit);
    }
    m->objects[process].known = true;
}

/* Has the end of a process been told, and the model does not know yet? */
static bool newly_told(const struct driver *d, int p)
{
    const struct model_object *process = &d->model.objects[p];
    return process->type == M_PROCESS && !process->known && world_lives(process->real, d->identifier[p]) &&
           world_outcome_known(process->real);
}

/* Which ends have been told. Their order counts: what comes back later stays with those that were told. */
static void settle_told(struct driver *d)
{
    for (int p = 0; p < d->model.object_end; p++) {
        if (newly_told(d, p)) {
            check_told(d, p);
        }
    }
}

static void make_again(struct driver *d, int thread);

/* Who waits for the end of which process. A wait ends with the thread or with the process that is waited for, and not before. */
static void settle_waits(struct driver *d, bool idle)
{
    static const void *waiting[MODEL_OBJECTS];
    static bool waits[MODEL_OBJECTS];
    struct model *m = &d->model;
    memset(waits, 0, sizeof(waits));
    settle_told(d);
    for (int p = 0; p < m->object_end; p++) {
        struct model_object *process = &m->objects[p];
        if (process->type != M_PROCESS || !world_lives(process->real, d->identifier[p])) {
            continue;
        }
        unsigned count = world_waiters(process->real, waiting, MODEL_OBJECTS);
        for (unsigned i = 0; i < count; i++) {
            int t = 0;
            while (t < m->object_end && (m->objects[t].type != M_THREAD || m->objects[t].real != waiting[i])) {
                t++;
            }
            if (t == m->object_end || m->objects[t].waits_for != p) {
                world_fail("somebody waits for the end of process %d, but should not", p);
            }
            waits[t] = true;
        }
        if (idle && process->ending && (count > 0 || (m->outlive && !process->known))) {
            world_fail("process %d has ended, and who waits for that is not told", p);
        }
    }
    static int over[MODEL_OBJECTS];
    unsigned count = 0;
    for (int t = 0; t < m->object_end; t++) {
        struct model_object *thread = &m->objects[t];
        if (thread->type != M_THREAD || thread->waits_for == MODEL_NONE || waits[t]) {
            continue;
        }
        const struct model_object *process = &m->objects[thread->waits_for];
        if (!thread->ending && !m->objects[thread->process].ending) {
            if (process->type == M_PROCESS && !process->known && world_lives(process->real, d->identifier[thread->waits_for])) {
                world_fail("a thread waits for the end of process %d no longer", thread->waits_for);
            }
            over[count++] = t;
        }
        thread->waits_for = MODEL_NONE;
    }
    for (unsigned i = 0; i < count; i++) {
        make_again(d, over[i]);
    }
}

static void compare(struct driver *d, bool idle)
{
    struct model *m = &d->model;
    look(d);
    settle(d);
    settle_mappings(d);
    settle_waits(d, idle);
    if (d->trusting) {
        return;
    }
    for (unsigned i = 0; i < seen.count; i++) {
        const struct world_cap *real = &seen.caps[i];
        if (seen.match[i] == MODEL_NONE) {
            world_fail("process %d has a handle 0x%" PRIx64 " that nobody gave it", seen.holder[i], real->handle);
        }
        const struct model_cap *cap = &m->caps[seen.match[i]];
        const struct model_object *object = &m->objects[cap->object];
        if (object->real != real->object || object->type != (int)real->type) {
            world_fail("h%u names another object than it should", cap->born);
        }
        if (cap->rights != real->rights) {
            world_fail("h%u has rights 0x%x, not 0x%x", cap->born, real->rights, cap->rights);
        }
        if (cap->badge != real->badge) {
            world_fail("h%u has badge 0x%" PRIx64 ", not 0x%" PRIx64, cap->born, real->badge, cap->badge);
        }
        int parent = real->parent == NULL ? MODEL_NONE : find_self(real->parent);
        if ((real->parent == NULL) != (cap->parent == MODEL_NONE) ||
            (parent != MODEL_NONE && seen.match[parent] != cap->parent) || (real->parent != NULL && parent == MODEL_NONE)) {
            world_fail("h%u was made from another capability than the kernel says", cap->born);
        }
        if (real->root != (object->root == seen.match[i])) {
            world_fail("h%u is%s the root of its object", cap->born, real->root ? " not" : "");
        }
    }
    for (int p = 0; p < m->object_end; p++) {
        if (m->objects[p].type != M_PROCESS || !world_lives(m->objects[p].real, d->identifier[p])) {
            continue;
        }
        uint64_t limit, used, least, most;
        world_account(m->objects[p].real, &limit, &used);
        model_used(m, p, &least, &most);
        if (limit != m->objects[p].limit) {
            world_fail("process %d has a limit of %" PRIu64 " frames, not %" PRIu64, p, limit, m->objects[p].limit);
        }
        if (!m->objects[p].ending && d->memories > 0) {
            compare_pages(d, p);
        }
        if (used < least || used > most || (idle && used != most)) {
            world_fail("process %d has used %" PRIu64 " frames, not %" PRIu64 " to %" PRIu64, p, used, least, most);
        }
    }
    world_check();
}

/* What is charged to a process that has ended has come back, unless a capability says that memory is mapped in a process that it paid for. */
static void check_accounts(const struct driver *d)
{
    const struct model *m = &d->model;
    for (int p = 0; p < m->object_end; p++) {
        if (m->objects[p].type == M_PROCESS && m->objects[p].ending && world_lives(m->objects[p].real, d->identifier[p])) {
            uint64_t limit, used;
            world_account(m->objects[p].real, &limit, &used);
            if (used > 0 && model_keeps_price(m, p) == MODEL_NONE) {
                world_fail("process %d has ended, but %" PRIu64 " frames of its account are not back", p, used);
            }
        }
    }
}

static void drain(struct driver *d)
{
    unsigned pieces = 0;
    while (world_pump()) {
        if (++pieces > ATTEMPTS) {
            world_fail("endings do not end");
        }
        for (int p = 0; p < d->model.object_end; p++) {
            if (newly_told(d, p)) {
                look(d);
                settle(d);
                settle_mappings(d);
                check_told(d, p);
            }
        }
    }
    look(d);
    settle(d);
    settle_mappings(d);
    check_accounts(d);
    model_drain(&d->model);
    for (int p = 0; p < d->model.object_end; p++) {
        if (d->model.objects[p].type == 0 && d->identifier[p] != 0 && d->was_process[p]) {
            if (world_lives(d->model.objects[p].real, d->identifier[p])) {
                world_fail("process %d has not ended", p);
            }
            d->identifier[p] = 0;
            d->was_process[p] = false;
        }
    }
    compare(d, true);
}

void driver_begin(struct driver *d, uint64_t frames)
{
    memset(d->identifier, 0, sizeof(d->identifier));
    memset(d->was_process, 0, sizeof(d->was_process));
    d->mapping = MODEL_NONE;
    d->payer = MODEL_NONE;
    d->memories = 0;
    d->frames_before = world_free();
    int cap = model_start(&d->model, frames, world_has(M_PROCESS_WAIT));
    struct model_cap *first = &d->model.caps[cap];
    d->model.objects[first->object].real = world_first(frames, &first->handle);
    d->identifier[first->object] = world_identifier(d->model.objects[first->object].real);
    d->process_of[0] = first->object;
    d->handle_of[0] = first->handle;
    d->holder_of[0] = d->identifier[first->object];
    d->thread_of[0] = MODEL_NONE;
    d->serial[first->object] = 0;
    compare(d, true);
}

void driver_limit_of(struct driver *d, int step, uint64_t frames)
{
    struct model_object *process = &d->model.objects[d->process_of[step]];
    process->limit = frames;
    world_limit(process->real, frames);
}

/* One call in both worlds, as often as it takes. The thread may be MODEL_NONE. */
static int64_t call(struct driver *d, int process, int thread, const struct step *step, const uint64_t arguments[6], int *cap)
{
    struct model *m = &d->model;
    void *real = m->objects[process].real, *real_thread = thread == MODEL_NONE ? NULL : m->objects[thread].real;
    for (unsigned attempt = 1;; attempt++) {
        uint64_t used[MODEL_OBJECTS] = {0}, limit;
        for (int p = 0; p < m->object_end; p++) {
            if (m->objects[p].type == M_PROCESS && world_lives(m->objects[p].real, d->identifier[p])) {
                world_account(m->objects[p].real, &limit, &used[p]);
            }
        }
        static struct model before;
        if (d->refuse != 0) {
            before = *m;
        }
        struct model_answer answer = model_call(m, process, step->number, arguments, used);
        int64_t result = 0;
        world_refuse_frame(d->refuse);
        enum world_end end = world_call(real, real_thread, step->number, arguments, step->poll, &result);
        if (world_refuse_frame(0)) {
            *m = before;
            /* Frames that were paid for are always there; if one is not after all, a page that made room in a table may stay. */
            m->objects[process].slots = world_slot_pages(real);
            answer = (struct model_answer){.result = -M_EQUOTA, .cap = MODEL_NONE, .mapping = MODEL_NONE, .waits = MODEL_NONE};
        }
        *cap = answer.cap;
        d->call = step->number;
        d->mapping = answer.mapping;
        d->mapping_result = answer.result;
        if ((end == WORLD_WAITS) != (answer.waits != MODEL_NONE)) {
            world_fail("the thread that made the call %s", end == WORLD_WAITS ? "waits" : "does not wait");
        }
        if (end == WORLD_WAITS) {
            if (thread != MODEL_NONE) {
                m->objects[thread].waits_for = answer.waits;
                memcpy(d->wait[thread], arguments, sizeof(d->wait[thread]));
            }
            return -DRIVER_WAITS;
        }
        if (end == WORLD_AGAIN) {
            d->interrupted++;
            if (!answer.removes) {
                world_fail("a call that does not last long is to be made again");
            }
            if (attempt > ATTEMPTS) {
                world_fail("a call that is interrupted again and again gets nowhere");
            }
            bool give_up = step->abandon != 0 && attempt >= step->abandon;
            compare(d, false);
            d->mapping = MODEL_NONE;
            if (give_up || m->objects[process].ending) {
                m->target = MODEL_NONE;
                return -M_EAGAIN;
            }
            m->target = MODEL_NONE;
            continue;
        }
        if (end == WORLD_AWAY) {
            world_fail("the thread that made the call does not go on");
        }
        if (answer.cap != MODEL_NONE) {
            if (result <= 0) {
                world_fail("it answers %" PRId64 ", not a handle", result);
            }
        } else if (result != answer.result) {
            world_fail("it answers %" PRId64 ", not %" PRId64, result, answer.result);
        }
        d->mapping = MODEL_NONE;
        if (answer.mapping != MODEL_NONE) {
            model_mapping_done(m, step->number, answer.mapping, result);
        }
        return result;
    }
}

/* A handle is well formed, and no handle that this process ever had. */
static void check_handle(const struct driver *d, int holder, uint64_t handle, int id)
{
    uint64_t index = handle & 63, generation = handle >> 12;
    if (index == 0 || generation == 0 || handle >> 60 != 0) {
        world_fail("0x%" PRIx64 " is no well-formed handle", handle);
    }
    for (int i = 0; i < id; i++) {
        if (d->handle_of[i] == handle && d->holder_of[i] == d->identifier[holder]) {
            world_fail("handle 0x%" PRIx64 " was h%d before", handle, i);
        }
    }
}

/* What a new capability names, if the object is new. */
static void adopt(struct driver *d, int cap, int id)
{
    struct model_cap *c = &d->model.caps[cap];
    struct model_object *object = &d->model.objects[c->object];
    if (object->real != NULL) {
        return;
    }
    unsigned found = world_caps(d->model.objects[c->holder].real, seen.caps, MOST_CAPS);
    for (unsigned i = 0; i < found; i++) {
        if (seen.caps[i].handle == c->handle) {
            object->real = (void *)seen.caps[i].object;
        }
    }
    if (object->real == NULL) {
        world_fail("the new handle 0x%" PRIx64 " is in no table", c->handle);
    }
    if (object->type == M_PROCESS) {
        d->identifier[c->object] = world_identifier(object->real);
        d->was_process[c->object] = true;
        d->process_of[id] = c->object;
    }
    d->serial[c->object] = (uint64_t)id;
    d->memories += object->type == M_MEMORY;
    if (object->type == M_THREAD) {
        d->identifier[c->object] = world_identifier(object->real);
        d->thread_of[id] = c->object;
    }
}

/*
 * What cap_inspect or process_wait has written, and that it has written no more. A copy that fails halfway may have written its beginning, and what a call
 * writes before it waits means nothing.
 */
static void check_written(const struct driver *d, int process, unsigned number, const uint64_t arguments[6], int64_t result)
{
    static uint8_t wanted[4096];
    const uint8_t *written = world_user_bytes();
    memset(wanted, 0xee, sizeof(wanted));
    if (result == -M_EFAULT) {
        return;
    }
    uint64_t at = arguments[1] - MODEL_USER_PAGE, words[MODEL_INFO_BYTES / 8], used = 0, limit = 0;
    if (result == 0 && arguments[2] > 0) {
        int c = model_find(&d->model, process, arguments[0]), o = d->model.caps[c].object;
        if (d->model.objects[o].type == M_PROCESS) {
            world_account(d->model.objects[o].real, &limit, &used);
        }
        if (number == M_CAP_INSPECT) {
            model_info(&d->model, c, d->identifier[o] >> 1, used, words);
        } else {
            model_outcome(&d->model, o, words);
        }
        memcpy(wanted + at, words, arguments[2]);
    } else if (number == M_PROCESS_WAIT && arguments[2] > 0 && (result == -DRIVER_WAITS || result == -M_ESTATE)) {
        memcpy(wanted + at, written + at, arguments[2]);
    }
    for (size_t i = 0; i < sizeof(wanted); i++) {
        if (written[i] != wanted[i]) {
            world_fail("byte %zu of the page that it writes to is 0x%x, not 0x%x", i, written[i], wanted[i]);
        }
    }
}

/* A thread whose wait is over makes its call again. */
static void make_again(struct driver *d, int thread)
{
    struct step step = {.number = M_PROCESS_WAIT};
    int cap, process = d->model.objects[thread].process;
    memset(world_user_bytes(), 0xee, 4096);
    int64_t result = call(d, process, thread, &step, d->wait[thread], &cap);
    check_written(d, process, M_PROCESS_WAIT, d->wait[thread], result);
    d->woken[-result]++;
}

/* The thread that a step names, if it can make a call; or MODEL_NONE. */
static int thread_that_runs(const struct driver *d, const struct step *step, int process)
{
    int t = step->thread == 0 ? MODEL_NONE : d->thread_of[step->thread];
    const struct model_object *thread = t == MODEL_NONE ? NULL : &d->model.objects[t];
    return thread != NULL && thread->type == M_THREAD && thread->process == process && !thread->ending &&
                   thread->waits_for == MODEL_NONE && d->serial[t] == (uint64_t)step->thread
               ? t
               : MODEL_NONE;
}

/* A thread ends itself. */
static int64_t leave(struct driver *d, int thread, const struct step *step)
{
    struct model *m = &d->model;
    int process = m->objects[thread].process;
    void *real = m->objects[process].real;
    uint64_t outcome[MODEL_OUTCOME_BYTES / 8] = {2, (uint64_t)(int32_t)step->arguments[0].value};
    if (step->number == M_EXIT) {
        int64_t result;
        uint64_t arguments[6] = {step->arguments[0].value};
        if (world_call(real, m->objects[thread].real, M_EXIT, arguments, 0, &result) != WORLD_AWAY) {
            world_fail("a thread that has ended itself goes on");
        }
    } else {
        world_fault(m->objects[thread].real, step->arguments[0].value, outcome);
    }
    bool ended = world_ending(real);
    if (!model_thread_left(m, thread, ended, outcome)) {
        world_fail("a thread has ended, and its process has%s, but should%s", ended ? "" : " not", ended ? " not" : "");
    }
    compare(d, false);
    return 0;
}

/* A call that was made up after all: by whoever holds a capability, it is deleted. */
static void delete_and_drain(struct driver *d, int c)
{
    struct step step = {.number = M_CAP_DELETE};
    struct model *m = &d->model;
    uint64_t arguments[6] = {m->caps[c].handle};
    int cap;
    if (call(d, m->caps[c].holder, MODEL_NONE, &step, arguments, &cap) != 0) {
        world_fail("h%u cannot be deleted", m->caps[c].born);
    }
    compare(d, false);
    drain(d);
    m->target = MODEL_NONE;
}

/* A process ends that has not ended yet, or nobody has looked what of it came back. */
static void end(struct driver *d, int process)
{
    struct model_object *object = &d->model.objects[process];
    uint64_t limit;
    world_account(d->model.objects[object->payer].real, &limit, &d->payer_used);
    d->payer = object->payer;
    d->price = object->charge;
    if (!object->ending) {
        object->ending = true;
        world_end(object->real);
        compare(d, false);
    }
}

/* After that, and when all has ended: what was charged to it is back, and then all that it was given itself. */
static void whole(struct driver *d, int process)
{
    struct model *m = &d->model;
    uint64_t limit, used;
    bool mapped = model_keeps_price(m, process) != MODEL_NONE;
    while (model_keeps_price(m, process) != MODEL_NONE) {
        delete_and_drain(d, model_keeps_price(m, process));
    }
    if (m->objects[process].type == M_PROCESS) {
        world_account(m->objects[process].real, &limit, &used);
        if (used != 0) {
            world_fail("process %d has ended, but its account is not whole: %" PRIu64 " frames", process, used);
        }
    }
    for (int c = 0; c < m->cap_end && m->objects[process].type == M_PROCESS; c++) {
        if (m->caps[c].used && (m->caps[c].mapped_in == process || m->objects[process].root == c)) {
            delete_and_drain(d, c);
            c = MODEL_NONE;
        }
    }
    if (m->objects[d->payer].type != M_PROCESS || m->objects[d->payer].ending) {
        return; /* it has ended itself meanwhile */
    }
    world_account(m->objects[d->payer].real, &limit, &used);
    if (m->objects[process].type == M_PROCESS || used + d->price > d->payer_used) {
        world_fail("process %d has ended, but who paid for it has not got back its price", process);
    }
    d->payer = MODEL_NONE;
    d->whole[mapped]++;
}

int64_t driver_step(struct driver *d, const struct step *step)
{
    struct model *m = &d->model;
    d->process_of[step->id] = MODEL_NONE;
    d->thread_of[step->id] = MODEL_NONE;
    d->handle_of[step->id] = 0;
    if (step->number == STEP_PUMP) {
        world_pump();
        compare(d, false);
        return 0;
    }
    if (step->number == STEP_DRAIN) {
        drain(d);
        return 0;
    }
    if (step->number == STEP_END || step->number == STEP_WHOLE) {
        int ended = d->process_of[step->arguments[0].from];
        if (ended == MODEL_NONE || d->serial[ended] != (uint64_t)step->arguments[0].from) {
            return DRIVER_SKIPPED;
        }
        bool there = m->objects[ended].type == M_PROCESS && world_lives(m->objects[ended].real, d->identifier[ended]);
        if (step->number == STEP_END && there) {
            end(d, ended);
        } else if (step->number == STEP_WHOLE && d->payer != MODEL_NONE) {
            drain(d);
            whole(d, ended);
        }
        return 0;
    }
    int process = d->process_of[step->actor];
    if (process == MODEL_NONE || m->objects[process].type != M_PROCESS || m->objects[process].ending) {
        return DRIVER_SKIPPED; /* a shortened sequence may have lost it */
    }
    int thread = thread_that_runs(d, step, process);
    if (step->number == M_EXIT || step->number == STEP_FAULT) {
        return thread == MODEL_NONE ? DRIVER_SKIPPED : leave(d, thread, step);
    }
    uint64_t arguments[6];
    for (unsigned i = 0; i < 6; i++) {
        const struct argument *a = &step->arguments[i];
        arguments[i] = a->from == MODEL_NONE ? a->value : d->handle_of[a->from] ^ a->value;
    }
    int cap;
    bool writes = step->number == M_CAP_INSPECT || step->number == M_PROCESS_WAIT;
    if (writes) {
        memset(world_user_bytes(), 0xee, 4096);
    }
    int64_t result = call(d, process, thread, step, arguments, &cap);
    if (writes) {
        check_written(d, process, step->number, arguments, result);
    }
    if (cap != MODEL_NONE) {
        m->caps[cap].handle = (uint64_t)result;
        m->caps[cap].born = (unsigned)step->id;
        check_handle(d, m->caps[cap].holder, (uint64_t)result, step->id);
        d->handle_of[step->id] = (uint64_t)result;
        d->holder_of[step->id] = d->identifier[m->caps[cap].holder];
        adopt(d, cap, step->id);
    }
    if (!d->trusting || m->target != MODEL_NONE) {
        compare(d, false);
    }
    if (m->target != MODEL_NONE) {
        if (result == 0 && model_rest(m)) {
            world_fail("not everything is gone that was to go");
        }
        m->target = MODEL_NONE;
    }
    return result;
}

void driver_end(struct driver *d)
{
    struct model *m = &d->model;
    drain(d);
    for (int c = 0; c < m->cap_end; c++) {
        if (m->caps[c].used && m->objects[m->caps[c].object].root == c) {
            delete_and_drain(d, c);
            c = MODEL_NONE;
        }
    }
    if (world_free() != d->frames_before) {
        world_fail("%" PRId64 " frames are lost when all has ended", (int64_t)(d->frames_before - world_free()));
    }
}

/* Random sequences. */

/* A capability of a process that satisfies what is asked for, as far as chance finds one. */
static int pick_cap(const struct driver *d, int holder, int type, unsigned rights, driver_choose choose)
{
    const struct model *m = &d->model;
    int best = MODEL_NONE;
    for (unsigned i = 0; i < 60; i++) {
        int c = (int)choose((uint64_t)m->cap_end);
        const struct model_cap *cap = &m->caps[c];
        if (!cap->used || (holder != MODEL_NONE && cap->holder != holder)) {
            continue;
        }
        best = best == MODEL_NONE ? c : best;
        if ((type == M_ANY || m->objects[cap->object].type == type) && (cap->rights & rights) == rights) {
            return c;
        }
    }
    return best;
}

/* A handle: mostly a good one, sometimes an old one, another's, or one with a bit turned over. */
static struct argument pick_handle(const struct driver *d, int id, int process, int type, unsigned rights, driver_choose choose)
{
    struct argument a = {.from = MODEL_NONE};
    uint64_t kind = choose(100);
    int c = kind < 80   ? pick_cap(d, process, type, rights, choose)
            : kind < 85 ? pick_cap(d, process, type, 0, choose)
            : kind < 90 ? pick_cap(d, process, M_ANY, 0, choose)
                        : pick_cap(d, MODEL_NONE, M_ANY, 0, choose);
    if (c != MODEL_NONE) {
        a.from = (int)d->model.caps[c].born;
    }
    if (kind >= 98) {
        a.from = (int)choose((uint64_t)id);
    } else if (kind >= 96) {
        a.value = UINT64_C(1) << choose(64);
    } else if (kind == 95) {
        a.from = MODEL_NONE;
        a.value = choose(2) == 0 ? choose(8192) : choose(UINT64_MAX);
    }
    return a;
}

static struct argument number(uint64_t value);

/* The rights that calls demand of their arguments. */
static const struct {
    unsigned number, at;
    int type;
    unsigned rights;
} demanded[] = {
    {M_CAP_CREATE, 0, M_ANY, M_COPY},           {M_CAP_TRANSFER, 0, M_PROCESS, M_GIVE},
    {M_PROC_CREATE, 0, M_PROCESS, M_SPEND},     {M_PROC_DESTROY, 0, M_PROCESS, M_DESTROY},
    {M_MEM_ALLOC, 0, M_PROCESS, M_SPEND},       {M_MEM_GRANT, 0, M_PROCESS, M_GIVE | M_SPEND},
    {M_MEM_MAP, 0, M_PROCESS, M_MAP},           {M_MEM_MAP, 1, M_MEMORY, M_READ},
    {M_THREAD_CREATE, 0, M_PROCESS, M_THREADS}, {M_THREAD_DESTROY, 0, M_THREAD, M_DESTROY},
    {M_THREAD_WAKE, 0, M_THREAD, M_WAKE},       {M_PROCESS_WAIT, 0, M_PROCESS, M_WAIT},
};

/*
 * Makes a step one that lacks a right: with a capability of the wanted type, by whoever holds it. If nobody has such a one, it becomes the step that makes
 * it; if there is nothing to make it from, it stays what it is.
 */
static void lack_a_right(const struct driver *d, struct step *step, driver_choose choose)
{
    const struct model *m = &d->model;
    size_t n = sizeof(demanded) / sizeof(demanded[0]), first = choose(n);
    for (size_t i = 0; i < n; i++) {
        unsigned at = demanded[(first + i) % n].at, rights = demanded[(first + i) % n].rights;
        int type = demanded[(first + i) % n].type, source = MODEL_NONE, start = (int)choose((uint64_t)m->cap_end);
        if (demanded[(first + i) % n].number != step->number) {
            continue;
        }
        for (int k = 0; k < m->cap_end; k++) {
            int c = (start + k) % m->cap_end;
            const struct model_cap *cap = &m->caps[c];
            if (!cap->used || m->objects[cap->holder].ending || m->objects[cap->object].ending ||
                (type != M_ANY && m->objects[cap->object].type != type)) {
                continue;
            }
            if ((cap->rights & rights) != rights) {
                step->actor = (int)d->serial[cap->holder];
                step->arguments[at] = (struct argument){.from = (int)cap->born};
                return;
            }
            source = source == MODEL_NONE && (cap->rights & M_COPY) != 0 ? c : source;
        }
        if (source != MODEL_NONE) {
            step->number = M_CAP_CREATE;
            step->actor = (int)d->serial[m->caps[source].holder];
            step->arguments[0] = (struct argument){.from = (int)m->caps[source].born};
            step->arguments[1] = number(m->caps[source].rights & ~(rights & -rights));
            step->arguments[2] = number(0);
            step->thread = 0;
            step->poll = 0;
            step->abandon = 0;
        }
        return;
    }
}

/* Makes a step that ends a process one that ends a process which some thread waits for, by whoever can, if there is one. */
static void someone_waits_for(const struct driver *d, struct step *step, driver_choose choose)
{
    const struct model *m = &d->model;
    int t = 0;
    while (t < m->object_end && (m->objects[t].type != M_THREAD || m->objects[t].waits_for == MODEL_NONE ||
                                 m->objects[t].waits_for == d->process_of[0] || choose(2) == 0)) {
        t++;
    }
    for (int c = 0; t < m->object_end && c < m->cap_end; c++) {
        const struct model_cap *cap = &m->caps[c];
        if (cap->used && cap->object == m->objects[t].waits_for && (cap->rights & M_DESTROY) != 0 &&
            !m->objects[cap->holder].ending) {
            step->actor = (int)d->serial[cap->holder];
            step->arguments[0] = (struct argument){.from = (int)cap->born};
            return;
        }
    }
}

/* Chooses a thread that can make a call, and by that the process. Returns false if chance finds none. */
static bool pick_thread(const struct driver *d, struct step *step, driver_choose choose)
{
    const struct model *m = &d->model;
    for (unsigned i = 0; i < 60; i++) {
        int t = (int)choose((uint64_t)m->object_end);
        const struct model_object *thread = &m->objects[t];
        if (thread->type == M_THREAD && !thread->ending && !m->objects[thread->process].ending &&
            thread->waits_for == MODEL_NONE) {
            step->thread = (int)d->serial[t];
            step->actor = (int)d->serial[thread->process];
            return true;
        }
    }
    return false;
}

static struct argument number(uint64_t value)
{
    return (struct argument){.from = MODEL_NONE, .value = value};
}

/* A number of frames that an account may or may not have. */
static uint64_t pick_frames(const struct driver *d, int process, driver_choose choose)
{
    uint64_t least, most;
    model_used(&d->model, process, &least, &most);
    uint64_t left = d->model.objects[process].limit > most ? d->model.objects[process].limit - most : 0;
    switch (choose(8)) {
    case 0:
        return left + choose(6) - 3;
    case 1:
        return choose(3) == 0 ? choose(UINT64_MAX) : UINT64_MAX - choose(4);
    case 2:
        return choose(left + 2);
    default:
        return choose(left / 4 + 4);
    }
}

static uint64_t pick_rights(unsigned rights, driver_choose choose)
{
    switch (choose(10)) {
    case 0:
        return choose(1 << 13);
    case 1:
        return choose(4) == 0 ? choose(UINT64_MAX) : rights | UINT64_C(1) << choose(64);
    case 2:
    case 3:
        return rights & choose(1 << 13);
    case 4:
        return rights & ~(UINT64_C(1) << choose(13));
    default:
        return rights;
    }
}

/* A window of memory: inside the source's, around its edges, or anywhere. */
static uint64_t pick_badge(const struct driver *d, int process, const struct argument *source, driver_choose choose)
{
    int c = source->from == MODEL_NONE ? MODEL_NONE : model_find(&d->model, process, d->handle_of[source->from]);
    if (c == MODEL_NONE || d->model.objects[d->model.caps[c].object].type != M_MEMORY || choose(12) == 0) {
        return choose(8) == 0 ? (choose(2) == 0 ? choose(16) : choose(UINT64_MAX)) : 0;
    }
    uint64_t first = model_window_first(&d->model.caps[c]), pages = model_window_pages(&d->model.caps[c]);
    if (choose(5) == 0) {
        return (first + choose(4) - 2) << 32 | ((pages + choose(4) - 2) & 0xffffffff);
    }
    uint64_t skip = choose(pages);
    return choose(2) == 0 ? 0 : (first + skip) << 32 | (1 + choose(pages - skip));
}

/* A size of memory: mostly small, sometimes around the number of frames that an object names itself, or what nobody has. */
static uint64_t pick_size(const struct driver *d, int process, driver_choose choose)
{
    static const uint64_t edges[] = {0, 447, 448, 449, 512, 513, 961, 1 << 24, (1 << 24) + 1, UINT64_MAX};
    switch (choose(20)) {
    case 0:
        return edges[choose(sizeof(edges) / sizeof(edges[0]))];
    case 1:
        return pick_frames(d, process, choose);
    default:
        return 1 + choose(choose(6) == 0 ? 40 : 6);
    }
}

/* An address to map at: a few pages that many want, edges of page tables, the ends of what programs have, or anything. */
static uint64_t pick_address(driver_choose choose)
{
    static const uint64_t bases[] = {
        0x1000, 0x200000, 0x40000000, UINT64_C(0x8000000000), UINT64_C(0x7fffffff0000), UINT64_C(0x800000000000)};
    switch (choose(10)) {
    case 0:
        return choose(UINT64_MAX) & (choose(2) == 0 ? UINT64_MAX : UINT64_C(0x7ffffffff000));
    case 1:
    case 2:
    case 3:
        return bases[choose(sizeof(bases) / sizeof(bases[0]))] + choose(16) * 4096 - 0x8000 * choose(2) +
               (choose(10) == 0 ? choose(4096) : 0);
    default:
        return 0x400000 + choose(24) * 4096;
    }
}

/* Each attempt is interrupted at some poll, and after some attempts the call may not be made again. */
static void pick_interrupts(struct step *step, driver_choose choose)
{
    step->poll = choose(3) == 0 ? 1 + (unsigned)choose(3) : 0;
    step->abandon = step->poll != 0 && choose(2) == 0 ? 1 + (unsigned)choose(3) : 0;
}

bool driver_over(const struct driver *d)
{
    for (int p = 0; p < d->model.object_end; p++) {
        if (d->model.objects[p].type == M_PROCESS && !d->model.objects[p].ending) {
            return false;
        }
    }
    return true;
}

/* Does this handle lead to the first process, so that ending it or losing it would end the sequence early? */
static bool precious(const struct driver *d, int process, const struct argument *a, bool root_only)
{
    int c = a->from == MODEL_NONE ? MODEL_NONE : model_find(&d->model, process, d->handle_of[a->from]);
    return c != MODEL_NONE && d->model.caps[c].object == d->process_of[0] &&
           (!root_only || d->model.objects[d->model.caps[c].object].root == c);
}

struct step driver_random(const struct driver *d, int id, driver_choose choose)
{
    /* The weight of a call in sequences that grow, in those that shrink, and in those that do a bit of everything. */
    static const struct {
        unsigned number, weight[3];
    } weights[] = {
        {M_CAP_CREATE, {60, 20, 20}},  {M_CAP_DELETE, {2, 20, 8}}, {M_CAP_TRANSFER, {16, 8, 12}}, {M_CAP_REVOKE, {1, 4, 3}},
        {M_CAP_INSPECT, {2, 4, 4}},    {M_PROC_CREATE, {2, 2, 4}}, {M_PROC_DESTROY, {0, 1, 1}},   {M_MEM_ALLOC, {4, 2, 8}},
        {M_MEM_MAP, {6, 4, 20}},       {M_MEM_UNMAP, {1, 3, 8}},   {M_MEM_GRANT, {1, 2, 5}},      {M_THREAD_CREATE, {2, 1, 4}},
        {M_THREAD_DESTROY, {0, 1, 2}}, {M_THREAD_WAKE, {1, 1, 2}}, {M_PROCESS_WAIT, {1, 4, 5}},   {M_EXIT, {0, 1, 1}},
        {STEP_FAULT, {0, 1, 1}},       {STEP_PUMP, {2, 10, 10}},   {STEP_DRAIN, {1, 1, 1}},
    };
    const struct model *m = &d->model;
    struct step step = {.id = id};
    for (unsigned i = 0; i < 6; i++) {
        step.arguments[i].from = MODEL_NONE;
    }
    do {
        uint64_t sum = 0;
        for (size_t i = 0; i < sizeof(weights) / sizeof(weights[0]); i++) {
            sum += weights[i].weight[d->profile];
        }
        sum = choose(sum);
        for (size_t i = 0; i < sizeof(weights) / sizeof(weights[0]); i++) {
            if (sum < weights[i].weight[d->profile]) {
                step.number = weights[i].number;
                break;
            }
            sum -= weights[i].weight[d->profile];
        }
    } while (!world_has(step.number == M_EXIT || step.number == STEP_FAULT ? M_THREAD_CREATE : step.number) &&
             step.number != STEP_PUMP && step.number != STEP_DRAIN);
    for (unsigned i = 0; i < 40; i++) {
        int maker = (int)choose((uint64_t)id);
        int process = d->process_of[maker];
        if (process != MODEL_NONE && m->objects[process].type == M_PROCESS && !m->objects[process].ending) {
            step.actor = maker;
            break;
        }
    }
    if (step.number == M_PROCESS_WAIT ? choose(4) != 0 : step.number == M_EXIT || step.number == STEP_FAULT) {
        if (!pick_thread(d, &step, choose)) {
            step.number = M_THREAD_CREATE;
        }
    }
    int process = d->process_of[step.actor];
    struct argument *a = step.arguments;
    switch (step.number) {
    case M_CAP_CREATE:
        a[0] = pick_handle(d, id, process, M_ANY, M_COPY, choose);
        a[1] = number(pick_rights(0, choose));
        for (int c = 0; c < m->cap_end; c++) {
            if (m->caps[c].used && (int)m->caps[c].born == a[0].from) {
                a[1] = number(pick_rights(m->caps[c].rights, choose));
            }
        }
        a[2] = number(pick_badge(d, process, &a[0], choose));
        break;
    case M_MEM_ALLOC:
        a[0] = pick_handle(d, id, process, M_PROCESS, M_SPEND, choose);
        a[1] = number(pick_size(d, process, choose));
        break;
    case M_MEM_GRANT:
        a[0] = pick_handle(d, id, process, M_PROCESS, M_GIVE | M_SPEND, choose);
        a[1] = pick_handle(d, id, process, M_MEMORY, choose(3) == 0 ? 0 : M_COPY | M_EXECUTE, choose);
        break;
    case M_MEM_MAP:
        a[0] = pick_handle(d, id, process, M_PROCESS, M_MAP, choose);
        a[1] = pick_handle(d, id, process, M_MEMORY, M_READ, choose);
        a[2] = number(pick_address(choose));
        a[3] = number(choose(10) == 0 ? choose(16) : choose(3) == 0 ? M_READ : M_READ | (choose(3) == 0 ? M_EXECUTE : M_WRITE));
        pick_interrupts(&step, choose);
        /* A call that was given up, or a mapping that stands, is met again. */
        for (int c = 0; c < m->cap_end && choose(3) == 0; c++) {
            if (m->caps[c].used && m->caps[c].mapped_in != MODEL_NONE && (int)m->caps[c].born == a[1].from) {
                a[2] = number(m->caps[c].page * 4096);
                a[3] = number(m->caps[c].permissions);
                break;
            }
        }
        break;
    case M_MEM_UNMAP:
        a[0] = pick_handle(d, id, process, M_MEMORY, 0, choose);
        /* A mapping that does not go in one piece. */
        for (int c = 0; c < m->cap_end; c++) {
            if (m->caps[c].used && m->caps[c].holder == process && m->caps[c].done > 8 && choose(2) == 0) {
                a[0] = (struct argument){.from = (int)m->caps[c].born};
            }
        }
        pick_interrupts(&step, choose);
        break;
    case M_THREAD_CREATE:
        a[0] = pick_handle(d, id, process, M_PROCESS, M_THREADS, choose);
        a[1] = number(choose(6) == 0 ? choose(UINT64_MAX) : 0x400000);
        a[2] = number(0x700000);
        a[3] = number(choose(UINT64_MAX));
        a[4] = number(choose(6) == 0 ? choose(UINT64_MAX) : choose(4));
        break;
    case M_THREAD_DESTROY:
    case M_THREAD_WAKE:
        a[0] = pick_handle(d, id, process, M_THREAD, step.number == M_THREAD_WAKE ? M_WAKE : M_DESTROY, choose);
        break;
    case M_EXIT:
    case STEP_FAULT:
        a[0] = number(choose(UINT64_MAX));
        break;
    case M_PROCESS_WAIT:
        a[0] = pick_handle(d, id, process, M_PROCESS, M_WAIT, choose);
        /* One that has ended is met as often as those that have not. */
        for (int c = 0, skip = (int)choose(6); c < m->cap_end; c++) {
            const struct model_cap *cap = &m->caps[c];
            if (cap->used && cap->holder == process && m->objects[cap->object].ending &&
                m->objects[cap->object].type == M_PROCESS && skip-- == 0) {
                a[0] = (struct argument){.from = (int)cap->born};
            }
        }
        a[1] = number(choose(6) == 0 ? choose(UINT64_MAX) : world_user_address() + (choose(4) == 0 ? choose(8192) : 0));
        a[2] = number(choose(4) == 0 ? choose(60) : 48);
        break;
    case M_CAP_TRANSFER:
        a[0] = pick_handle(d, id, process, M_PROCESS, M_GIVE, choose);
        for (unsigned i = 0; i < 8 && (i == 0 || precious(d, process, &a[1], true)); i++) {
            a[1] = pick_handle(d, id, process, M_ANY, 0, choose);
        }
        break;
    case M_CAP_DELETE:
    case M_CAP_REVOKE:
    case M_PROC_DESTROY:
        if (step.number == M_PROC_DESTROY && choose(2) == 0) {
            someone_waits_for(d, &step, choose);
            if (a[0].from != MODEL_NONE) {
                break;
            }
        }
        for (unsigned i = 0; i < 8 && (i == 0 || precious(d, process, a, step.number != M_PROC_DESTROY)); i++) {
            a[0] = pick_handle(d, id, process, step.number == M_PROC_DESTROY ? M_PROCESS : M_ANY,
                               step.number == M_PROC_DESTROY && choose(3) > 0 ? M_DESTROY : 0, choose);
        }
        pick_interrupts(&step, choose);
        break;
    case M_CAP_INSPECT:
        a[0] = pick_handle(d, id, process, M_ANY, 0, choose);
        a[1] = number(choose(6) == 0 ? choose(UINT64_MAX) : world_user_address() + (choose(4) == 0 ? choose(8192) : 0));
        a[2] = number(choose(4) == 0 ? choose(90) : 72);
        break;
    case M_PROC_CREATE:
        a[0] = pick_handle(d, id, process, M_PROCESS, M_SPEND, choose);
        a[1] = number(pick_frames(d, process, choose));
        a[2] = number(choose(6) == 0 ? choose(40) : choose(4));
        break;
    default:
        break;
    }
    /* Calls that are seldom made are made without a right as often as others. */
    bool seldom = step.number == M_THREAD_DESTROY || step.number == M_THREAD_WAKE || step.number == M_PROC_DESTROY;
    if (choose(seldom ? 3 : 16) == 0) {
        lack_a_right(d, &step, choose);
    }
    return step;
}

/* What a child process tells its parent. */
struct report {
    struct step steps[DRIVER_STEPS];
    unsigned count; /* steps that were begun */
    driver_counts counts;
    char message[400];
};

static struct report *report;
static uint64_t random_state;

static uint64_t choose_randomly(uint64_t limit)
{
    uint64_t z = random_state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (z ^ (z >> 31)) % limit;
}

static const struct step *shown;
static unsigned shown_count;

void driver_on_failure(const struct step *steps, unsigned count)
{
    shown = steps;
    shown_count = count;
}

_Noreturn void world_fail(const char *format, ...)
{
    char text[sizeof(report->message)];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    if (report == NULL) {
        for (unsigned i = 0; i < shown_count; i++) {
            driver_print(&shown[i]);
        }
        printf("%s\n", text);
        fflush(stdout);
        abort();
    }
    strcpy(report->message, text);
    _exit(1);
}

static struct driver driver;
static const char hangs[] = "it does not come back";

static void step_counted(const struct step *step)
{
    uint64_t interrupted = driver.interrupted;
    int64_t result = driver_step(&driver, step);
    if (step->number < DRIVER_WHOLE && result != DRIVER_SKIPPED) {
        report->counts[step->number][result < 0 ? -result : 0]++;
        report->counts[step->number][DRIVER_INTERRUPTED] += driver.interrupted - interrupted;
    }
    memcpy(report->counts[DRIVER_WOKEN], driver.woken, sizeof(driver.woken));
    memcpy(report->counts[DRIVER_WHOLE], driver.whole, sizeof(driver.whole));
}

/* May a process end by a step, or may it go where it is lost? */
static bool risks(const struct driver *d, const struct step *step, int process)
{
    const struct model *m = &d->model;
    int actor = d->process_of[step->actor];
    if (step->number == M_EXIT || step->number == STEP_FAULT) {
        return actor == process;
    }
    const struct argument *a = &step->arguments[step->number == M_CAP_TRANSFER ? 1 : 0];
    bool takes = step->number == M_CAP_DELETE || step->number == M_PROC_DESTROY || step->number == M_THREAD_DESTROY ||
                 (step->number == M_CAP_TRANSFER && m->objects[process].payer == MODEL_NONE);
    int c = takes && a->from != MODEL_NONE ? model_find(m, actor, d->handle_of[a->from]) : MODEL_NONE;
    if (c == MODEL_NONE) {
        return false;
    }
    const struct model_object *object = &m->objects[m->caps[c].object];
    return m->caps[c].object == process ? object->root == c || step->number == M_PROC_DESTROY
                                        : object->type == M_THREAD && object->process == process;
}

static struct step story_step(unsigned i, unsigned number, int a, int b, uint64_t value, uint64_t last)
{
    struct step step = {.id = (int)i + 1, .number = number};
    for (unsigned k = 0; k < 6; k++) {
        step.arguments[k].from = MODEL_NONE;
    }
    step.arguments[0].from = a;
    step.arguments[1].from = b;
    step.arguments[1].value = value;
    step.arguments[2].value = last;
    return step;
}

/*
 * Steps of a story about a child of the first process, step 1. It pays for a process whose handle the first one has. It gets a handle to itself,
 * sometimes the only one that there is, and does what it likes, as others do. In the end it is ended by nobody's leave.
 */
static struct step child_story(const struct driver *d, unsigned i, unsigned steps)
{
    static bool owns_itself;
    uint64_t frames = d->model.objects[d->process_of[0]].limit;
    switch (i) {
    case 0:
        owns_itself = choose_randomly(2) == 0;
        return story_step(i, M_PROC_CREATE, 0, MODEL_NONE, frames * 3 / 4, 3);
    case 1:
        return story_step(i, M_PROC_CREATE, 1, MODEL_NONE, frames / 8, 3);
    case 2:
        return story_step(i, M_CAP_CREATE, owns_itself ? 0 : 1, MODEL_NONE,
                          M_COPY | M_DESTROY | M_WAIT | M_GIVE | M_MAP | M_THREADS | M_SPEND, 0);
    case 3:
        return story_step(i, M_CAP_TRANSFER, 1, owns_itself ? 1 : 3, 0, 0);
    }
    if (i + 2 >= steps) {
        return story_step(i, i + 2 == steps ? STEP_END : STEP_WHOLE, 1, MODEL_NONE, 0, 0);
    }
    /* It is not about who else ends the child, or its maker, before. */
    struct step step;
    do {
        step = driver_random(d, (int)i + 1, choose_randomly);
    } while (risks(d, &step, d->process_of[0]) || risks(d, &step, d->process_of[1]));
    return step;
}

/* Runs the steps that stand in the report, or makes up so many of them. Returns whether all went well. */
static bool in_child(enum driver_story story, unsigned steps, bool make_up, uint64_t frames)
{
    report->message[0] = 0;
    world_free(); /* the machine is there before there are two of it */
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        /* A broken kernel may not come back. The time is the processor's, and many times what the longest sequence takes. */
        struct itimerval most = {.it_value = {.tv_sec = 2}};
        setitimer(ITIMER_PROF, &most, NULL);
        driver_begin(&driver, frames);
        driver.profile = (unsigned)choose_randomly(3);
        for (unsigned i = 0; i < steps && !driver_over(&driver); i++) {
            if (make_up) {
                report->steps[i] =
                    story == STORY_CHILD ? child_story(&driver, i, steps) : driver_random(&driver, (int)i + 1, choose_randomly);
                report->count = i + 1;
                /* What the other profiles have built is taken down, and the other way round. */
                driver.profile = i % 200 == 199 ? (unsigned)choose_randomly(3) : driver.profile;
            }
            step_counted(&report->steps[i]);
        }
        driver_end(&driver);
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    if (status != 0 && report->message[0] == 0) {
        strcpy(report->message, WIFSIGNALED(status) && WTERMSIG(status) == SIGPROF ? hangs : "the sanitizers stopped it");
    }
    return status == 0;
}

/* Do two messages say the same, but for the numbers in them? */
static bool same_message(const char *a, const char *b)
{
    while (*a != 0 && *b != 0) {
        if (strchr("0123456789abcdefx-", *a) != NULL) {
            a++;
        } else if (strchr("0123456789abcdefx-", *b) != NULL) {
            b++;
        } else if (*a++ != *b++) {
            return false;
        }
    }
    return true;
}

/* Leaves out what the failure does not need: halves first, then smaller pieces, down to single steps. */
static void shorten(enum driver_story story, uint64_t frames)
{
    static struct step kept[DRIVER_STEPS], last[DRIVER_STEPS];
    char message[sizeof(report->message)];
    strcpy(message, report->message);
    unsigned count = report->count, tries = 0, most = strcmp(message, hangs) == 0 ? 0 : 2000;
    memcpy(last, report->steps, sizeof(last));
    for (unsigned piece = count / 2 > 0 ? count / 2 : 1; piece > 0 && tries < most; piece /= 2) {
        for (unsigned at = 0; at < count && tries < most;) {
            unsigned end = at + piece < count ? at + piece : count, rest = 0;
            for (unsigned i = 0; i < count; i++) {
                if (i < at || i >= end) {
                    kept[rest++] = last[i];
                }
            }
            memcpy(report->steps, kept, rest * sizeof(kept[0]));
            tries++;
            if (!in_child(story, rest, false, frames) && same_message(report->message, message)) {
                memcpy(last, kept, rest * sizeof(kept[0]));
                count = rest;
            } else {
                at = end;
            }
        }
    }
    memcpy(report->steps, last, count * sizeof(last[0]));
    report->count = count;
    in_child(story, count, false, frames);
}

unsigned driver_sequence(uint64_t seed, enum driver_story story, unsigned steps, uint64_t frames, driver_counts *counts)
{
    if (report == NULL) {
        report = mmap(NULL, sizeof(*report), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    }
    memset(report, 0, sizeof(*report));
    random_state = seed;
    bool good = in_child(story, steps, true, frames);
    for (unsigned i = 0; i < 64; i++) {
        for (unsigned j = 0; j < 16; j++) {
            (*counts)[i][j] += report->counts[i][j];
        }
    }
    if (!good) {
        printf("seed 0x%" PRIx64 ", %u steps: %s\n", seed, report->count, report->message);
        shorten(story, frames);
        printf("as short as it goes, %u steps: %s\n", report->count, report->message);
        for (unsigned i = 0; i < report->count; i++) {
            driver_print(&report->steps[i]);
        }
        fflush(stdout);
    }
    return good ? report->count : 0;
}
