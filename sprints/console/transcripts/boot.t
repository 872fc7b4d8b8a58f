#: sprint console
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ make run SPRINT=console
decimal      -42, 42, -9223372036854775808
hexadecimal  beef, 0xffffffffffffffff, 000000000000cafe
text         postern, post, [    in], [out   ]
pointer      0x1000
next: make run SPRINT=bootinfo
sprint console: done
[exit 0]
