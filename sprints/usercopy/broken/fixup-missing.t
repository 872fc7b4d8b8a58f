#: sprint usercopy
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ ruby tools/machine.rb broken usercopy fixup-missing
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
image   0x0000000000200000 to 0x000000000022e000
module  0x0000000000103000 to 0x0000000000103002 demo
command line ""
frames: 254 MiB free
paging: 17 tables, pages of up to 1024 MiB
#= panic
panic 2 EXCEPTION: #PF page fault at copy_user_bytes+0x0: read of 0x508000 by ring 0: not mapped
#= /panic
  rax 0000000000000001  rbx 0000000000000001  rcx 0000000000000001  rdx 0000000000000001
  rsi 0000000000508000  rdi ffffffff8021ff40  rbp ffffffff8021fee0  rsp ffffffff8021feb8
  r8  ffffffff8021ff40  r9  0000000000000018  r10 0000000000000017  r11 0000000000000000
  r12 0000000000508000  r13 ffffffff8021ff40  r14 0000000000000000  r15 0000000000000000
  rip ffffffff8020bb6b  cs 08  rflags 040002  ss 10  error 0
  at copy_user_bytes+0x0
  at copy_from_user+0x12
  at demo+0x119
  at kernel_start+0x35
  at boot_high+0x34
[exit 66]
