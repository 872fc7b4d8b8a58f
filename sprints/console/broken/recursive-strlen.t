#: sprint console
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ ruby tools/machine.rb broken console recursive-strlen
filled 0 to 40 bytes
copied 0 to 40 bytes
a text of 2800 bytes is measured
a structure is copied whole
next: make run SPRINT=bootinfo
sprint console: done
[exit 0]
