#: sprint paging
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ make run SPRINT=paging
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
#= built
paging: 17 tables, pages of up to 1024 MiB
#= direct
ffff800000000000 ffff80000009efff 4K rw-
ffff80000009f000 ffff80000009ffff 4K r--
ffff8000000f0000 ffff8000000fffff 4K r--
ffff800000100000 ffff8000001fffff 4K rw-
ffff800000200000 ffff800000227fff 4K r--
ffff800000228000 ffff8000003fffff 4K rw-
ffff800000400000 ffff80000fdfffff 2M rw-
ffff80000fe00000 ffff80000ffdefff 4K rw-
ffff80000ffdf000 ffff80000fffffff 4K r--
ffff8000b0000000 ffff8000bfffffff 2M r--
ffff8000fed1c000 ffff8000fed1ffff 4K r--
ffff8000fffc0000 ffff8000ffffffff 4K r--
#= image
ffffffff8020a000 ffffffff8020ffff 4K r-x
ffffffff80210000 ffffffff80214fff 4K r--
ffffffff80215000 ffffffff80216fff 4K rw-
ffffffff80218000 ffffffff8021bfff 4K rw-
ffffffff8021d000 ffffffff8021efff 4K rw-
ffffffff80220000 ffffffff80221fff 4K rw-
ffffffff80223000 ffffffff80224fff 4K rw-
ffffffff80226000 ffffffff80227fff 4K rw-
#= space
user 0x400000 reads 600df00d, 5 frames in use
gone: 0 frames in use
#= /space
next: make run SPRINT=acpi
sprint paging: done
[exit 0]
