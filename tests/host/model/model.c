/* SPDX-License-Identifier: MIT */
#include "model.h"

#include <stdlib.h>
#include <string.h>

/* A table has pages of so many usable slots, and so many pages. */
#define SLOTS 63
#define SLOT_PAGES 64

/* Ways to end. */
enum {
    DESTROYED = 1,
};

#define PROCESS_RIGHTS (M_READ | M_WRITE | M_COPY | M_DESTROY | M_WAIT | M_GIVE | M_MAP | M_THREADS | M_SPEND)

/* What a call demands of its handles, from left to right, as the plan says; type -1 ends the list. */
struct demand {
    int type;
    unsigned rights;
};

static const struct demand *demands(unsigned number)
{
    static const struct demand none[] = {{-1, 0}};
    static const struct demand any[] = {{M_ANY, 0}, {-1, 0}};
    static const struct demand create[] = {{M_ANY, M_COPY}, {-1, 0}};
    static const struct demand transfer[] = {{M_PROCESS, M_GIVE}, {M_ANY, 0}, {-1, 0}};
    static const struct demand spend[] = {{M_PROCESS, M_SPEND}, {-1, 0}};
    static const struct demand destroy[] = {{M_PROCESS, M_DESTROY}, {-1, 0}};
    static const struct demand map[] = {{M_PROCESS, M_MAP}, {M_MEMORY, 0}, {-1, 0}};
    static const struct demand unmap[] = {{M_MEMORY, 0}, {-1, 0}};
    static const struct demand grant[] = {{M_PROCESS, M_GIVE | M_SPEND}, {M_MEMORY, 0}, {-1, 0}};
    static const struct demand thread[] = {{M_PROCESS, M_THREADS}, {-1, 0}};
    static const struct demand end[] = {{M_THREAD, M_DESTROY}, {-1, 0}};
    static const struct demand wake[] = {{M_THREAD, M_WAKE}, {-1, 0}};
    static const struct demand wait[] = {{M_PROCESS, M_WAIT}, {-1, 0}};
    switch (number) {
    case M_CAP_CREATE:
        return create;
    case M_CAP_DELETE:
    case M_CAP_REVOKE:
    case M_CAP_INSPECT:
        return any;
    case M_CAP_TRANSFER:
        return transfer;
    case M_MEM_MAP:
        return map;
    case M_MEM_UNMAP:
        return unmap;
    case M_MEM_GRANT:
        return grant;
    case M_THREAD_CREATE:
        return thread;
    case M_THREAD_DESTROY:
        return end;
    case M_THREAD_WAKE:
        return wake;
    case M_PROCESS_WAIT:
        return wait;
    case M_MEM_ALLOC:
    case M_PROC_CREATE:
        return spend;
    case M_PROC_DESTROY:
        return destroy;
    default:
        return none;
    }
}

static int object_new(struct model *m, int type)
{
    for (int o = 0; o < MODEL_OBJECTS; o++) {
        if (m->objects[o].type == 0) {
            m->objects[o] = (struct model_object){
                .type = type, .payer = MODEL_NONE, .root = MODEL_NONE, .process = MODEL_NONE, .waits_for = MODEL_NONE};
            m->object_end = o >= m->object_end ? o + 1 : m->object_end;
            return o;
        }
    }
    abort();
}

static int cap_new(struct model *m, int object, unsigned rights, uint64_t badge, int parent, int holder)
{
    for (int c = 0; c < MODEL_CAPS; c++) {
        if (!m->caps[c].used) {
            m->caps[c] = (struct model_cap){.used = true,
                                            .object = object,
                                            .rights = rights,
                                            .badge = badge,
                                            .parent = parent,
                                            .holder = holder,
                                            .mapped_in = MODEL_NONE};
            m->cap_end = c >= m->cap_end ? c + 1 : m->cap_end;
            return c;
        }
    }
    abort();
}

static unsigned held(const struct model *m, int process)
{
    unsigned count = 0;
    for (int c = 0; c < m->cap_end; c++) {
        count += m->caps[c].used && m->caps[c].holder == process;
    }
    return count;
}

