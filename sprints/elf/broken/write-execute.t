#: sprint elf
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ ruby tools/machine.rb broken elf write-execute
processor features: machine checks UMIP FSGSBASE SMEP SMAP
memory  0x0000000000000000 to 0x000000000009f000 available
memory  0x000000000009f000 to 0x00000000000a0000 reserved
memory  0x00000000000f0000 to 0x0000000000100000 reserved
memory  0x0000000000100000 to 0x0000000003fdf000 available
memory  0x0000000003fdf000 to 0x0000000004000000 reserved
memory  0x00000000b0000000 to 0x00000000c0000000 reserved
memory  0x00000000fed1c000 to 0x00000000fed20000 reserved
memory  0x00000000fffc0000 to 0x0000000100000000 reserved
memory  0x000000fd00000000 to 0x0000010000000000 reserved
image   0x0000000000200000 to 0x0000000000244000
module  0x0000000000104000 to 0x00000000001054b0 program
module  0x0000000000106000 to 0x0000000000109580 movable
command line ""
extended state: XSAVE, components 7, 832 bytes
frames: 62 MiB free
paging: 17 tables, pages of up to 1024 MiB
random numbers: from the processor's source
the file is shorter than an ELF header
the file does not begin with ELF's magic number
the file is not for 64 bits
the file is not little-endian
the file has a version of ELF that nobody knows
the file is for another system's conventions
the file is not a program
the program is for another machine
the header has flags that mean nothing
the header has a wrong size
the program headers have a wrong size
there are no program headers
there are too many program headers
the program headers lie in the header or are misaligned
the program headers lie outside of the file
the program wants an interpreter
the program wants an executable stack
a segment has more bytes in the file than in memory
a segment lies outside of the file
a segment's alignment is no power of two, or too large
a segment lies outside of a program's memory
#= refused
a segment has flags that mean nothing, or cannot be read
memory is exhausted
a segment's offset and address differ within a page or its alignment
#= rest
the segments are not in ascending order
two segments share a page
there are two tables of program headers, or two thread-local segments
the program does not begin in a segment that can be executed
the program headers are not where the program is told that they are
the program leaves no room for itself or its stack
the program is told more than a page holds
1 pages mapped, 0 frames lost
memory exhausted at each of 35 allocations, then loaded; 0 frames lost
next: make run SPRINT=init
sprint elf: done
[exit 0]
