# SPDX-License-Identifier: MIT
# Commands for `make debug`: gdb's own language only. `postern` lists them. They print what the machine holds now; where a
# checkpoint has no thread or no frame yet, they say so.

set pagination off
set confirm off
set print pretty on
set print asm-demangle off
set disassemble-next-line auto
set stack-cache off
set code-cache off
set history save off

# Does the program have a structure of this name? Sets $there.
define postern_type
  pipe info types -q ^$arg0$ | grep -q 'struct $arg0;'
  set $there = $_shell_exitcode == 0
end
document postern_type
Sets $there to 1 if the program has a structure of this name.
end

# Prints one of two words. (A conditional string would have to be put into the machine's memory.)
define postern_word
  if $arg0
    printf " $arg1"
  else
    printf " $arg2"
  end
end
document postern_word
postern_word CONDITION YES NO: print one of two words.
end

define postern
  echo \n
  echo kstart            run up to the kernel's first line of C, where its symbols count\n
  echo kframe [ADDRESS]  print a register frame (of the current thread, unless you name another)\n
  echo kthread           print the current thread, its process, and where it stands\n
  echo kwalk ADDRESS     walk the page tables for a virtual address\n
  echo ktables           print all that is mapped, range by range\n
  echo kcontrol          print the control registers\n
  echo kconsole          print what the machine has written to its console so far\n
  echo \n
  echo Of gdb itself: continue (c), hbreak FUNCTION, stepi (si), info registers, x/8i $pc, quit (ends QEMU too).\n
  echo \n
end
document postern
List the commands that know the kernel.
end

define kstart
  thbreak kernel_start
  continue
end
document kstart
Run up to the kernel's first line of C. Breakpoints before that must be hardware ones (hbreak): GRUB has not loaded the kernel yet.
end

define kcontrol
  printf "cr0  %016lx  paging", (unsigned long)$cr0
  set $control = (unsigned long)$cr0
  postern_word $control&0x80000000 on, off,
  printf " write protection"
  postern_word $control&0x10000 on off
  printf "\n"
  printf "cr2  %016lx  address of the last page fault\n", (unsigned long)$cr2
  printf "cr3  %016lx  top page table\n", (unsigned long)$cr3
  printf "cr4  %016lx  SMEP %d, SMAP %d, FSGSBASE %d\n", (unsigned long)$cr4, ((unsigned long)$cr4 >> 20) & 1, ((unsigned long)$cr4 >> 21) & 1, ((unsigned long)$cr4 >> 16) & 1
  printf "efer %016lx  SYSCALL %d, long mode %d, NX %d\n", (unsigned long)$efer, (unsigned long)$efer & 1, ((unsigned long)$efer >> 10) & 1, ((unsigned long)$efer >> 11) & 1
  printf "ring %d, gs base %016lx, other gs base %016lx\n", (int)$cs & 3, (unsigned long)$gs_base, (unsigned long)$k_gs_base
end
document kcontrol
Print the control registers, EFER, the ring, and both GS bases.
end

# Physical memory, as QEMU's gdb port offers it.
define postern_physical
  pipe maintenance packet Qqemu.PhyMemMode:1 | cat >/dev/null
end
define postern_virtual
  pipe maintenance packet Qqemu.PhyMemMode:0 | cat >/dev/null
end
document postern_physical
Read memory by physical address from now on.
end
document postern_virtual
Read memory by virtual address from now on.
end

# One level: $table and $index in, $entry out.
define postern_entry
  postern_physical
  set $entry = *(unsigned long *)($table + 8 * $index)
  postern_virtual
  if $shift == 39
    printf "  PML4"
  end
  if $shift == 30
    printf "  PDPT"
  end
  if $shift == 21
    printf "  PD  "
  end
  if $shift == 12
    printf "  PT  "
  end
  printf "[%3d] at %012lx = %016lx", (int)$index, $table + 8 * $index, $entry
  if $entry & 1
    postern_word ($entry&2) W R
    postern_word ($entry&4) user kernel
    postern_word ($entry>>63) NX X
    if $entry & 0x80 && $shift != 12
      printf " large"
    end
    set $writable = $writable && ($entry & 2)
    set $user = $user && ($entry & 4)
    set $executable = $executable && !($entry >> 63)
    printf "\n"
  else
    printf " not present\n"
  end
