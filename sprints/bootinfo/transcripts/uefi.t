#: sprint bootinfo
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; ovmf 2022.11-6+deb12u2
$ make run SPRINT=bootinfo UEFI=1
Welcome to GRUB!

WARNING: no console will be available to OS
error: no suitable video mode found.
#= map
memory  0x0000000000000000 to 0x00000000000a0000 available
memory  0x0000000000100000 to 0x0000000000800000 available
memory  0x0000000000800000 to 0x0000000000808000 ACPI, kept
memory  0x0000000000808000 to 0x000000000080b000 available
memory  0x000000000080b000 to 0x000000000080c000 ACPI, kept
memory  0x000000000080c000 to 0x0000000000810000 available
memory  0x0000000000810000 to 0x0000000000900000 ACPI, kept
memory  0x0000000000900000 to 0x000000000eeba000 available
memory  0x000000000eeba000 to 0x000000000ef7b000 reserved
memory  0x000000000ef7b000 to 0x000000000f8ed000 available
memory  0x000000000f8ed000 to 0x000000000fb6d000 reserved
memory  0x000000000fb6d000 to 0x000000000fb7f000 ACPI tables
memory  0x000000000fb7f000 to 0x000000000fbff000 ACPI, kept
memory  0x000000000fbff000 to 0x000000000ff58000 available
memory  0x000000000ff58000 to 0x000000000ff78000 reserved
memory  0x000000000ff78000 to 0x0000000010000000 ACPI, kept
memory  0x00000000b0000000 to 0x00000000c0000000 reserved
memory  0x00000000ffe00000 to 0x0000000100000000 reserved
#= /map
image   0x0000000000200000 to 0x0000000000213000
command line ""
256176 KiB of memory may be used
next: make run SPRINT=faults
sprint bootinfo: done
[exit 0]
