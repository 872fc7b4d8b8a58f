#: sprint frames
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ ruby tools/machine.rb broken frames image-handed-out
processor features: machine checks
memory  0x0000000000000000 to 0x000000000009f000 available
memory  0x000000000009f000 to 0x00000000000a0000 reserved
memory  0x00000000000f0000 to 0x0000000000100000 reserved
memory  0x0000000000100000 to 0x000000000ffdf000 available
memory  0x000000000ffdf000 to 0x0000000010000000 reserved
memory  0x00000000b0000000 to 0x00000000c0000000 reserved
memory  0x00000000fed1c000 to 0x00000000fed20000 reserved
memory  0x00000000fffc0000 to 0x0000000100000000 reserved
memory  0x000000fd00000000 to 0x0000010000000000 reserved
#= fault
image   0x0000000000200000 to 0x0000000000225000
#= /fault
command line ""
frames: 254 MiB free
#= panic
four frames: +0x1000 +0x2000 +0x3000 from the first
given back the third and the first; the next is the first
panic 2 EXCEPTION: #PF page fault at demo+0x103: write of 0xffff800000203000 by ring 0: not mapped
  rax ffff800000203000  rbx 0000000000202000  rcx 0000000000000203  rdx ffff800000102098
  rsi 0000000000000008  rdi 0000000000203000  rbp ffffffff80218fd0  rsp ffffffff80218f80
  r8  ffff800000100000  r9  0000000000000001  r10 0000000000000080  r11 00000000ffffffff
  r12 000000000000feda  r13 00000000ffffffff  r14 0000000000000000  r15 0000000000000000
  rip ffffffff8020df23  cs 08  rflags 000086  ss 10  error 2
  at demo+0x103
  at kernel_start+0x35
  at boot_high+0x34
#= /panic
[exit 66]
