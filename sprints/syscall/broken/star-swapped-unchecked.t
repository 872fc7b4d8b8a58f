#: sprint syscall
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ ruby tools/machine.rb broken syscall star-swapped-unchecked
processor features: machine checks UMIP FSGSBASE
memory  0x0000000000000000 to 0x000000000009f000 available
memory  0x000000000009f000 to 0x00000000000a0000 reserved
memory  0x00000000000f0000 to 0x0000000000100000 reserved
memory  0x0000000000100000 to 0x000000000ffdf000 available
memory  0x000000000ffdf000 to 0x0000000010000000 reserved
memory  0x00000000b0000000 to 0x00000000c0000000 reserved
memory  0x00000000fed1c000 to 0x00000000fed20000 reserved
memory  0x00000000fffc0000 to 0x0000000100000000 reserved
memory  0x000000fd00000000 to 0x0000010000000000 reserved
image   0x0000000000200000 to 0x000000000022c000
module  0x0000000000103000 to 0x0000000000103060 demo
command line ""
frames: 254 MiB free
paging: 17 tables, pages of up to 1024 MiB
EFER d01, STAR 0008001300000000, SFMASK 3f7fd5
LSTAR is syscall_entry
#= probe
ring 0 through the probe : cs 10, ss 18, rcx is the next instruction: yes, flags in r11 86
with STAR's halves swapped: cs 18, ss 20, rcx is the next instruction: yes, flags in r11 86
#= calls
call 1: arguments 11 22 33 44 55 66
        thread: rip 400028, rsp 6ffff8, flags 202; kernel: flags 0
#= fault
#GP general protection: results 100 and 8, flags 0, stack pointer 0
#= end
exits refused to SYSRET: 0
panic 1 ASSERTION: program_ended: assertion failed: thread->fault.number == 3
  at panic+0xb2
  at program_ended+0xa1
  at kernel_resume+0x22
  at kernel_fault+0x5e
  at trap_exit+0x6b
  at trap_at_exit+0x1f
[exit 65]
