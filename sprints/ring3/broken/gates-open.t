#: sprint ring3
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ ruby tools/machine.rb broken ring3 gates-open
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
module  0x0000000000103000 to 0x0000000000103810 demo
command line ""
frames: 254 MiB free
paging: 17 tables, pages of up to 1024 MiB
#= gates
WRONG: INT 0: #DE divide error, error code 0
WRONG: INT 1: #DB debug, error code 0
WRONG: INT 2: #UD invalid opcode, error code 0
WRONG: INT 4: #OF overflow, error code 0
WRONG: INT 5: #BR bound range, error code 0
WRONG: INT 6: #UD invalid opcode, error code 0
WRONG: INT 7: #NM device not available, error code 0
panic 3 DOUBLE_FAULT: a fault while another was being delivered
  rax 0000000000400050  rbx 0000000000000000  rcx 0000000000000000  rdx 0000000000000000
  rsi 0000000000000000  rdi 0000000000000008  rbp 0000000000000000  rsp 000000000000001b
  r8  0000000000000000  r9  0000000000000000  r10 0000000000000000  r11 0000000000000000
  r12 0000000000000000  r13 0000000000000000  r14 0000000000000000  r15 0000000000000000
  rip 0000000000000023  cs 202  rflags 700000  ss ffffffff80217020  error 400052
#= /gates
  at ?+0x23
[exit 67]