end
document postern_entry
Print one entry of a page table, and take its rights into account.
end

define kwalk
  if $argc != 1
    echo kwalk: name the virtual address: kwalk ADDRESS\n
  else
    set $virtual = (unsigned long)($arg0)
    if !((unsigned long)$cr0 & 0x80000000)
      printf "%016lx: paging is off, the address is physical\n", $virtual
    else
      printf "%016lx through cr3 = %012lx\n", $virtual, (unsigned long)$cr3
      set $table = (unsigned long)$cr3 & 0x000ffffffffff000
      set $shift = 39
      set $writable = 1
      set $user = 1
      set $executable = 1
      set $done = 0
      while !$done
        set $index = ($virtual >> $shift) & 511
        postern_entry
        if !($entry & 1)
          printf "%016lx is not mapped\n", $virtual
          set $done = 1
        else
          if $shift == 12 || ($shift != 39 && ($entry & 0x80))
            set $offset = $virtual & ((1UL << $shift) - 1)
            set $physical = ($entry & 0x000ffffffffff000 & ~((1UL << $shift) - 1)) + $offset
            printf "%016lx is physical %012lx,", $virtual, $physical
            postern_word $user user kernel
            postern_word $writable writable read-only
            postern_word $executable executable not-executable
            printf "\n"
            set $done = 1
          else
            set $table = $entry & 0x000ffffffffff000
            set $shift = $shift - 9
          end
        end
      end
    end
  end
end
document kwalk
kwalk ADDRESS: walk the page tables for a virtual address, level by level, reading physical memory.
end

define ktables
  if !((unsigned long)$cr0 & 0x80000000)
    echo ktables: paging is off, nothing is mapped\n
  else
    echo from             to               length           rights\n
    monitor info mem
  end
end
document ktables
Print what the page tables map: ranges of virtual addresses, u for ring 3, r and w. (QEMU's monitor: info mem; info tlb has each page.)
end

# The thread that is current on this processor, through its per-CPU area: GS base in ring 0, the other one in ring 3.
# Sets $thread, 0 if there is none, and then says why.
define postern_thread
  set $thread = (unsigned long)0
  postern_type thread
  if !$there
    echo This checkpoint has no threads yet; they come with the sprint ring3.\n
  else
    set $cpu = (unsigned long)$gs_base
    if ((int)$cs & 3) == 3 || $cpu < 0xffff800000000000
      set $cpu = (unsigned long)$k_gs_base
    end
    if $cpu < 0xffff800000000000
      echo The per-CPU area is not set up yet (no GS base is a kernel address): let the machine run on.\n
    else
      set $thread = (unsigned long)((struct cpu *)$cpu)->thread
      if $thread == 0
        echo No thread is current on this processor.\n
      end
    end
  end
end
document postern_thread
Find the current thread: sets $thread, or says why there is none.
end

# Where an instruction pointer points.
define postern_place
  set $place = (unsigned long)$arg0
  if $place < 0x800000000000
    printf "rip is in ring 3, at %lx\n", $place
  else
    printf "rip is in the kernel: "
    info symbol $place
  end
end
document postern_place
postern_place RIP: say what stands at an address of code.
end

define kthread
  postern_thread
  if $thread != 0
    printf "thread at %016lx\n", $thread
    print/x *(struct thread *)$thread
    set $rip_now = ((struct thread *)$thread)->frame.rip
    postern_place $rip_now
  end
end
document kthread
Print the current thread of this processor.
end

define kframe
  postern_type frame
  if !$there
    echo This checkpoint has no register frame yet; it comes with the sprint faults.\n
  else
    if $argc == 1
      set $frame = (unsigned long)($arg0)
    else
      postern_thread
      set $frame = (unsigned long)0
      if $thread != 0
        set $frame = (unsigned long)&((struct thread *)$thread)->frame
      else
        echo Name a frame: kframe ADDRESS (where a function has one as its argument: kframe frame)\n
      end
    end
    if $frame != 0
      printf "frame at %016lx\n", $frame
      print/x *(struct frame *)$frame
      set $rip_now = ((struct frame *)$frame)->rip
      postern_place $rip_now
    end
  end
end
document kframe
kframe [ADDRESS]: print a register frame; without an address, that of the current thread.
end

echo The commands that know the kernel: postern\n
