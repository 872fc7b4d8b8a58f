/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Control registers, model-specific registers and flags, named as the manuals name them.
 *
 * Source: Intel SDM volume 3A, section 2.5 (control registers); AMD APM volume 2, sections 3.1 and 3.2; Intel SDM volume 1,
 * section 3.4.3 (RFLAGS). Usable from C and from assembly. Later sprints have headers of their own.
 */
#ifndef ARCH_CONTROL_H
#define ARCH_CONTROL_H

#define CR0_PE (1 << 0)  /* protected mode */
#define CR0_MP (1 << 1)  /* WAIT obeys TS */
#define CR0_EM (1 << 2)  /* no x87 and no SSE: #NM, #UD */
#define CR0_ET (1 << 4)  /* always 1 */
#define CR0_NE (1 << 5)  /* x87 errors raise #MF */
#define CR0_WP (1 << 16) /* ring 0 obeys read-only pages */
#define CR0_PG (1 << 31) /* paging */

#define CR4_PAE (1 << 5) /* 8-byte page-table entries */

#define MSR_EFER 0xc0000080
#define EFER_LME (1 << 8)  /* long mode enable */
#define EFER_NXE (1 << 11) /* no-execute enable */

#define RFLAGS_FIXED (1 << 1) /* always 1 */
#define RFLAGS_ID (1 << 21)   /* CPUID exists if this can be changed */

#endif
