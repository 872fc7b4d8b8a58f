/* SPDX-License-Identifier: MIT */
/* Puts SYSCALL into the last two bytes of the highest page that an address space takes: RIP after it is the first address that SYSRET is not trusted with. */
#include "arch/x86_64/cpu.h"
#include "kernel/frame_alloc.h"
#include "tests/boot/lib/call_echo.h"
#include "tests/boot/lib/flat_program.h"

#define LAST_PAGE UINT64_C(0x00007fffffffe000)
#define BELOW_LIMIT UINT64_C(0x00007ffffffff000)

static void ended(void)
{
    if (program_runs()) {
        return;
    }
    print("exits refused to SYSRET: %lu\n", cpu_this()->sysret_refused);
    print("ended by %s at %lx, error %lx\n", thread->fault.name, thread->fault.instruction, thread->fault.error);
    struct physical_address frame;
    enum address_status status = address_space_unmap(&thread->process->space, (struct user_address){LAST_PAGE}, &frame);
    assert(status == ADDRESS_OK);
    frame_free(FRAME_USER, frame);
    flat_end(thread);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    thread = flat_start(&boot_info.modules[0], LAST_PAGE + PAGE_SIZE - 2);
    struct physical_address frame, other;
    assert(thread != NULL && frame_alloc_zeroed(FRAME_USER, &frame) && frame_alloc_zeroed(FRAME_USER, &other));
    uint8_t *page = direct_map(frame);
    page[PAGE_SIZE - 2] = 0x0f;
    page[PAGE_SIZE - 1] = 0x05;
    struct address_space *space = &thread->process->space;
    enum address_status status =
        address_space_map(space, (struct user_address){LAST_PAGE}, frame, PERMISSION_READ | PERMISSION_EXECUTE);
    assert(status == ADDRESS_OK);
    status = address_space_map(space, (struct user_address){BELOW_LIMIT}, other, PERMISSION_READ | PERMISSION_EXECUTE);
    print("the page below 2^47: %s\n", status == ADDRESS_OK ? "MAPPED" : "refused");
    machine_thread_resume(thread);
}