int model_start(struct model *m, uint64_t frames, bool outlive)
{
    memset(m->objects, 0, (unsigned)m->object_end * sizeof(m->objects[0]));
    memset(m->caps, 0, (unsigned)m->cap_end * sizeof(m->caps[0]));
    m->object_end = 0;
    m->cap_end = 0;
    m->outlive = outlive;
    m->target = MODEL_NONE;
    int process = object_new(m, M_PROCESS);
    struct model_object *object = &m->objects[process];
    object->limit = frames;
    object->highest = 31;
    object->slots = 1;
    object->root = cap_new(m, process, PROCESS_RIGHTS, 0, MODEL_NONE, process);
    return object->root;
}

int model_find(const struct model *m, int process, uint64_t handle)
{
    for (int c = 0; c < m->cap_end; c++) {
        const struct model_cap *cap = &m->caps[c];
        if (cap->used && cap->holder == process && cap->handle == handle) {
            return c;
        }
    }
    return MODEL_NONE;
}

uint64_t model_window_first(const struct model_cap *cap)
{
    return cap->badge >> 32;
}

uint64_t model_window_pages(const struct model_cap *cap)
{
    return cap->badge & 0xffffffff;
}

/* Is a page of a process mapped, or one that shares a page table of this level with it? Level 0 is the page itself. */
static bool mapped_near(const struct model *m, int process, uint64_t page, unsigned level)
{
    for (int c = 0; c < m->cap_end; c++) {
        const struct model_cap *cap = &m->caps[c];
        if (cap->used && cap->mapped_in == process && cap->done > 0 && cap->page >> 9 * level <= page >> 9 * level &&
            (cap->page + cap->done - 1) >> 9 * level >= page >> 9 * level) {
            return true;
        }
    }
    return false;
}

/* How many page tables a process has below the top one: each is there as long as something is mapped through it. */
static uint64_t tables(const struct model *m, int process)
{
    uint64_t count = 0;
    for (unsigned level = 1; level < 4; level++) {
        /* The tables of one mapping that none before it has. */
        for (int c = 0; c < m->cap_end; c++) {
            const struct model_cap *cap = &m->caps[c];
            if (!cap->used || cap->mapped_in != process || cap->done == 0) {
                continue;
            }
            for (uint64_t t = cap->page >> 9 * level; t <= (cap->page + cap->done - 1) >> 9 * level; t++) {
                bool new = true;
                for (int b = 0; b < c && new; b++) {
                    const struct model_cap *before = &m->caps[b];
                    new = !(before->used && before->mapped_in == process && before->done > 0 &&
                            before->page >> 9 * level <= t && (before->page + before->done - 1) >> 9 * level >= t);
                }
                count += new;
            }
        }
    }
    return count;
}

void model_used(const struct model *m, int process, uint64_t *least, uint64_t *most)
{
    const struct model_object *self = &m->objects[process];
    uint64_t own = self->slots + (self->emptied ? 0 : tables(m, process));
    *least = self->ending ? 0 : own;
    *most = own;
    for (int o = 0; o < m->object_end; o++) {
        if (m->objects[o].type != 0 && m->objects[o].payer == process) {
            *least += m->objects[o].ending ? 0 : m->objects[o].charge;
            *most += m->objects[o].charge;
        }
    }
}

/* Is this capability the one above, or was it made from it, or from one that was, and so on? */
static bool within(const struct model *m, int cap, int above)
{
    while (cap != MODEL_NONE && cap != above) {
        cap = m->caps[cap].parent;
    }
    return cap == above;
}

/* Does whoever paid for an object end? Then the object does not stay either. */
static bool unpaid(const struct model *m, int object)
{
    int payer = m->objects[object].payer;
    return payer != MODEL_NONE && m->objects[payer].ending;
}

/* Do the capabilities to an object go because it ends, or because it is not paid for any more? Those to a process may stay when it ends. */
static bool loses_capabilities(const struct model *m, int object)
{
    bool stay = m->outlive && m->objects[object].type == M_PROCESS;
    return (m->objects[object].ending && !stay) || unpaid(m, object);
}

