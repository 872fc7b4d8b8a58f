#: sprint memory
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ ruby tools/machine.rb broken memory refusal-kept
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
image   0x0000000000200000 to 0x0000000000231000
module  0x0000000000104000 to 0x0000000000109496 demo
command line "refusals=off"
extended state: XSAVE, components 7, 832 bytes
frames: 254 MiB free
paging: 17 tables, pages of up to 1024 MiB
random numbers: from the processor's source
#= half
WRONG: the refused one is not mapped is 268435456, not 0
WRONG: mem_unmap(memory) is 0, not -7
#= end
WRONG: mapped or not is 268431360, not 0
WRONG: the process's frames are back is 32, not 30
WRONG: mem_map(process, page, there, R) is -7, not -8
WRONG: mem_map(process, memory, there, R) is -7, not -8
WRONG: mapped or not is 268431360, not 0
WRONG: mem_map(process, page, there, R) is -7, not -8
WRONG: mem_map(process, memory, there, R) is -7, not -8
WRONG: mapped or not is 268431360, not 0
WRONG: mem_map(process, page, there, R) is -7, not 0
WRONG: three tables, or none is 0, not 3
WRONG: mem_map(process, memory, there, R) is -7, not -8
WRONG: mapped or not is 268431360, not 0
WRONG: mem_map(process, memory, there, R) is -7, not 0
WRONG: four tables, or none is 0, not 4
WRONG: the process's frames are back is 30, not 32
818 results, 17 wrong
exit status 1, frames lost: 0
next: make run SPRINT=elf
sprint memory: done
[exit 0]
