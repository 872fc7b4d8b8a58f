/* SPDX-License-Identifier: MIT */
/*
 * From GRUB's 32-bit hand-over to 64-bit C. GRUB finds the header below, loads the image and enters boot_entry in 32-bit protected
 * mode without paging. This file checks the processor, builds tables that last until the paging step, and jumps to the link address.
 *
 * It runs wherever GRUB put it: every address is computed from EBP, the physical address of boot_start, a multiple of 2 MiB.
 */
#include "arch/x86_64/asm.h"
#include "arch/x86_64/control.h"
#include "arch/x86_64/layout.h"

#define MULTIBOOT2_HEADER_MAGIC 0xe85250d6
#define MULTIBOOT2_LOADER_MAGIC 0x36d76289
#define MULTIBOOT2_ARCHITECTURE_I386 0

/* Page-table entries that the early tables use. */
#define ENTRY_TABLE 0x3  /* present, writable */
#define ENTRY_LARGE 0x83 /* present, writable, 2 MiB page */

/* A place in .boot or .boot.bss, seen from EBP. */
#define AT(symbol) (symbol - boot_start)(%ebp)

/* [header] */
    .section .boot, "ax"
    .code32
    .globl boot_start
boot_start:

    /* The Multiboot2 header: within the first 32 KiB of the file, 8-byte aligned; its first four words add up to zero. */
    .balign 8
multiboot2_header:
    .long MULTIBOOT2_HEADER_MAGIC
    .long MULTIBOOT2_ARCHITECTURE_I386
    .long multiboot2_header_end - multiboot2_header
    .long -(MULTIBOOT2_HEADER_MAGIC + MULTIBOOT2_ARCHITECTURE_I386 + (multiboot2_header_end - multiboot2_header))
    .word 6, 0 /* modules begin on page boundaries */
    .long 8
    .word 0, 0 /* the tag that ends the list */
    .long 8
multiboot2_header_end:
/* [/header] */

/*
 * In:    EAX = the loader's magic, EBX = physical address of the boot information, 32-bit protected mode, no paging,
 *        flat segments, interrupts disabled, no stack.
 * Out:   continues in boot_tables or boot_refuse.
 * Stack: the reserved second word of the boot information holds one return address, once; then boot_stack.
 */
/* [find-self] */
FUNC(boot_entry)
    cli
    cld
    leal 8(%ebx), %esp
    call boot_here
boot_here:
    popl %ebp
    subl $(boot_here - boot_start), %ebp
    leal AT(boot_stack_top), %esp
/* [/find-self] */

/* [check-processor] */
    leal AT(message_loader), %esi
    cmpl $MULTIBOOT2_LOADER_MAGIC, %eax
    jne boot_refuse

    /* CPUID exists if the ID flag can be changed. */
    leal AT(message_long_mode), %esi
    pushfl
    popl %eax
    movl %eax, %ecx
    xorl $RFLAGS_ID, %eax
    pushl %eax
    popfl
    pushfl
    popl %eax
    pushl %ecx
    popfl
    cmpl %eax, %ecx
    je boot_refuse

    /* Long mode, then NX: bits 29 and 20 of EDX of leaf 0x80000001. CPUID destroys EBX. */
    movl %ebx, %edi
    movl $0x80000000, %eax
    cpuid
    cmpl $0x80000001, %eax
    jb boot_refuse
    movl $0x80000001, %eax
    cpuid
    testl $(1 << 29), %edx
    jz boot_refuse
    leal AT(message_nx), %esi
    testl $(1 << 20), %edx
    jz boot_refuse
    jmp boot_tables
END(boot_entry)
/* [/check-processor] */

/*
 * Builds the early tables: the first 4 GiB at 0 and at DIRECT_MAP, and the image at IMAGE_OFFSET + IMAGE_LOAD.
 *
 * In:    EBP = boot_start, EDI = boot information
 * Out:   continues in boot_enable
 */
/* [top-entries] */
FUNC(boot_tables)
    leal AT(early_pdpt_low), %eax
    orl $ENTRY_TABLE, %eax
    movl %eax, AT(early_pml4)
    movl %eax, AT(early_pml4 + 8 * DIRECT_MAP_SLOT)
    leal AT(early_pdpt_high), %eax
    orl $ENTRY_TABLE, %eax
    movl %eax, AT(early_pml4 + 8 * 511)
    leal AT(early_pd_image), %eax
    orl $ENTRY_TABLE, %eax
    movl %eax, AT(early_pdpt_high + 8 * 510)
/* [/top-entries] */

/* [low-pages] */
    /* Four directories, one after the other: 2048 pages of 2 MiB. */
    leal AT(early_pd_low), %eax
    orl $ENTRY_TABLE, %eax
    xorl %ecx, %ecx
boot_low_directories:
    movl %eax, (early_pdpt_low - boot_start)(%ebp, %ecx, 8)
    addl $PAGE_BYTES, %eax
    incl %ecx
    cmpl $4, %ecx
    jb boot_low_directories

    movl $ENTRY_LARGE, %eax
    xorl %ecx, %ecx
boot_low_pages:
    movl %eax, (early_pd_low - boot_start)(%ebp, %ecx, 8)
    addl $LARGE_PAGE_BYTES, %eax
    incl %ecx
    cmpl $2048, %ecx
    jb boot_low_pages
/* [/low-pages] */

/* [image-pages] */
    /* The image: from its first 2 MiB page to the end of its directory. */
    leal ENTRY_LARGE(%ebp), %eax
    movl $(IMAGE_LOAD / LARGE_PAGE_BYTES), %ecx
