/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Extended state: the registers of x87, SSE, AVX and AVX-512, of which the kernel uses none.
 *
 * Source: Intel SDM volume 1, chapter 13 (XSAVE) and section 10.5.1 (FXSAVE); AMD APM volume 2, section 11.5.
 */
#ifndef ARCH_EXTENDED_STATE_H
#define ARCH_EXTENDED_STATE_H

#include "kernel/types.h"

/** @defgroup extended_state Extended state
 *  @brief The registers that programs compute with and the kernel never touches.
 *  @{ */

#define CR4_OSFXSR (UINT64_C(1) << 9)      /**< SSE may be used, and FXSAVE saves it. */
#define CR4_OSXMMEXCPT (UINT64_C(1) << 10) /**< An SSE error raises \#XM. */
#define CR4_OSXSAVE (UINT64_C(1) << 18)    /**< XSAVE, XGETBV and XSETBV may be used. */
#define CPUID_FEATURES_XSAVE (1U << 26)    /**< Leaf 1, ECX: the processor has XSAVE. */
#define CPUID_XSAVE 0xd                    /**< Leaf that tells about XSAVE. */

#define XCR0_X87 (UINT64_C(1) << 0)     /**< x87. */
#define XCR0_SSE (UINT64_C(1) << 1)     /**< XMM0 to XMM15, MXCSR. */
#define XCR0_AVX (UINT64_C(1) << 2)     /**< Upper halves of YMM0 to YMM15. */
#define XCR0_AVX512 (UINT64_C(7) << 5)  /**< K0 to K7, upper halves of ZMM0 to ZMM15, ZMM16 to ZMM31: all or none. */

#define FCW_INITIAL 0x037f           /**< All x87 errors masked, 64 bits of precision, round to nearest. */
#define MXCSR_INITIAL 0x1f80         /**< All SSE errors masked, round to nearest. */
#define MXCSR_MASK_DEFAULT 0x0000ffbf /**< Bits of MXCSR that may be set, if the processor does not say. */

#define EXTENDED_STATE_LEGACY 512 /**< What FXSAVE writes. */
#define EXTENDED_STATE_SSE 576    /**< x87, SSE and the header of XSAVE. */
#define EXTENDED_STATE_BYTES 2688 /**< All up to AVX-512, as Intel's processors place it. */

// [state]
/** A thread's extended state, in the format of XSAVE; FXSAVE writes the first 512 bytes of it. */
struct extended_state {
    uint16_t fcw;          /**< x87 control word. */
    uint16_t fsw;          /**< x87 status word. */
    uint16_t ftw;          /**< Which x87 registers are in use. */
    uint16_t fop;          /**< The last x87 instruction. */
    uint64_t fip;          /**< Where it was. */
    uint64_t fdp;          /**< What it reached for. */
    uint32_t mxcsr;        /**< SSE control and status. */
    uint32_t mxcsr_mask;   /**< Bits of MXCSR that may be set; 0: MXCSR_MASK_DEFAULT. */
    uint8_t registers[EXTENDED_STATE_LEGACY - 32]; /**< x87 and XMM. */
    uint64_t xstate_bv;    /**< Header: the components that are not in their initial state. */
    uint64_t xcomp_bv;     /**< Header: 0, the format is not compact. */
    uint64_t reserved[6];  /**< Header: 0. */
    uint8_t components[EXTENDED_STATE_BYTES - EXTENDED_STATE_SSE]; /**< The rest, where CPUID says. */
} __attribute__((aligned(64)));
// [/state]

/**
 * Lets ring 3 of this processor use as much of x87, SSE, AVX and AVX-512 as can be saved. Called once on each.
 *
 * @param room bytes that there are for a state, at least EXTENDED_STATE_SSE
 * @return XCR0: the components that are on; 0 if the processor has no XSAVE: then they are x87 and SSE
 */
uint64_t extended_state_enable(uint32_t room);

/** Writes the state with which a thread begins. */
void extended_state_init(struct extended_state *state);

/** Saves this processor's registers. @param state initialised before */
void extended_state_save(struct extended_state *state);

/** Loads this processor's registers. @param state initialised, saved, or accepted before: else it may fault */
void extended_state_load(const struct extended_state *state);

/** @} */

#endif
