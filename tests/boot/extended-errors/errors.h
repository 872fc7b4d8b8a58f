/* SPDX-License-Identifier: MIT */
/*
 * One life each: ERROR(name, vector, other vector, instructions). Each unmasks its own error and no other. QEMU 7.2 raises neither the error of a
 * denormal operand in x87 nor any of SSE, so that the thread reaches its breakpoint, vector 3; Bochs and processors do.
 */
#define X87(control) movw $control, -8(%rsp); fldcw -8(%rsp)
#define SSE(control) movl $control, -8(%rsp); ldmxcsr -8(%rsp)
ERROR("x87: invalid operation", 16, 16, X87(0x37e); fldz; fldz; fdivrp; fwait)
ERROR("x87: denormal operand", 16, 3, X87(0x37d); fldl denormal; fld1; faddp; fwait)
ERROR("x87: division by zero", 16, 16, X87(0x37b); fld1; fldz; fdivrp; fwait)
ERROR("x87: overflow", 16, 16, X87(0x377); fldl largest; fstps -8(%rsp); fwait)
ERROR("x87: underflow", 16, 16, X87(0x36f); fldl smallest; fstps -8(%rsp); fwait)
ERROR("x87: inexact result", 16, 16, X87(0x35f); fld1; fldpi; fdivrp; fwait)
ERROR("SSE: invalid operation", 19, 3, SSE(0x1f00); xorpd %xmm0, %xmm0; divsd %xmm0, %xmm0)
ERROR("SSE: denormal operand", 19, 3, SSE(0x1e80); movsd denormal, %xmm0; addsd %xmm0, %xmm0)
ERROR("SSE: division by zero", 19, 3, SSE(0x1d80); movsd largest, %xmm0; xorpd %xmm1, %xmm1; divsd %xmm1, %xmm0)
ERROR("SSE: overflow", 19, 3, SSE(0x1b80); movsd largest, %xmm0; addsd %xmm0, %xmm0)
ERROR("SSE: underflow", 19, 3, SSE(0x1780); movsd smallest, %xmm0; mulsd %xmm0, %xmm0)
ERROR("SSE: inexact result", 19, 3, SSE(0x0f80); movsd largest, %xmm0; movsd smallest, %xmm1; addsd %xmm1, %xmm0)
