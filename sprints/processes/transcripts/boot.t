#: sprint processes
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ make run SPRINT=processes
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
image   0x0000000000200000 to 0x0000000000234000
module  0x0000000000105000 to 0x0000000000124000 archive
command line "seed=postern"
extended state: XSAVE, components 7, 832 bytes
frames: 254 MiB free
paging: 17 tables, pages of up to 1024 MiB
random numbers: from the command line
init: process 1, 272 KiB in use
#= one
hello: I am process 2
hello: argument 0 is hello
hello: argument 1 is one
hello: argument 2 is two
hello: the environment has HOME=/
hello: the environment has LANG=C
init: hello has ended with status 3
crash: this is my last line
init: crash has faulted: at 0x401065 it wrote 0x0
primes: 9592 up to 100000; the sum of 1/p^2 is 0.452246
init: primes has ended with status 0
overflow: down we go
init: overflow has faulted: at 0x...080 it wrote 0x...fcc
init: nobody: there is no file of that name
#= together
hog: EQUOTA after 160 pages; the heap gave 15 KiB more
spawn: EQUOTA after 178 threads
primes: 2262 up to 20000; the sum of 1/p^2 is 0.452242
init: hog has ended with status 0
init: primes has ended with status 0
crash: this is my last line
init: crash has faulted: at 0x401065 it wrote 0x0
init: loop was ended
init: spawn was ended
#= frames
init: 76 frames in use, and 76 before
sprint processes: done
[exit 0]
