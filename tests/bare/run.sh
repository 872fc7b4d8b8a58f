#!/bin/sh
# SPDX-License-Identifier: MIT
# The two commands on a bare machine: a Debian root (debootstrap, minbase) that holds git and make besides.
#
#   tests/bare/run.sh [--keep] [--suite SUITE] [CASE...]     as root, by hand or from make test-all
#
# Cases: failures (what must not be taken for a success), run (make run), deps (make deps), test (make test); all of them
# unless named.
# The last commit is cloned into the root, so uncommitted changes are not tried. The root is made in build/bare, where the
# base system and the fetched packages are kept for the next time. --keep leaves the root there.
#
# A machine that needs them may set: MIRROR (a Debian mirror), APT_CONFIG (a file for apt), SSL_CERT_FILE (certificates),
# http_proxy, https_proxy. They are handed on through the environment.
set -eu
cd "$(dirname "$0")/../.."
mirror=${MIRROR:-http://deb.debian.org/debian}
suite=bookworm
keep=
cases=
while [ $# -gt 0 ]; do
    case $1 in
    --keep) keep=1 ;;
    --suite) suite=$2; shift ;;
    failures | run | deps | test) cases="$cases $1" ;;
    *) echo "bare: what is '$1'? tests/bare/run.sh [--keep] [--suite SUITE] [failures] [run] [deps] [test]" >&2; exit 2 ;;
    esac
    shift
done
: "${cases:=failures run deps test}"
[ "$(id -u)" = 0 ] || { echo "bare: run this as root, it makes a root file system and changes into it" >&2; exit 2; }
PATH=$PATH:/usr/sbin:/sbin
command -v debootstrap >/dev/null || { echo "bare: debootstrap is missing: apt-get install debootstrap" >&2; exit 2; }

here=$PWD/build/bare
root=$here/root.$$
base=$here/$suite.tar
mkdir -p "$here/archives/partial"
passed=0
failed=0

cleanup() {
    for mount in proc dev/shm dev/pts dev var/cache/apt/archives postern/build; do
        if mountpoint -q "$root/$mount"; then umount "$root/$mount" 2>/dev/null || umount -l "$root/$mount"; fi
    done
    if [ -n "$keep" ]; then
        echo "bare: the root is kept in $root"
    elif grep -q " $root" /proc/mounts; then
        echo "bare: something is still mounted below $root, it is kept" >&2
    else
        rm -rf "$root" "$base.part"
    fi
}
trap cleanup EXIT
trap 'exit 130' INT TERM

