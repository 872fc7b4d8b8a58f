#: sprint acpi
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ ruby tools/machine.rb broken acpi device-read
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
#= panic
the root pointer now names the local APIC
panic 2 EXCEPTION: #PF page fault at table_at+0x3e: read of 0xffff8000fee00000 by ring 0: not mapped
  rax ffff8000fee00000  rbx ffffffff80210232  rcx ffffffff8021bf8c  rdx 0000000000000000
  rsi 00000000fee00000  rdi 0000000000000052  rbp ffffffff8021bf50  rsp ffffffff8021bf30
  r8  ffffffff802160a8  r9  ffffffff80211112  r10 0000000000000001  r11 00000000ffffffff
  r12 ffffffff8021bf8c  r13 ffffffff802102c8  r14 00000000fee00000  r15 0000000000000000
  rip ffffffff8020b04e  cs 08  rflags 000086  ss 10  error 0
  at table_at+0x3e
  at acpi_parse+0x448
  at acpi_init+0x24
  at kernel_start+0x23
  at boot_high+0x34
[exit 66]
