#: sprint timer
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ make run SPRINT=timer
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
image   0x0000000000200000 to 0x0000000000228000
command line ""
frames: 254 MiB free
paging: 17 tables, pages of up to 1024 MiB
#= clock
I/O APIC: 24 inputs, all masked
timer: 999992532 counts a second, 100 ticks a second
tick 1
tick 2
tick 3
tick 4
#= strays
tick 5; now three interrupts that nobody asked for
tick 6
counted: 1 spurious, 1 at vector 200, 1 at the 8259s' vectors, 3 stray in all
#= end
next: make run SPRINT=ring3
sprint timer: done
[exit 0]
