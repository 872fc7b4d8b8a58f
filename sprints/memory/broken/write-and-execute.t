#: sprint memory
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ ruby tools/machine.rb broken memory write-and-execute
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
image   0x0000000000200000 to 0x0000000000230000
module  0x0000000000104000 to 0x0000000000104608 demo
command line ""
extended state: XSAVE, components 7, 832 bytes
frames: 254 MiB free
paging: 17 tables, pages of up to 1024 MiB
random numbers: from the processor's source
three pages: 0x1003
frames that they cost: 4
mapped: 0
frames with the page tables: 5
what is there: 0
#= alias
written and executed, in one mapping: -5
in two: 0
one after the other: -7
the function says: 0x2a
#= end
the second page alone: 0x2004
given to the other process: 0x1002
the other process counts in it
taken back: 0
removed: 0
frames that are not back yet: 0
the second process: #PF page fault at 0x20000000
exit status 0
next: make run SPRINT=elf
sprint memory: done
[exit 0]
