/* SPDX-License-Identifier: MIT */
/*
 * Stands in for an architecture's extended state, which kernel/ embeds and never looks into.
 */
#ifndef STUB_EXTENDED_STATE_H
#define STUB_EXTENDED_STATE_H

struct extended_state {
    char registers[1];
};

#endif