bool model_may_go(const struct model *m, int cap)
{
    for (int c = cap; c != MODEL_NONE; c = m->caps[c].parent) {
        if (m->objects[m->caps[c].holder].ending || loses_capabilities(m, m->caps[c].object)) {
            return true;
        }
    }
    return m->target != MODEL_NONE && within(m, cap, m->target) && (m->target_too || cap != m->target);
}

bool model_rest(const struct model *m)
{
    for (int c = 0; c < m->cap_end; c++) {
        if (m->caps[c].used && within(m, c, m->target) && (m->target_too || c != m->target)) {
            return true;
        }
    }
    return false;
}

bool model_takes(const struct model *m, int cap)
{
    return cap == m->target || m->objects[m->caps[cap].holder].ending || loses_capabilities(m, m->caps[cap].object);
}

void model_gone(struct model *m, int cap)
{
    struct model_object *object = &m->objects[m->caps[cap].object];
    for (int c = 0; c < m->cap_end; c++) {
        if (m->caps[c].used && m->caps[c].parent == cap) {
            m->caps[c].parent = m->caps[cap].parent;
            m->caps[c].lifts++;
        }
    }
    if (object->root == cap) {
        object->root = MODEL_NONE;
        object->ending = true;
    }
    if (m->target == cap) {
        m->target = MODEL_NONE;
    }
    m->caps[cap].used = false;
}

/* Does anything keep an object that is ending? */
static bool kept(const struct model *m, int object)
{
    for (int c = 0; c < m->cap_end; c++) {
        if (m->caps[c].used && (m->caps[c].object == object || m->caps[c].holder == object || m->caps[c].mapped_in == object)) {
            return true;
        }
    }
    for (int o = 0; o < m->object_end; o++) {
        if (m->objects[o].type != 0 && (m->objects[o].payer == object || m->objects[o].process == object)) {
            return true;
        }
    }
    return false;
}

/* Everything that ends because something else does. Returns whether there was anything new. */
static bool spread(struct model *m)
{
    bool any = false;
    for (int c = 0; c < m->cap_end; c++) {
        if (m->caps[c].used && model_may_go(m, c)) {
            model_gone(m, c);
            any = true;
        }
    }
    for (int o = 0; o < m->object_end; o++) {
        struct model_object *object = &m->objects[o];
        if (!object->ending && ((object->type == M_PROCESS && model_threadless(m, o)) ||
                                (object->type == M_THREAD && m->objects[object->process].ending))) {
            object->ending = true;
            any = true;
        }
    }
    return any;
}

void model_drain(struct model *m)
{
    bool again = true;
    while (again) {
        while (spread(m)) {
        }
        again = false;
        for (int o = 0; o < m->object_end; o++) {
            struct model_object *object = &m->objects[o];
            if (object->type == 0 || !object->ending) {
                continue;
            }
            object->slots = 0;
            object->emptied = true;
            if (!kept(m, o)) {
                object->type = 0;
                again = true;
            }
        }
    }
}

/* Makes room for one more handle. Pages of a table are paid for when they are needed, and stay. Returns false if that cannot be. */
static bool slot_reserve(struct model *m, int process, uint64_t used)
{
    struct model_object *object = &m->objects[process];
    if (held(m, process) < object->slots * SLOTS) {
        return true;
    }
    if (object->slots == SLOT_PAGES || used >= object->limit) {
        return false;
    }
    object->slots++;
    return true;
}

/* Does a look-up not find an object any more? A process that outlives its end is good for what any object is good for, and to be waited for. */
static bool out_of_sight(const struct model *m, int object, const struct demand *demand)
{
    if (!m->objects[object].ending) {
        return false;
    }
    return !m->outlive || m->objects[object].type != M_PROCESS || (demand->type != M_ANY && demand->rights != M_WAIT);
}

