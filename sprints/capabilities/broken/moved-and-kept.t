#: sprint capabilities
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ ruby tools/machine.rb broken capabilities moved-and-kept
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
image   0x0000000000200000 to 0x000000000022e000
module  0x0000000000103000 to 0x0000000000103818 demo
command line ""
frames: 254 MiB free
paging: 17 tables, pages of up to 1024 MiB
my first handle: process 1, rights 0x5fb, the root, frames used 1
my second: process 2, rights 0x5fb, the root, frames used 0
a number that I made up: -2
a capability to myself, with fewer rights: 0x1003
it: process 1, rights 0x28, derived
more rights from that one: -4
a child made at its expense: -4
one made at mine: 0x1004
the child: process 3, rights 0x5fb, the root, frames used 0
myself, who has paid for it: process 1, rights 0x5fb, the root, frames used 0xb
a child with more than I have: -8
#= kept
the small one goes to the other: 0x1001
it, here: process 1, rights 0x28, derived
#= rest
The second process begins.
what I was given: process 1, rights 0x28, derived
the same number plus one: -2
from it, a copy: 0x1002
a copy of the copy: -4
next: make run SPRINT=revocation
sprint capabilities: done
[exit 0]