if [ ! -f "$base" ]; then
    echo "bare: making the base system ($suite) from $mirror"
    debootstrap --variant=minbase --include=git,make "$suite" "$root" "$mirror" >"$here/debootstrap.log" 2>&1 || {
        tail -n 3 "$here/debootstrap.log" >&2
        echo "bare: debootstrap failed; log: $here/debootstrap.log" >&2
        exit 1
    }
    rm -rf "$root/var/lib/apt/lists" "$root"/var/cache/apt/archives/*.deb
    mkdir -p "$root/var/lib/apt/lists/partial"
    tar -C "$root" -cf "$base.part" . && mv "$base.part" "$base"
    rm -rf "$root"
fi

mkdir -p "$root"
tar -C "$root" -xf "$base"
git clone -q --no-hardlinks "$PWD" "$root/postern"
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
mount --make-private "$root/dev"
mount -t tmpfs tmpfs "$root/dev/shm"
mount --bind /dev/pts "$root/dev/pts"
mount --bind "$here/archives" "$root/var/cache/apt/archives"
cp -L /etc/resolv.conf "$root/etc/resolv.conf"

# What the caller's environment hands on, and nothing else.
set -- HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb LANG=C.UTF-8 CI=true
if [ -n "${APT_CONFIG:-}" ]; then cp "$APT_CONFIG" "$root/etc/bare-apt.conf"; set -- "$@" APT_CONFIG=/etc/bare-apt.conf; fi
if [ -n "${SSL_CERT_FILE:-}" ]; then
    cp -L "$SSL_CERT_FILE" "$root/etc/bare-certificates.crt"
    set -- "$@" SSL_CERT_FILE=/etc/bare-certificates.crt NODE_EXTRA_CA_CERTS=/etc/bare-certificates.crt
fi
if [ -n "${http_proxy:-}" ]; then set -- "$@" "http_proxy=$http_proxy"; fi
if [ -n "${https_proxy:-}" ]; then set -- "$@" "https_proxy=$https_proxy"; fi
inside() { # a command in the root, with no terminal; its output goes to $log
    chroot "$root" /usr/bin/env -i "$@" </dev/null >"$log" 2>&1
}

# $1 the sentence that is proved, $2 status: the rest must have ended with this (0, or not-0). Expects $pattern in $log.
verdict() {
    good=1
    case $2 in 0) [ "$3" = 0 ] || good= ;; *) [ "$3" != 0 ] || good= ;; esac
    grep -q -e "$4" "$log" || good=
    if [ -n "$good" ]; then
        passed=$((passed + 1))
        echo "ok    $1"
    else
        failed=$((failed + 1))
        echo "FAIL  $1 (status $3, expected $2 and a line that matches '$4'); its last lines, of $log:"
        tail -n 25 "$log" | sed 's/^/      /'
    fi
}

n=0
try() { # SENTENCE STATUS PATTERN command...
    sentence=$1 expected=$2 pattern=$3
    shift 3
    n=$((n + 1))
    log=$here/$n.log
    status=0
    "$@" || status=$?
    verdict "$sentence" "$expected" "$status" "$pattern"
}

case " $cases " in *' failures '*)
    try 'DEPS=check reports what is missing and installs nothing' not-0 'missing: ruby' \
        inside "$@" make -C /postern run DEPS=check
    try 'without a network, make run says so in one line and fails' not-0 'deps: .*the network cannot be reached' \
        inside "$@" APT_CONFIG= http_proxy=http://127.0.0.1:9 make -C /postern run
    ;;
esac
case " $cases " in *' run '*)
    try 'make run installs what it needs, boots the last checkpoint and ends well' 0 '^sprint .*: done' \
        inside "$@" make -C /postern run
    try 'the second make run installs nothing' 0 '^sprint .*: done' inside "$@" make -C /postern run
    try 'make run needs neither gems nor npm packages' 0 '^none$' \
        inside "$@" sh -c 'ls -d /postern/.deps/gems /postern/node_modules 2>/dev/null || echo none'
    try 'make run boots through UEFI too' 0 '^sprint boot: done' inside "$@" make -C /postern run SPRINT=boot UEFI=1
    ;;
esac
case " $cases " in *' failures '*)
    if [ -x "$root/usr/bin/ruby" ]; then
        try 'a wrong SPRINT is one line and a failure' not-0 "no sprint" inside "$@" make -C /postern run SPRINT=nowhere
        mkdir -p "$root/postern/build"
        mount -t tmpfs -o size=64k tmpfs "$root/postern/build"
        try 'with a full disk, make run says so and fails' not-0 '[Dd]isk.*full\|[Nn]o space left' \
            inside "$@" make -C /postern run SPRINT=boot
        umount "$root/postern/build"
        try 'after a full disk, make run works again' 0 '^sprint boot: done' inside "$@" make -C /postern run SPRINT=boot
    fi
    ;;
esac
case " $cases " in *' deps '*)
    try 'make deps installs everything that any target needs' 0 'deps: installing the npm' inside "$@" make -C /postern deps
    try 'after make deps nothing is missing' 0 'deps: nothing is missing' inside "$@" make -C /postern deps DEPS=check
    ;;
esac
case " $cases " in *' test '*)
    try 'make test installs what it needs and passes' 0 '^[1-9][0-9]* passed, 0 failed, 0 skipped' \
        inside "$@" make -C /postern test
    ;;
esac
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" = 0 ]