static int64_t decode(const struct model *m, int process, unsigned number, const uint64_t arguments[6], int found[6])
{
    const struct demand *demand = demands(number);
    for (unsigned i = 0; demand[i].type >= 0; i++) {
        int c = model_find(m, process, arguments[i]);
        if (c == MODEL_NONE || out_of_sight(m, m->caps[c].object, &demand[i])) {
            return -M_EHANDLE;
        }
        if (demand[i].type != M_ANY && demand[i].type != m->objects[m->caps[c].object].type) {
            return -M_ETYPE;
        }
        if ((m->caps[c].rights & demand[i].rights) != demand[i].rights) {
            return -M_ERIGHTS;
        }
        found[i] = c;
    }
    return 0;
}

static struct model_answer refuse(int error)
{
    return (struct model_answer){.result = -error, .cap = MODEL_NONE, .mapping = MODEL_NONE, .waits = MODEL_NONE};
}

static struct model_answer new_handle(int cap)
{
    return (struct model_answer){.cap = cap, .mapping = MODEL_NONE, .waits = MODEL_NONE};
}

static struct model_answer cap_create(struct model *m, int process, int source, uint64_t rights, uint64_t badge,
                                      const uint64_t *used)
{
    const struct model_cap *from = &m->caps[source];
    if ((rights | from->rights) != from->rights) {
        return refuse(M_ERIGHTS);
    }
    if (badge != 0) {
        if (m->objects[from->object].type != M_MEMORY) {
            return refuse(M_EINVAL);
        }
        uint64_t first = badge >> 32, pages = badge & 0xffffffff, from_first = from->badge >> 32,
                 from_pages = from->badge & 0xffffffff;
        if (pages == 0 || first < from_first || first + pages > from_first + from_pages) {
            return refuse(M_EINVAL);
        }
    } else {
        badge = from->badge;
    }
    if (!slot_reserve(m, process, used[process])) {
        return refuse(M_EQUOTA);
    }
    return new_handle(cap_new(m, from->object, (unsigned)rights, badge, source, process));
}

static struct model_answer cap_transfer(struct model *m, int target, int moved, const uint64_t *used)
{
    int receiver = m->caps[target].object;
    if (!slot_reserve(m, receiver, used[receiver])) {
        return refuse(M_EQUOTA);
    }
    m->caps[moved].holder = receiver;
    return new_handle(moved);
}

static struct model_answer proc_create(struct model *m, int process, int paying, uint64_t frames, uint64_t priority,
                                       const uint64_t *used)
{
    int payer = m->caps[paying].object;
    uint64_t own = used[process];
    if (priority > m->objects[payer].highest) {
        return refuse(M_EINVAL);
    }
    /* The object and its top table, and the frames that it may use. */
    uint64_t left = m->objects[payer].limit - used[payer];
    if (left < 2 || frames > left - 2) {
        return refuse(M_EQUOTA);
    }
    own += payer == process ? frames + 2 : 0;
    if (!slot_reserve(m, process, own)) {
        return refuse(M_EQUOTA);
    }
    int child = object_new(m, M_PROCESS);
    struct model_object *object = &m->objects[child];
    object->payer = payer;
    object->charge = frames + 2;
    object->limit = frames;
    object->highest = (unsigned)priority;
    object->root = cap_new(m, child, PROCESS_RIGHTS, 0, MODEL_NONE, process);
    return new_handle(object->root);
}

static uint64_t cost(uint64_t pages)
{
    uint64_t frames = 1 + pages;
    if (pages > 448) {
        frames += (pages + 511) / 512;
    }
    if (pages > 448 * 512) {
        frames += (pages + 512 * 512 - 1) / (512 * 512);
    }
    return frames;
}

static struct model_answer mem_alloc(struct model *m, int process, int paying, uint64_t pages, const uint64_t *used)
{
    int payer = m->caps[paying].object;
    if (pages == 0 || pages > UINT64_C(1) << 24) {
        return refuse(M_EINVAL);
    }
    if (used[payer] + cost(pages) > m->objects[payer].limit ||
        !slot_reserve(m, process, used[process] + (payer == process ? cost(pages) : 0))) {
        return refuse(M_EQUOTA);
    }
    int memory = object_new(m, M_MEMORY);
    struct model_object *object = &m->objects[memory];
    object->payer = payer;
    object->charge = cost(pages);
    object->pages = pages;
    object->root = cap_new(m, memory, M_READ | M_WRITE | M_EXECUTE | M_COPY, pages, MODEL_NONE, process);
    return new_handle(object->root);
}

