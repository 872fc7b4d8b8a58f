# SPDX-License-Identifier: MIT
# Programs that init starts, and what starts them.
LIBC_PARTS += user/libc/program.c
INIT_SOURCES += user/init/report.c
ARCHIVE_FILES += crash hello hog loop overflow primes spawn
FIXED_PROGRAMS += crash
