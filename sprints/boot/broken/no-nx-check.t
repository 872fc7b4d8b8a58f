#: sprint boot
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ ruby tools/machine.rb broken boot no-nx-check
the demonstration runs
next: make run SPRINT=console
sprint boot: done
[exit 0]
