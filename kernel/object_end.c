/* SPDX-License-Identifier: MIT */
/*
 * The queue of objects that are ending. An object in it loses its capabilities first, then what is in it; then it waits, out of the queue,
 * until nothing refers to it, and comes back to be freed. Freeing one may let go of another, which goes to the end of the queue: nothing
 * here calls itself.
 */
#include "kernel/object_end.h"

#include "kernel/check.h"
#include "kernel/machine.h"
#include "kernel/resume.h"
#include "kernel/revoke.h"

/* So many pieces on each way through the kernel. */
#define PIECES_MAX 16

static struct object *queue_first;
static struct object **queue_end = &queue_first;

static void queue_put(struct object *object)
{
    object->next = NULL;
    *queue_end = object;
    queue_end = &object->next;
#if SPRINT >= S_PROCESSES
    if (object->account != NULL) {
        object->account->ending++;
    }
#endif
}

static void queue_drop_first(void)
{
#if SPRINT >= S_PROCESSES
    if (queue_first->account != NULL) {
        queue_first->account->ending--;
    }
#endif
    queue_first = queue_first->next;
    if (queue_first == NULL) {
        queue_end = &queue_first;
    }
}

void object_end(struct object *object)
{
    if (!object->ending) {
        object->ending = true;
        queue_put(object);
    }
}

void object_uncharged(struct object *object)
{
    if (object->account == NULL) {
        return;
    }
    *object->charged_link = object->charged_next;
    if (object->charged_next != NULL) {
        object->charged_next->charged_link = object->charged_link;
    }
}

void object_release(struct object *object)
{
    object->references--;
    if (object->references == 0 && object->ended) {
        queue_put(object);
    }
}

bool object_end_pending(void)
{
    return queue_first != NULL;
}

/* Gives the frames back, and what they were charged. */
static void object_free(struct object *object)
{
    struct account *account = object->account;
    uint64_t charge = object->charge;
    check_object_remove(object);
    object->type->free(object);
    if (account != NULL) {
        account_refund(account, charge);
        object_release(account->owner);
    }
}

#if SPRINT >= S_PROCESSES
void object_end_turn(void)
{
    struct object *object = queue_first;
    queue_drop_first();
    queue_put(object);
}
#endif

/* Whether an object that ends has capabilities to lose. */
static bool can_lose_capabilities(const struct object *object)
{
#if SPRINT >= S_PROCESSES
    if (object->type->number == OBJECT_PROCESS) {
        return false; /* It can still be asked how it ended. */
    }
#endif
    return object->root != NULL;
}

bool object_end_piece(void)
{
    struct object *object = queue_first;
    if (object == NULL) {
        return false;
    }
    if (can_lose_capabilities(object)) {
        (void)capability_delete_piece(object->root);
    } else if (object->ended || object->type->end(object)) {
        queue_drop_first();
        object->ended = true;
        if (object->references == 0) {
            object_free(object);
        }
    }
    return true;
}

/* On each way through the kernel, a little. */
static void ending_goes_on(void)
{
    for (unsigned piece = 0; queue_first != NULL && piece < PIECES_MAX; piece++) {
        if (piece > 0 && machine_interrupt_pending()) {
            return;
        }
        (void)object_end_piece();
    }
}
RESUME_CHOICE(20, ending_goes_on);

/* When there is nothing else to do, all of it. */
static void ending_finishes(void)
{
    while (queue_first != NULL && !machine_interrupt_pending()) {
        (void)object_end_piece();
    }
}
RESUME_CHOICE(90, ending_finishes);
