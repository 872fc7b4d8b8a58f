# SPDX-License-Identifier: MIT
# Programs that init starts, and what starts them.
LIBC_PARTS += user/libc/program.c
INIT_SOURCES += user/init/report.c
ARCHIVE_FILES += crash hello hog loop overflow primes spawn
FIXED_PROGRAMS += crash
# How many page tables a program needs depends on where it lies, and how far a greedy one gets depends on that. So that a run can be
# compared with the recorded one, the checkpoint has a seed. Any other command line takes its place.
DEFAULT_APPEND := $(if $(filter demo sprints/%/demo,$(DEMO)),seed=postern)
