#: sprint faults
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ ruby tools/machine.rb broken faults mirrored-pop
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
#= places
vector 0: a register afterwards is 8a84b290dc00e6a, not 6a70d16f8e759255
vector 0: a register afterwards is 6a70d16f8e759255, not 8a84b290dc00e6a
vector 3: a register afterwards is 71aaf08a39097706, not d37376d0b9befaf1
vector 3: a register afterwards is d37376d0b9befaf1, not 71aaf08a39097706
#= /places
vector 4: a register afterwards is 3f567cfff221ef3a, not a11f034672d77325
all vectors
243 by INT, 9 by hand, 0 not arrived, 504 wrong
1 NMI and 1 #DB counted, 504 wrong
next: make run SPRINT=frames
sprint faults: done
[exit 0]
