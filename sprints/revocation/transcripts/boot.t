#: sprint revocation
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ make run SPRINT=revocation
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
image   0x0000000000200000 to 0x000000000022f000
module  0x0000000000104000 to 0x00000000001048cf demo
command line ""
frames: 254 MiB free
paging: 17 tables, pages of up to 1024 MiB
#= give
Process 1, turn 1.
one to myself, to be given away in copies: 0x1003
a copy of it: 0x1004
the copy goes to the other process: 0x1001
Process 2, turn 2.
a copy of what I was given: 0x1002
a copy of the copy: 0x1003
that one: process 1, rights 0x20, derived
#= take
Process 1, turn 3.
I take back what was derived from mine: 0
mine: process 1, rights 0x28, derived
Process 2, turn 4.
what I was given: -2
my copy: -2
the copy of the copy: -2
#= end
Process 1, turn 5.
I delete mine: 0
another one, in the same slot: 0x2003
by the old number: -2
frames that I have used: 1
a child with 100 frames: 0x2004
frames that I have used: 0x67
I delete the child's root: 0
frames that I have used: 1
I destroy the other process: 0
the other process: -2
Nobody is left. Frames lost: 0
#= done
next: make run SPRINT=threads
sprint revocation: done
[exit 0]
