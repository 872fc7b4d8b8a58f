/* SPDX-License-Identifier: MIT */
/*
 * Derives, deletes and revokes at random, and keeps a table of parents beside it: what must be there and what must not is computed from that.
 * Some capabilities are moved to another process on the way; from there they cannot be seen, but what was derived from them can.
 * The exit status is 0, or the number of what went wrong.
 */
#include "tests/boot/lib/user.h"

#define NODES 40
#define STEPS 1500

enum place { NOWHERE, HERE, THERE };

static struct {
    uint64_t handle;
    unsigned parent;
    enum place place;
} nodes[NODES]; /* 0 is the process's own capability */

static int is_descendant(unsigned node, unsigned of)
{
    while (node != 0) {
        node = nodes[node].parent;
        if (node == of) {
            return 1;
        }
    }
    return 0;
}

static void forget_descendants(unsigned of)
{
    int below[NODES];
    for (unsigned i = 1; i < NODES; i++) {
        below[i] = nodes[i].place != NOWHERE && is_descendant(i, of);
    }
    for (unsigned i = 1; i < NODES; i++) {
        if (below[i]) {
            nodes[i].place = NOWHERE;
        }
    }
}

static void check(void)
{
    for (unsigned i = 0; i < NODES; i++) {
        struct cap_info info;
        int64_t result = nodes[i].handle == 0 ? -EHANDLE : cap_inspect(nodes[i].handle, &info, sizeof(info));
        if (result != (nodes[i].place == HERE ? 0 : -EHANDLE)) {
            exit(nodes[i].place == HERE ? 1 : 2);
        }
    }
}

__attribute__((section(".text.start"))) void _start(void);
void _start(void)
{
    uint64_t other = (uint64_t)proc_create(HANDLE_FIRST, 8, 0);
    nodes[0].handle = HANDLE_FIRST;
    nodes[0].place = HERE;
    for (unsigned step = 0; step < STEPS; step++) {
        unsigned node = random_next() % NODES, free = 1 + random_next() % (NODES - 1);
        if (nodes[node].place != HERE) {
            continue;
        }
        uint64_t choice = random_next() % 16;
        if (choice < 10 && nodes[free].place == NOWHERE) {
            int64_t handle = cap_create(nodes[node].handle, RIGHT_COPY, 0);
            if (handle < 0) {
                exit(3);
            }
            nodes[free].handle = (uint64_t)handle;
            nodes[free].parent = node;
            nodes[free].place = HERE;
        } else if (choice < 12 && node != 0) {
            if (cap_transfer(other, nodes[node].handle) < 0) {
                exit(4);
            }
            nodes[node].place = THERE;
        } else if (choice < 14 && node != 0) {
            if (cap_delete(nodes[node].handle) != 0) {
                exit(5);
            }
            forget_descendants(node);
            nodes[node].place = NOWHERE;
        } else if (node != 0 || choice == 15) {
            if (cap_revoke(nodes[node].handle) != 0) {
                exit(6);
            }
            forget_descendants(node);
        }
        check();
    }
    exit(0);
}
