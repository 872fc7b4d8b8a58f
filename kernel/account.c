/* SPDX-License-Identifier: MIT */
/*
 * Accounts. Every frame that a program can cause to be taken is charged to one, before it is taken.
 *
 * Invariant: used <= limit. A child's limit is charged to its creator, so limits that are handed on add up to no more than there was.
 */
#include "kernel/account.h"

#include "kernel/object.h"
#include "kernel/panic.h"

bool account_charge(struct account *account, uint64_t frames)
{
    if (frames > account->limit - account->used) {
        return false;
    }
    account->used += frames;
    return true;
}

void account_refund(struct account *account, uint64_t frames)
{
    assert(frames <= account->used);
    account->used -= frames;
}

bool account_frame_alloc(struct account *account, enum frame_owner owner, struct physical_address *frame)
{
    if (!account_charge(account, 1)) {
        return false;
    }
    if (!frame_alloc_zeroed(owner, frame)) {
        account_refund(account, 1);
        return false;
    }
    return true;
}

void object_charged(struct object *object, struct account *account, uint64_t frames)
{
    object->account = account;
    object->charge = frames;
    account->owner->references++;
    object->charged_next = account->charged;
    object->charged_link = &account->charged;
    if (account->charged != NULL) {
        account->charged->charged_link = &object->charged_next;
    }
    account->charged = object;
}
