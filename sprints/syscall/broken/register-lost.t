#: sprint syscall
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ ruby tools/machine.rb broken syscall register-lost
processor features: machine checks UMIP FSGSBASE
memory  0x0000000000000000 to 0x000000000009f000 available
memory  0x000000000009f000 to 0x00000000000a0000 reserved
memory  0x00000000000f0000 to 0x0000000000100000 reserved
memory  0x0000000000100000 to 0x000000000ffdf000 available
memory  0x000000000ffdf000 to 0x0000000010000000 reserved
memory  0x00000000b0000000 to 0x00000000c0000000 reserved
memory  0x00000000fed1c000 to 0x00000000fed20000 reserved
memory  0x00000000fffc0000 to 0x0000000100000000 reserved
memory  0x000000fd00000000 to 0x0000010000000000 reserved
image   0x0000000000200000 to 0x000000000022c000
module  0x0000000000103000 to 0x0000000000103242 demo
command line ""
frames: 254 MiB free
paging: 17 tables, pages of up to 1024 MiB
#= lost
ended by #BP breakpoint, rax 5, rbx 0
#= /lost
next: make run SPRINT=dispatch
sprint syscall: done
[exit 0]
