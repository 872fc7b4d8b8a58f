#: sprint elf
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ ruby tools/machine.rb broken elf whole-pages
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
image   0x0000000000200000 to 0x0000000000232000
module  0x0000000000104000 to 0x000000000010a4b0 gcc-static
module  0x000000000010b000 to 0x0000000000112688 gcc-movable
module  0x0000000000113000 to 0x00000000001184b0 gcc-together
module  0x0000000000232000 to 0x0000000000834688 gcc-large
module  0x0000000000119000 to 0x000000000011f498 clang-static
module  0x0000000000120000 to 0x0000000000127770 clang-movable
module  0x0000000000128000 to 0x000000000012d498 clang-together
module  0x0000000000835000 to 0x0000000000e37770 clang-large
command line ""
extended state: XSAVE, components 7, 832 bytes
frames: 242 MiB free
paging: 17 tables, pages of up to 1024 MiB
random numbers: from the processor's source
#= wrong
gcc-static: wrong: status 5, fault none at 0, instruction 0
gcc-movable: wrong: status 5, fault none at 0, instruction 0
gcc-together: wrong: status 5, fault none at 0, instruction 0
gcc-large: wrong: status 5, fault none at 0, instruction 0
clang-static: wrong: status 5, fault none at 0, instruction 0
clang-movable: wrong: status 5, fault none at 0, instruction 0
clang-together: wrong: status 5, fault none at 0, instruction 0
clang-large: wrong: status 5, fault none at 0, instruction 0
#= end
8 programs, 0 right, 0 pages mapped otherwise than their headers say, 0 frames to spend, 0 frames lost
next: make run SPRINT=init
sprint elf: done
[exit 0]
