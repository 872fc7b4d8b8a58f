#: sprint usercopy
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ ruby tools/machine.rb broken usercopy window-left-open
processor features: machine checks UMIP FSGSBASE SMEP SMAP
memory  0x0000000000000000 to 0x000000000009f000 available
memory  0x000000000009f000 to 0x00000000000a0000 reserved
memory  0x00000000000f0000 to 0x0000000000100000 reserved
memory  0x0000000000100000 to 0x000000000ffdf000 available
memory  0x000000000ffdf000 to 0x0000000010000000 reserved
memory  0x00000000b0000000 to 0x00000000c0000000 reserved
memory  0x00000000fed1c000 to 0x00000000fed20000 reserved
memory  0x00000000fffc0000 to 0x0000000100000000 reserved
memory  0x000000fd00000000 to 0x0000010000000000 reserved
image   0x0000000000200000 to 0x000000000022d000
module  0x0000000000103000 to 0x0000000000103001 demo
command line ""
frames: 254 MiB free
paging: 17 tables, pages of up to 1024 MiB
#= open
through the copy: 0
read directly: faulted
after a copy that failed: REACHED
panic 2 EXCEPTION: #PF page fault at ?+0x400000: execution of 0x400000 by ring 0: not permitted
  rax 0000000000400000  rbx ffffffff80212ec3  rcx 000000000000000a  rdx 00000000000003f8
  rsi 0000000000000000  rdi 000000000000000a  rbp ffffffff8021efd0  rsp ffffffff8021efa8
  r8  ffffffff8021ef00  r9  ffffffff80212f32  r10 0000000000000017  r11 00000000ffffffff
  r12 ffffffff80212ebb  r13 0000000000000000  r14 0000000000000000  r15 0000000000000000
  rip 0000000000400000  cs 08  rflags 040086  ss 10  error 11
  at ?+0x400000
  at kernel_start+0x35
  at boot_high+0x34
[exit 66]
