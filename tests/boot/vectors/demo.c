/* SPDX-License-Identifier: MIT */
/*
 * Raises every vector with a pattern in each general register. The handler compares all that the frame holds and puts other values there;
 * the code that goes on must find exactly those.
 *
 * INT pushes no error code, so for a vector whose stub expects one the frame would be a word short: these get a hand-made one.
 * NMI, #DB, #DF and #MC have entries and stacks of their own; the first two return and are raised here too, only without a frame to look at.
 * From the timer on, interrupts are legal in idle only, so there only the exceptions are raised.
 */
#include "demo_raise.h"

#include "arch/x86_64/cpu.h"
#include "arch/x86_64/layout.h"
#include "arch/x86_64/trap.h"
#include "kernel/print.h"
#include "kernel/start.h"

/* The manuals' list of vectors whose delivery pushes an error code (AMD APM volume 2, table 8-1). */
static const bool has_error[VECTOR_COUNT] = {[8] = true,  [10] = true, [11] = true, [12] = true, [13] = true,
                                             [14] = true, [17] = true, [21] = true, [29] = true, [30] = true};
static const bool has_stack[VECTOR_COUNT] = {[1] = true, [2] = true, [8] = true, [18] = true};

bool on_trap(struct frame *frame);
void interrupt_arrive(struct frame *frame) __attribute__((weak));

static unsigned arrived, wrong, raised_vector;
static uint64_t expected_rip;

static void expect(const char *what, uint64_t found, uint64_t wanted)
{
    if (found != wanted) {
        wrong++;
        if (wrong <= 5) {
            print("vector %u: %s is %lx, not %lx\n", raised_vector, what, found, wanted);
        }
    }
}

static uint64_t pattern(unsigned seed, unsigned vector, unsigned i)
{
    return UINT64_C(0x9e3779b97f4a7c15) * (seed * 100000 + vector * 100 + i + 1);
}

bool on_trap(struct frame *frame)
{
    uint64_t *registers = &frame->r15;
    arrived++;
    expect("origin", frame->origin, raised_vector);
    expect("error code", frame->error, has_error[raised_vector] ? raise_error : 0);
    expect("RIP", frame->rip, expected_rip);
    expect("CS", frame->cs, SELECTOR_KERNEL_CODE);
    expect("SS", frame->ss, SELECTOR_KERNEL_DATA);
    expect("RSP", frame->rsp, raise_rsp);
    expect("RFLAGS without the arithmetic flags", frame->rflags & ~UINT64_C(0x8d5), 2);
    expect("stack, modulo 16", (uintptr_t)frame % 16, 0);
    for (unsigned i = 0; i < REGISTERS; i++) {
        expect("a register in the frame", registers[i], pattern(1, raised_vector, i));
        registers[i] = pattern(2, raised_vector, i);
    }
    return true;
}

static void raise_one(unsigned vector, const char *code, uint64_t rip, unsigned seed_after)
{
    raised_vector = vector;
    expected_rip = rip;
    for (unsigned i = 0; i < REGISTERS; i++) {
        raise_in[i] = pattern(1, vector, i);
    }
    raise(code);
    for (unsigned i = 0; i < REGISTERS; i++) {
        expect("a register afterwards", raise_out[i], pattern(seed_after, vector, i));
    }
}

void demo(void)
{
    unsigned by_int = 0, by_hand = 0;
    unsigned count = interrupt_arrive != NULL ? VECTOR_EXCEPTIONS : VECTOR_COUNT;
    for (unsigned vector = 0; vector < count; vector++) {
        const char *code = raise_int + vector * 8;
        if (has_stack[vector]) {
            continue;
        }
        if (!has_error[vector]) {
            by_int++;
            raise_one(vector, code, (uintptr_t)code + 2, 2);
        } else {
            by_hand++;
            raise_error = 0xe000 + vector;
            raise_stub = (uintptr_t)vector_stubs + vector * VECTOR_STUB_BYTES;
            raise_one(vector, raise_pushed, (uintptr_t)raise_back, 2);
        }
    }
    print("%s\n", count == VECTOR_COUNT ? "all vectors" : "all exceptions");
    print("%u by INT, %u by hand, %u not arrived, %u wrong\n", by_int, by_hand, by_int + by_hand - arrived, wrong);

    uint64_t nmis = cpu_this()->nmi_count, debugs = cpu_this()->debug_count;
    raise_one(VECTOR_NMI, raise_int + VECTOR_NMI * 8, 0, 1);
    raise_one(VECTOR_DEBUG, raise_int + VECTOR_DEBUG * 8, 0, 1);
    print("%lu NMI and %lu #DB counted, %u wrong\n", cpu_this()->nmi_count - nmis, cpu_this()->debug_count - debugs, wrong);
}
