#: sprint timer
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ ruby tools/machine.rb broken timer stack-kept
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
#= full
tick 1: interrupts disabled, stack empty, nothing in service
tick 2: interrupts disabled, stack in use, nothing in service
tick 3: interrupts disabled, stack in use, nothing in service
tick 4: interrupts disabled, stack in use, nothing in service
#= /full
tick 5: interrupts disabled, stack in use, nothing in service
tick 6: interrupts disabled, stack in use, nothing in service
tick 7: interrupts disabled, stack in use, nothing in service
tick 8: interrupts disabled, stack in use, nothing in service
tick 9: interrupts disabled, stack in use, nothing in service
tick 10: interrupts disabled, stack in use, nothing in service
tick 11: interrupts disabled, stack in use, nothing in service
tick 12: interrupts disabled, stack in use, nothing in service
tick 13: interrupts disabled, stack in use, nothing in service
tick 14: interrupts disabled, stack in use, nothing in service
tick 15: interrupts disabled, stack in use, nothing in service
tick 16: interrupts disabled, stack in use, nothing in service
tick 17: interrupts disabled, stack in use, nothing in service
tick 18: interrupts disabled, stack in use, nothing in service
tick 19: interrupts disabled, stack in use, nothing in service
tick 20: interrupts disabled, stack in use, nothing in service
next: make run SPRINT=ring3
sprint timer: done
[exit 0]
