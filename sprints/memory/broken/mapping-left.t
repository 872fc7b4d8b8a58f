#: sprint memory
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ ruby tools/machine.rb broken memory mapping-left
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
image   0x0000000000200000 to 0x0000000000233000
module  0x0000000000104000 to 0x0000000000104528 demo
command line ""
extended state: XSAVE, components 7, 832 bytes
frames: 254 MiB free
paging: 17 tables, pages of up to 1024 MiB
random numbers: from the processor's source
0 read after unmap: #PF error 4 at 0x10000000
1 write to what can be read: #PF error 7 at 0x10000000
2 execute what can be written: #PF error 15 at 0x10000000
3 write to what can be executed: #PF error 7 at 0x10000000
#= left
4 read after the capability was removed: exit status 99
5 read after what it was derived from was revoked: exit status 99
6 read after the memory has ended: exit status 99
#= end
7 read outside of the window: #PF error 4 at 0x10001000
8 fill 1200 pages: exit status 107
9 find zeros in 1200 pages: exit status 107
the frames are the same: 0, frames lost: 20
next: make run SPRINT=elf
sprint memory: done
[exit 0]