static struct model_answer mem_grant(struct model *m, int target, int granted, const uint64_t *used)
{
    int receiver = m->caps[target].object;
    struct model_object *object = &m->objects[m->caps[granted].object];
    if (object->root != granted) {
        return refuse(M_ESTATE);
    }
    uint64_t charge = object->payer == receiver ? 0 : object->charge;
    if (used[receiver] + charge > m->objects[receiver].limit || !slot_reserve(m, receiver, used[receiver] + charge)) {
        return refuse(M_EQUOTA);
    }
    object->payer = receiver;
    m->caps[granted].holder = receiver;
    return new_handle(granted);
}

/* Could memory be written through one mapping and executed through another? */
static bool write_or_execute(const struct model *m, int object, unsigned permissions)
{
    for (int c = 0; c < m->cap_end; c++) {
        const struct model_cap *cap = &m->caps[c];
        if (cap->used && cap->object == object && cap->mapped_in != MODEL_NONE &&
            (((permissions & M_WRITE) != 0 && (cap->permissions & M_EXECUTE) != 0) ||
             ((permissions & M_EXECUTE) != 0 && (cap->permissions & M_WRITE) != 0))) {
            return true;
        }
    }
    return false;
}

static struct model_answer mem_map(struct model *m, int target, int mapped, uint64_t address, uint64_t permissions,
                                   const uint64_t *used)
{
    struct model_cap *cap = &m->caps[mapped];
    int process = m->caps[target].object;
    uint64_t pages = model_window_pages(cap), page = address / 4096;
    if ((permissions & (M_READ | M_WRITE | M_EXECUTE) & ~(uint64_t)cap->rights) != 0) {
        return refuse(M_ERIGHTS);
    }
    if ((permissions != M_READ && permissions != (M_READ | M_WRITE) && permissions != (M_READ | M_EXECUTE)) ||
        address % 4096 != 0 || page < MODEL_FIRST_PAGE || page >= MODEL_END_PAGE || pages > MODEL_END_PAGE - page) {
        return refuse(M_EINVAL);
    }
    if (cap->mapped_in != MODEL_NONE) {
        if (cap->mapped_in != process || cap->page != page || cap->permissions != permissions || cap->taken ||
            (cap->refused == 0 && cap->done == pages)) {
            return refuse(M_ESTATE);
        }
    } else {
        if (write_or_execute(m, cap->object, (unsigned)permissions)) {
            return refuse(M_ESTATE);
        }
        cap->mapped_in = process;
        cap->page = page;
        cap->permissions = (unsigned)permissions;
        cap->done = 0;
        cap->taken = false;
        cap->refused = 0;
    }
    /* The pages one after the other, as far as they go. */
    uint64_t done = cap->done, left = m->objects[process].limit - used[process];
    int error = cap->refused;
    while (error == 0 && cap->done < pages) {
        uint64_t needed = 0, at = page + cap->done;
        for (unsigned level = 1; level < 4; level++) {
            needed += !mapped_near(m, process, at, level);
        }
        error = mapped_near(m, process, at, 0) ? M_ESTATE : needed > left ? M_EQUOTA : 0;
        left -= error == 0 ? needed : 0;
        cap->done += error == 0;
    }
    cap->done = done;
    return (struct model_answer){.result = -error, .cap = MODEL_NONE, .mapping = mapped, .waits = MODEL_NONE, .removes = true};
}

static struct model_answer mem_unmap(struct model *m, int mapped)
{
    if (m->caps[mapped].mapped_in == MODEL_NONE) {
        return refuse(M_ESTATE);
    }
    return (struct model_answer){.cap = MODEL_NONE, .mapping = mapped, .waits = MODEL_NONE, .removes = true};
}

void model_mapping_done(struct model *m, unsigned number, int mapping, int64_t result)
{
    struct model_cap *cap = &m->caps[mapping];
    if (number == M_MEM_MAP && result == 0) {
        cap->done = model_window_pages(cap);
    } else {
        cap->mapped_in = MODEL_NONE;
        cap->done = 0;
    }
}

