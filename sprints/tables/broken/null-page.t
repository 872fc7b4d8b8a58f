#: sprint tables
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ ruby tools/machine.rb broken tables null-page
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
image   0x0000000000200000 to 0x0000000000225000
command line ""
frames: 254 MiB free
map 000000400000 code           done, 3 tables made
map 000000401000 data           done
map 7fffffffe000 stack          done, 3 tables made
000000400abc is at 5000abc: r-x
000000402abc is not mapped
map 000000401000 a second time  occupied
map 000000402000 write, execute invalid
map 000000402800 half a page    invalid
#= null
map 000000000000 page 0         done, 1 tables made
#= /null
map 7ffffffff000 the last page  invalid
map 800000000000 the hole       invalid
unmap 000000000000: 7 frames in use
unmap 000000400000: 7 frames in use
unmap 000000401000: 4 frames in use
unmap 7fffffffe000: 1 frames in use
next: make run SPRINT=paging
sprint tables: done
[exit 0]
