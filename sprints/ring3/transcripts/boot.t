#: sprint ring3
#: machine tcg-2
#: recorded-with qemu 7.2.22; grub 2.06-13+deb12u2; gcc 12.2.0; binutils 2.40; seabios 1.16.2-1
$ make run SPRINT=ring3
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
module  0x0000000000103000 to 0x00000000001032e0 demo
command line ""
frames: 254 MiB free
paging: 17 tables, pages of up to 1024 MiB
#= first
first instruction: registers or-ed together 0, flags 246, cs 23, ss 1b
#= privileged
cli                          #GP general protection
sti                          #GP general protection
hlt                          #GP general protection
in from port 0x60            #GP general protection
out to port 0x80             #GP general protection
out to port 0x3f8            #GP general protection
lgdt                         #GP general protection
lidt                         #GP general protection
lldt                         #GP general protection
ltr                          #GP general protection
lmsw                         #GP general protection
clts                         #GP general protection
read CR0                     #GP general protection
write CR0                    #GP general protection
write CR3                    #GP general protection
write CR4                    #GP general protection
write CR8                    #GP general protection
read DR7                     #GP general protection
write DR0                    #GP general protection
#= more
rdmsr EFER                   #GP general protection
wrmsr EFER                   #GP general protection
rdpmc                        #GP general protection
invd                         #GP general protection
wbinvd                       #GP general protection
invlpg                       #GP general protection
swapgs                       #GP general protection
#= doors
iretq to ring 0              #GP general protection
far return to ring 0         #GP general protection
kernel data into SS          #GP general protection
kernel code into DS          #GP general protection
int 0x80                     #GP general protection
int 14                       #GP general protection
int 2                        #GP general protection
#= undefined
ud2                          #UD invalid opcode
clac                         #UD invalid opcode
stac                         #UD invalid opcode
vmcall                       #UD invalid opcode
rsm                          #UD invalid opcode
divide by zero               #DE divide error
#= memory
read the kernel              #PF page fault
read physical memory         #PF page fault
write its own code           #PF page fault
run its own stack            #PF page fault
read page 0                  #PF page fault
below its stack              #PF page fault
read a non-canonical address #GP general protection
#= rest
x87                          #NM device not available
SSE                          #UD invalid opcode
single step                  #DB debug
#= end
49 attempts, 0 surprises, 0 frames lost
#= /end
next: make run SPRINT=syscall
sprint ring3: done
[exit 0]
