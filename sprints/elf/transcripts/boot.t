#: sprint elf
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ make run SPRINT=elf
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
image   0x0000000000200000 to 0x0000000000231000
module  0x0000000000104000 to 0x0000000000107498 program
module  0x0000000000108000 to 0x000000000010b6c0 movable
command line ""
extended state: XSAVE, components 7, 832 bytes
frames: 254 MiB free
paging: 17 tables, pages of up to 1024 MiB
random numbers: from the processor's source
#= program
I am program one two
  environment HOME=/
  environment LANG=C
  their number 0x6
  bytes of a page 0x1000
  relocated addresses, zeros are zero
program: exit status 42
#= movable
I am movable one two
  environment HOME=/
  environment LANG=C
  their number 0x7
  bytes of a page 0x1000
  relocated addresses, zeros are zero
movable: exit status 42
#= refusals
another magic number: the file does not begin with ELF's magic number
for another machine: the program is for another machine
a table beyond the end: the program headers lie outside of the file
a segment that may do everything: a segment is writable and executable
a segment that wraps around: a segment lies outside of a program's memory
a beginning among the constants: the program does not begin in a segment that can be executed
next: make run SPRINT=init
#= end
sprint elf: done
[exit 0]
