/* SPDX-License-Identifier: MIT */
#include "model.h"

#include <stdlib.h>
#include <string.h>

/* A table has pages of so many usable slots, and so many pages. */
#define SLOTS 63
#define SLOT_PAGES 64

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
    switch (number) {
    case M_CAP_CREATE:
        return create;
    case M_CAP_DELETE:
    case M_CAP_REVOKE:
    case M_CAP_INSPECT:
        return any;
    case M_CAP_TRANSFER:
        return transfer;
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
            m->objects[o] = (struct model_object){.type = type, .payer = MODEL_NONE, .root = MODEL_NONE, .process = MODEL_NONE};
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

int model_start(struct model *m, uint64_t frames)
{
    memset(m->objects, 0, (unsigned)m->object_end * sizeof(m->objects[0]));
    memset(m->caps, 0, (unsigned)m->cap_end * sizeof(m->caps[0]));
    m->object_end = 0;
    m->cap_end = 0;
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
        if (cap->used && cap->holder == process && cap->handle == handle && !m->objects[cap->object].ending) {
            return c;
        }
    }
    return MODEL_NONE;
}

void model_used(const struct model *m, int process, uint64_t *least, uint64_t *most)
{
    const struct model_object *self = &m->objects[process];
    uint64_t own = self->slots + self->tables;
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

bool model_may_go(const struct model *m, int cap)
{
    for (int c = cap; c != MODEL_NONE; c = m->caps[c].parent) {
        if (m->objects[m->caps[c].holder].ending || m->objects[m->caps[c].object].ending) {
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
    return cap == m->target || m->objects[m->caps[cap].holder].ending || m->objects[m->caps[cap].object].ending;
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

void model_drain(struct model *m)
{
    bool again = true;
    while (again) {
        again = false;
        for (int c = 0; c < m->cap_end; c++) {
            if (m->caps[c].used && model_may_go(m, c)) {
                model_gone(m, c);
                again = true;
            }
        }
        for (int o = 0; o < m->object_end; o++) {
            struct model_object *object = &m->objects[o];
            if (object->type == 0 || !object->ending) {
                continue;
            }
            object->slots = 0;
            object->tables = 0;
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

static int64_t decode(const struct model *m, int process, unsigned number, const uint64_t arguments[6], int found[6])
{
    const struct demand *demand = demands(number);
    for (unsigned i = 0; demand[i].type >= 0; i++) {
        int c = model_find(m, process, arguments[i]);
        if (c == MODEL_NONE) {
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
    return (struct model_answer){.result = -error, .cap = MODEL_NONE};
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
    return (struct model_answer){.cap = cap_new(m, from->object, (unsigned)rights, badge, source, process)};
}

static struct model_answer cap_transfer(struct model *m, int target, int moved, const uint64_t *used)
{
    int receiver = m->caps[target].object;
    if (!slot_reserve(m, receiver, used[receiver])) {
        return refuse(M_EQUOTA);
    }
    m->caps[moved].holder = receiver;
    return (struct model_answer){.cap = moved};
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
    return (struct model_answer){.cap = object->root};
}

/* The one page that programs can write in this world. */
static bool user_writable(uint64_t address, uint64_t length)
{
    return length == 0 ||
           (address >= MODEL_USER_PAGE && address < MODEL_USER_PAGE + 4096 && length <= MODEL_USER_PAGE + 4096 - address);
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
        return (struct model_answer){.cap = MODEL_NONE, .removes = true};
    case M_CAP_INSPECT:
        if (arguments[2] > MODEL_INFO_BYTES) {
            return refuse(M_EINVAL);
        }
        return user_writable(arguments[1], arguments[2]) ? (struct model_answer){.cap = MODEL_NONE} : refuse(M_EFAULT);
    case M_PROC_DESTROY:
        m->objects[m->caps[found[0]].object].ending = true;
        return (struct model_answer){.cap = MODEL_NONE};
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
        c->mapped_in != MODEL_NONE ? c->address : 0,
    };
    memcpy(info, words, sizeof(words));
}