bool model_mapping_seen(struct model *m, int c, bool there, uint64_t done, bool down, unsigned number, int mapping,
                        int64_t result)
{
    struct model_cap *cap = &m->caps[c];
    bool was_down = cap->taken || cap->refused != 0;
    if (!there) {
        bool right = cap->mapped_in == MODEL_NONE || model_may_go(m, c);
        cap->mapped_in = MODEL_NONE;
        cap->done = 0;
        return right;
    }
    if (cap->mapped_in == MODEL_NONE) {
        return false;
    }
    bool right = done == cap->done && down == was_down;
    if (c == mapping && number == M_MEM_MAP && !down) {
        right = !was_down && done >= cap->done && done <= model_window_pages(cap);
    } else if (c == mapping && number == M_MEM_MAP) {
        right = result < 0 && !cap->taken;
        cap->refused = (int)-result;
    } else if ((c == mapping || model_may_go(m, c)) && down) {
        right = done <= cap->done;
        cap->taken = cap->refused == 0;
    }
    cap->done = done;
    return right;
}

static struct model_answer thread_create(struct model *m, int process, int home, const uint64_t arguments[6],
                                         const uint64_t *used)
{
    int owner = m->caps[home].object;
    if (arguments[4] > m->objects[owner].highest || arguments[1] >= MODEL_END_PAGE * 4096) {
        return refuse(M_EINVAL);
    }
    if (used[owner] + 1 > m->objects[owner].limit || !slot_reserve(m, process, used[process] + (owner == process))) {
        return refuse(M_EQUOTA);
    }
    int thread = object_new(m, M_THREAD);
    struct model_object *object = &m->objects[thread];
    object->payer = owner;
    object->charge = 1;
    object->process = owner;
    object->priority = (unsigned)arguments[4];
    object->root = cap_new(m, thread, M_READ | M_WRITE | M_COPY | M_DESTROY | M_WAKE, 0, MODEL_NONE, process);
    return new_handle(object->root);
}

/* With its last thread a process ends, but others may still be on their way out: has the kernel begun to end it, that is seen. */
static struct model_answer thread_destroy(struct model *m, int destroyed)
{
    m->objects[m->caps[destroyed].object].ending = true;
    return refuse(0);
}

bool model_threadless(const struct model *m, int process)
{
    bool any = false;
    for (int o = 0; o < m->object_end; o++) {
        if (m->objects[o].type == M_THREAD && m->objects[o].process == process) {
            any = true;
            if (!m->objects[o].ending) {
                return false;
            }
        }
    }
    return any;
}

bool model_thread_left(struct model *m, int thread, bool ended, const uint64_t outcome[MODEL_OUTCOME_BYTES / 8])
{
    struct model_object *home = &m->objects[m->objects[thread].process];
    bool alone = true;
    for (int o = 0; o < m->object_end; o++) {
        alone = alone && (o == thread || m->objects[o].type != M_THREAD || m->objects[o].process != m->objects[thread].process);
    }
    m->objects[thread].ending = true;
    if (ended) {
        home->ending = true;
        memcpy(home->outcome, outcome, sizeof(home->outcome));
    }
    return ended ? model_threadless(m, m->objects[thread].process) : !alone;
}

void model_kept(struct model *m, int process, uint64_t frames)
{
    m->objects[process].charge -= m->objects[process].limit - frames;
    m->objects[process].limit = frames;
}

void model_outcome(const struct model *m, int process, uint64_t outcome[MODEL_OUTCOME_BYTES / 8])
{
    memcpy(outcome, m->objects[process].outcome, MODEL_OUTCOME_BYTES);
    outcome[0] = outcome[0] == 0 ? DESTROYED : outcome[0];
}

bool model_paid_for(const struct model *m, int process, int other)
{
    do {
        other = m->objects[other].payer;
    } while (other != MODEL_NONE && other != process);
    return other == process;
}

