#: sprint faults
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ make run SPRINT=faults APPEND="panic=read"
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
image   0x0000000000200000 to 0x0000000000224000
command line "panic=read"
#BP: int3 before ffffffff8020d71e
#UD: ud2 at ffffffff8020d71e, skipped
reading the image: there
reading beyond the map: not there
reading a non-canonical address: not there
counted: 1 NMI, 1 #DB, 1 stray
#= panic
panic 2 EXCEPTION: #PF page fault at demo+0x139: read of 0xffff900000000000 by ring 0: not mapped
  rax 0000000000000000  rbx ffffffff8020eac1  rcx 0000000000000000  rdx 0000000000000005
  rsi ffffffff8020e191  rdi ffffffff80217fa0  rbp ffffffff80217fd0  rsp ffffffff80217f90
  r8  0000000000000000  r9  ffffffff8020eb9d  r10 0000000000000004  r11 00000000ffffffff
  r12 ffffffff8020eac5  r13 ffff900000000000  r14 0000000000000000  r15 0000000000000000
  rip ffffffff8020d849  cs 08  rflags 000046  ss 10  error 0
  at demo+0x139
  at kernel_start+0x35
  at boot_high+0x34
[exit 66]
