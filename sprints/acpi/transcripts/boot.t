#: sprint acpi
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ make run SPRINT=acpi
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
#= tables
root pointer: 20 bytes, revision 0
local APIC at 0xfee00000, NMI at its pin 1
processor 0 has local APIC 0
I/O APIC at 0xfec00000, its first interrupt is 0
8259 controllers: there
ISA line 0 is interrupt 2, active high, edge-triggered
ISA line 5 is interrupt 5, active high, level-triggered
ISA line 9 is interrupt 9, active high, level-triggered
ISA line 10 is interrupt 10, active high, level-triggered
ISA line 11 is interrupt 11, active high, level-triggered
#= end
next: make run SPRINT=timer
sprint acpi: done
[exit 0]