int model_keeps_price(const struct model *m, int process)
{
    for (int c = 0; c < m->cap_end; c++) {
        if (m->caps[c].used && m->caps[c].mapped_in != MODEL_NONE && model_paid_for(m, process, m->caps[c].mapped_in)) {
            return c;
        }
    }
    return MODEL_NONE;
}

/* The one page that programs can write in this world. */
static bool user_writable(uint64_t address, uint64_t length)
{
    return length == 0 ||
           (address >= MODEL_USER_PAGE && address < MODEL_USER_PAGE + 4096 && length <= MODEL_USER_PAGE + 4096 - address);
}

static struct model_answer process_wait(const struct model *m, int process, int waited, uint64_t address, uint64_t length)
{
    int ended = m->caps[waited].object;
    if (length > MODEL_OUTCOME_BYTES) {
        return refuse(M_EINVAL);
    }
    if (!user_writable(address, length)) {
        return refuse(M_EFAULT);
    }
    if (ended == process) {
        return refuse(M_ESTATE);
    }
    struct model_answer answer = refuse(0);
    answer.waits = m->objects[ended].known ? MODEL_NONE : ended;
    return answer;
}

struct model_answer model_call(struct model *m, int process, unsigned number, const uint64_t arguments[6], const uint64_t *used)
{
    int found[6] = {MODEL_NONE, MODEL_NONE, MODEL_NONE, MODEL_NONE, MODEL_NONE, MODEL_NONE};
    int64_t error = decode(m, process, number, arguments, found);
    if (error < 0) {
        return refuse((int)-error);
    }
    switch (number) {
    case M_CAP_CREATE:
        return cap_create(m, process, found[0], arguments[1], arguments[2], used);
    case M_CAP_TRANSFER:
        return cap_transfer(m, found[0], found[1], used);
    case M_PROC_CREATE:
        return proc_create(m, process, found[0], arguments[1], arguments[2], used);
    case M_CAP_DELETE:
    case M_CAP_REVOKE:
        m->target = found[0];
        m->target_too = number == M_CAP_DELETE;
        return (struct model_answer){.cap = MODEL_NONE, .mapping = MODEL_NONE, .waits = MODEL_NONE, .removes = true};
    case M_CAP_INSPECT:
        if (arguments[2] > MODEL_INFO_BYTES) {
            return refuse(M_EINVAL);
        }
        return user_writable(arguments[1], arguments[2]) ? refuse(0) : refuse(M_EFAULT);
    case M_PROCESS_WAIT:
        return process_wait(m, process, found[0], arguments[1], arguments[2]);
    case M_MEM_ALLOC:
        return mem_alloc(m, process, found[0], arguments[1], used);
    case M_MEM_GRANT:
        return mem_grant(m, found[0], found[1], used);
    case M_MEM_MAP:
        return mem_map(m, found[0], found[1], arguments[2], arguments[3], used);
    case M_MEM_UNMAP:
        return mem_unmap(m, found[0]);
    case M_THREAD_CREATE:
        return thread_create(m, process, found[0], arguments, used);
    case M_THREAD_DESTROY:
        return thread_destroy(m, found[0]);
    case M_THREAD_WAKE:
        return refuse(0);
    case M_PROC_DESTROY:
        m->objects[m->caps[found[0]].object].ending = true;
        return refuse(0);
    default:
        abort();
    }
}

void model_info(const struct model *m, int cap, uint64_t identifier, uint64_t used, uint64_t info[MODEL_INFO_BYTES / 8])
{
    const struct model_cap *c = &m->caps[cap];
    const struct model_object *object = &m->objects[c->object];
    bool numbers = object->type == M_PROCESS && (c->rights & M_SPEND) != 0;
    uint64_t words[MODEL_INFO_BYTES / 8] = {
        (uint64_t)object->type,
        c->rights,
        c->badge,
        object->root == cap,
        object->type == M_MEMORY ? 0 : identifier,
        numbers ? object->limit : 0,
        numbers ? used : 0,
        object->pages,
        c->mapped_in != MODEL_NONE ? c->page * 4096 : 0,
    };
    memcpy(info, words, sizeof(words));
}
