/* SPDX-License-Identifier: MIT */
/*
 * Stands in for an architecture's register frame, which kernel/ embeds and never looks into.
 */
#ifndef STUB_FRAME_H
#define STUB_FRAME_H

struct frame {
    char registers[1];
};

#endif
