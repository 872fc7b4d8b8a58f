#: sprint timer
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ ruby tools/machine.rb broken timer old-controllers
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
image   0x0000000000200000 to 0x0000000000228000
command line ""
frames: 254 MiB free
paging: 17 tables, pages of up to 1024 MiB
I/O APIC: 24 inputs, all masked
#= panic
timer: 999992532 counts a second, 100 ticks a second
panic 3 DOUBLE_FAULT: a fault while another was being delivered
  rax 0000000000000000  rbx ffffffff802114d8  rcx 000000000000000a  rdx 00000000000003f8
  rsi 0000000000000000  rdi 000000000000000a  rbp 0000000000000000  rsp 0000000000000010
  r8  000000000000000a  r9  ffffffff802113ae  r10 0000000000000017  r11 00000000ffffffff
  r12 0000000000000000  r13 0000000000000000  r14 0000000000000000  r15 0000000000000000
  rip 0000000000000008  cs 246  rflags ffffffff8021c000  ss ffffffff80215020  error ffffffff8020bfeb
  at ?+0x8
[exit 67]
