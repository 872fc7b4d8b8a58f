#: sprint revocation
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ ruby tools/machine.rb broken revocation freed-early
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
image   0x0000000000200000 to 0x000000000022f000
module  0x0000000000104000 to 0x0000000000104b4f demo
command line "refusals=off"
frames: 254 MiB free
paging: 17 tables, pages of up to 1024 MiB
#= panic
panic 8 FRAME: frame 0x13f000 is given back but is free already
#= rest
  at panic+0xb2
  at frame_free+0xe7
  at address_space_destroy+0x3e
  at process_free+0x15
  at object_end_piece+0x8f
  at ending_goes_on+0x33
  at kernel_resume+0x22
  at call_return+0x26
  at call_proc_destroy+0x56
  at syscall_entry+0x68
[exit 72]
