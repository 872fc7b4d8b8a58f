#: sprint paging
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ ruby tools/machine.rb broken paging alias-writable
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
image   0x0000000000200000 to 0x0000000000227000
command line ""
frames: 254 MiB free
paging: 17 tables, pages of up to 1024 MiB
text: read ok, write fault 3, execute ok
rodata: read ok, write fault 3, execute fault 11
symbols: read ok, write fault 3, execute fault 11
ro_after_init: read ok, write fault 3, execute fault 11
data: read ok, write ok, execute fault 11
stack: read ok, write ok, execute fault 11
#= alias
text, direct map: read ok, write ok, execute fault 11
rodata, direct map: read ok, write ok, execute fault 11
ro_after_init, direct map: read ok, write ok, execute fault 11
data, direct map: read ok, write ok, execute fault 11
#= /alias
free memory, direct map: read ok, write ok, execute fault 11
firmware's memory, direct map: read ok, write fault 3, execute fault 11
null: read fault 0, write fault 0, execute fault 10
identity map: read fault 0, write fault 0, execute fault 10
boot code: read fault 0, write fault 0, execute fault 10
beyond the image: read fault 0, write fault 0, execute fault 10
5 guard pages: read fault 0, write fault 0, execute fault 10
next: make run SPRINT=acpi
sprint paging: done
[exit 0]
