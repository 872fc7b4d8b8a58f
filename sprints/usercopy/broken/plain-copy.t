#: sprint usercopy
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ ruby tools/machine.rb broken usercopy plain-copy
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
module  0x0000000000103000 to 0x000000000010333f demo
command line ""
frames: 254 MiB free
paging: 17 tables, pages of up to 1024 MiB
#= panic
panic 2 EXCEPTION: #PF page fault at memcpy+0x20: read of 0x400268 by ring 0: not permitted
#= registers
  rax 0000000000000000  rbx 0000000000000013  rcx 0000000000000000  rdx 0000000000000013
  rsi 0000000000400268  rdi ffffffff8021eed0  rbp ffffffff8021eff0  rsp ffffffff8021eec8
  r8  0000000000000010  r9  0000000000000000  r10 0000000000000000  r11 0000000000000246
  r12 0000000000400268  r13 000000000000003f  r14 0000000000000000  r15 0000000000000000
  rip ffffffff80210600  cs 08  rflags 000046  ss 10  error 1
  at memcpy+0x20
  at syscall_entry+0x68
[exit 66]
