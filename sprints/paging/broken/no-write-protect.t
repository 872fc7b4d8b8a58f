#: sprint paging
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ ruby tools/machine.rb broken paging no-write-protect
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
image   0x0000000000200000 to 0x0000000000226000
command line ""
frames: 254 MiB free
paging: 17 tables, pages of up to 1024 MiB
#= written
before
text was written
panic 2 EXCEPTION: #BP breakpoint at checkpoint_done+0x1, error code 0x0
  rax 0000000000000011  rbx ffffffff8020fe78  rcx 000000000000000a  rdx 00000000000003f8
  rsi 0000000000000000  rdi 000000000000000a  rbp ffffffff80219ff0  rsp ffffffff80219fd8
  r8  0000000000000001  r9  ffffffff8020fdf2  r10 0000000000000001  r11 00000000ffffffff
  r12 0000000000000000  r13 0000000000000000  r14 0000000000000000  r15 0000000000000000
  rip ffffffff8020eeb1  cs 08  rflags 000086  ss 10  error 0
  at checkpoint_done+0x1
  at boot_high+0x34
#= /written
[exit 66]