boot_image_pages:
    movl %eax, (early_pd_image - boot_start)(%ebp, %ecx, 8)
    addl $LARGE_PAGE_BYTES, %eax
    incl %ecx
    cmpl $512, %ecx
    jb boot_image_pages
    jmp boot_enable
END(boot_tables)
/* [/image-pages] */

/*
 * Turns long mode and paging on, in the order that the manuals demand: PAE, table, EFER.LME, CR0.PG.
 *
 * In:    EBP = boot_start, EDI = boot information
 * Out:   64-bit code at boot_long_mode
 */
/* [paging-on] */
FUNC(boot_enable)
    movl $CR4_PAE, %eax
    movl %eax, %cr4
    leal AT(early_pml4), %eax
    movl %eax, %cr3
    movl $MSR_EFER, %ecx
    movl $(EFER_LME | EFER_NXE), %eax
    xorl %edx, %edx
    wrmsr
    movl $(CR0_PE | CR0_MP | CR0_EM | CR0_ET | CR0_NE | CR0_WP | CR0_PG), %eax
    movl %eax, %cr0
/* [/paging-on] */

/* [far-return] */
    /* The GDT's address and the far jump's target depend on where we are, so both are made on the stack. */
    leal AT(early_gdt), %eax
    subl $8, %esp
    movw $(early_gdt_end - early_gdt - 1), (%esp)
    movl %eax, 2(%esp)
    lgdt (%esp)
    pushl $SELECTOR_KERNEL_CODE
    leal AT(boot_long_mode), %eax
    pushl %eax
    lretl
END(boot_enable)
/* [/far-return] */

/*
 * Says why the kernel cannot run here, on the serial port and on the text screen, and stops.
 *
 * In:    ESI = message, zero-terminated
 * Out:   never returns; exit status 0x40 + 14 where isa-debug-exit is present
 */
FUNC(boot_refuse)
    movl $TEXT_SCREEN, %edi
boot_refuse_next:
    lodsb
    testb %al, %al
    jz boot_refuse_stop
    movb %al, (%edi)
    addl $2, %edi
    movb %al, %ah
    movw $(UART_COM1 + UART_LINE_STATUS), %dx
boot_refuse_wait:
    inb %dx, %al
    testb $UART_TRANSMIT_EMPTY, %al
    jz boot_refuse_wait
    movb %ah, %al
    movw $UART_COM1, %dx
    outb %al, %dx
    jmp boot_refuse_next
boot_refuse_stop:
    movl $(0x40 + 14), %eax
    outl %eax, $DEBUG_EXIT_PORT
boot_refuse_halt:
    hlt
    jmp boot_refuse_halt
END(boot_refuse)

/*
 * In:    64-bit mode, identity map, EBP = boot_start, EDI = boot information
 * Out:   continues in boot_high, at the link address
 */
/* [long-mode] */
    .code64
FUNC(boot_long_mode)
    movabsq $boot_high, %rax
    jmp *%rax
END(boot_long_mode)

    .balign 8
early_gdt:
    .quad 0
    .quad GDT_KERNEL_CODE
    .quad GDT_KERNEL_DATA
early_gdt_end:
/* [/long-mode] */

/* [messages] */
message_loader:
    .asciz "postern: not started by a Multiboot2 loader; boot the image with GRUB\n"
message_long_mode:
    .asciz "postern: this processor has no 64-bit mode; choose another with -cpu\n"
message_nx:
    .asciz "postern: this processor has no NX bit (no-execute pages); choose another with -cpu\n"
/* [/messages] */

/* What GRUB zeroes: the early tables, and a stack for the few pushes above. */
/* [early-memory] */
    .section .boot.bss, "aw", @nobits
    .balign 4096
early_pml4:      .skip 4096
early_pdpt_low:  .skip 4096
early_pd_low:    .skip 4 * 4096
early_pdpt_high: .skip 4096
early_pd_image:  .skip 4096
                 .skip 64
boot_stack_top:
/* [/early-memory] */

/*
 * The first instructions at the link address.
 *
 * In:    EBP = physical address of boot_start, EDI = physical address of the boot information
 * Out:   calls kernel_start, which does not return
 */
/* [high] */
    .text
FUNC(boot_high)
    movl %edi, %edi
    movl %ebp, %ebp
    movq %rdi, boot_information(%rip)
    movq %rbp, boot_image_start(%rip)
    movl $SELECTOR_KERNEL_DATA, %eax
    movl %eax, %ds
    movl %eax, %es
    movl %eax, %ss
    xorl %eax, %eax
    movl %eax, %fs
    movl %eax, %gs
    leaq kernel_stack_top(%rip), %rsp
    pushq $RFLAGS_FIXED
    popfq
    xorl %ebp, %ebp
    call kernel_start
    ud2
END(boot_high)
/* [/high] */

/* [handed-over] */
    .data
    .balign 8
    .globl boot_information, boot_image_start
boot_information: .quad 0
boot_image_start: .quad 0
/* [/handed-over] */

/* The kernel stack of the first processor. The page below it is left out of the map once there is one. */
/* [kernel-stack] */
    .section .stacks, "aw", @nobits
    .balign 4096
    .globl kernel_stack_guard, kernel_stack_top
kernel_stack_guard: .skip 4096
                    .skip KERNEL_STACK_BYTES
kernel_stack_top:

    .section .note.GNU-stack, "", @progbits
/* [/kernel-stack] */
