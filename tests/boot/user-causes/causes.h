/* SPDX-License-Identifier: MIT */
/*
 * One life each: CAUSE(name, vector, error code, address, instructions). The address is what CR2 must hold, 0 if it is no page fault. Expectations
 * are the manuals' (Intel SDM volume 3A, section 6.15), not the kernel's. EITHER has a second vector and error code: what QEMU 7.2 raises, where it
 * is not what the manuals say; on Bochs it is.
 */
CAUSE("divide by zero", 0, 0, 0, xor %ecx, %ecx; div %ecx)
CAUSE("quotient too large", 0, 0, 0, mov $1, %edx; xor %eax, %eax; mov $1, %ecx; div %ecx)
CAUSE("smallest number by -1", 0, 0, 0, mov $0x80000000, %eax; cdq; mov $-1, %ecx; idiv %ecx)
CAUSE("single step", 1, 0, 0, pushfq; orq $0x100, (%rsp); popfq; nop)
CAUSE("breakpoint", 3, 0, 0, int3)
CAUSE("into, not in 64-bit mode", 6, 0, 0, .byte 0xce)
CAUSE("bound, not in 64-bit mode", 6, 0, 0, .byte 0x62, 0x04, 0x24)
CAUSE("push of ES, not in 64-bit mode", 6, 0, 0, .byte 0x06)
CAUSE("aaa, not in 64-bit mode", 6, 0, 0, .byte 0x37)
CAUSE("ud2", 6, 0, 0, ud2)
CAUSE("lock on a register", 6, 0, 0, .byte 0xf0, 0x90)
CAUSE("move to CS", 6, 0, 0, .byte 0x8e, 0xc8)
#if SPRINT < S_FPU
CAUSE("SSE without the kernel's leave", 6, 0, 0, movaps %xmm0, %xmm1)
CAUSE("x87 without the kernel's leave", 7, 0, 0, fld1)
#else
EITHER("SSE division by zero", 19, 0, 3, 0, 0, movl $0x1d80, -8(%rsp); ldmxcsr -8(%rsp); mov $1, %eax; cvtsi2sd %eax, %xmm0; xorps %xmm1, %xmm1; divsd %xmm1, %xmm0)
CAUSE("x87 division by zero", 16, 0, 0, movw $0x37b, -8(%rsp); fldcw -8(%rsp); fld1; fldz; fdivrp; fwait)
#endif
EITHER("stack beyond the lower half", 12, 0, 13, 0, 0, mov $0x0000800000000000, %rsp; pop %rax)
EITHER("stack below the upper half", 12, 0, 13, 0, 0, mov $0xffff7ffffffffff8, %rbp; mov (%rbp), %rax)
CAUSE("hlt", 13, 0, 0, hlt)
CAUSE("sixteen bytes are too long", 13, 0, 0, .byte 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x90)
CAUSE("read a non-canonical address", 13, 0, 0, mov $0x800000000000, %rax; mov (%rax), %rax)
CAUSE("jump to a non-canonical address", 13, 0, 0, mov $0x800000000000, %rax; jmp *%rax)
CAUSE("selector beyond the GDT", 13, 0x1238, 0, mov $0x123b, %eax; mov %eax, %es)
CAUSE("null into SS", 13, 0, 0, xor %eax, %eax; mov %eax, %ss)
CAUSE("kernel's data into DS", 13, 0x10, 0, mov $0x10, %eax; mov %eax, %ds)
CAUSE("TSS into FS", 13, 0x28, 0, mov $0x2b, %eax; mov %eax, %fs)
CAUSE("read nothing", 14, 4, 0x123450, mov 0x123450, %rax)
CAUSE("write nothing", 14, 6, 0x123450, mov %rax, 0x123450)
CAUSE("run nothing", 14, 0x14, 0x123450, mov $0x123450, %eax; jmp *%rax)
CAUSE("write code", 14, 7, 0x400000, mov %rax, 0x400000)
CAUSE("run data", 14, 0x15, 0x500000, mov $0x500000, %eax; jmp *%rax)
CAUSE("read page 0", 14, 4, 8, mov 8, %rax)
CAUSE("write page 0", 14, 6, 8, mov %rax, 8)
CAUSE("run page 0", 14, 0x14, 0, xor %eax, %eax; jmp *%rax)
CAUSE("the last page of the lower half", 14, 4, 0x7ffffffff000, mov $0x7ffffffff000, %rax; mov (%rax), %rax)
CAUSE("below the stack", 14, 6, 0x6fbff8, mov $0x6fc000, %rsp; push %rax)
CAUSE("across the end of the stack", 14, 6, 0x700000, mov %rax, 0x6ffffc)
EITHER("page tables with a reserved bit", 14, 0xd, 14, 0xc, 0x123456789000, mov $0x123456789000, %rax; mov (%rax), %rax)
