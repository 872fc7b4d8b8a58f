#: sprint faults
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ ruby tools/machine.rb broken faults cr2-late
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
command line ""
#= late
handler: error code 0, the second read failed
panic 2 EXCEPTION: #PF page fault at demo+0x0: read of 0xffff900000002000 by ring 0: not mapped
#= /late
  rax ffffffff80211020  rbx ffffffff8020eb20  rcx 00000000c0000101  rdx 00000000ffffffff
  rsi 0000000000000068  rdi 00cf93000000ffff  rbp ffffffff80217ff0  rsp ffffffff80217fd8
  r8  0000000000000008  r9  ffffffff8020e8bc  r10 0000000000000004  r11 00000000ffffffff
  r12 0000000000000000  r13 0000000000000000  r14 0000000000000000  r15 0000000000000000
  rip ffffffff8020d710  cs 08  rflags 000046  ss 10  error 0
  at demo+0x0
  at boot_high+0x34
[exit 66]
