#: sprint random
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ ruby tools/machine.rb broken random uneven
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
command line ""
extended state: XSAVE, components 7, 832 bytes
frames: 254 MiB free
paging: 17 tables, pages of up to 1024 MiB
random numbers: from the processor's source
a seed of zeros:
  8665eeb269b687c3 1ca11815f4b8436a 374ad8b83fe02477 8d4857517c5941da
  5c9fe79605cef518 4249f076e6f6e0da 2a16fed26364feb2 db3cb94528adbdaf
its numbers now:
  0 0 0 0
#= shares
remainders: 15099, 7312, 7589
even shares: 14850, 7602, 7548
#= own
two numbers of the kernel's own: different, and not shown
next: make run SPRINT=memory
sprint random: done
[exit 0]
