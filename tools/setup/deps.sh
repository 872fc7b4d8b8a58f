#!/bin/sh
# SPDX-License-Identifier: MIT
# Finds out what is missing for some groups of packages.list, says so, and installs it.
#
#   tools/setup/deps.sh GROUP...     groups of packages.list, and: gems (into .deps/gems), npm (into node_modules)
#
# DEPS=check  only reports; the exit status is 1 if something is missing.
# CI=true     never asks.
#
# This is POSIX sh because it runs before there is a Ruby. It is quiet and quick when nothing is missing. Whatever goes
# wrong ends in one line that says what to do and in an exit status other than 0.
set -u
cd "$(dirname "$0")/../.." || exit 1
list=tools/setup/packages.list
logs=build/setup
state=.deps
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
export PATH

say() { printf 'deps: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# Is the package there? $1 package (a|b), $2 the third column of the list.
present() {
    if [ -s "$state/installing" ]; then # an installation was cut short: only dpkg knows what is whole
        case " $(cat "$state/installing") " in *" $1 "*) by_dpkg "$1"; return ;; esac
    fi
    case $2 in
    dpkg) by_dpkg "$1" ;;
    /*) for file in $2; do [ -e "$file" ] && return 0; done; return 1 ;;
    *) for name in $(echo "$2" | tr , ' '); do command -v "$name" >/dev/null 2>&1 || return 1; done ;;
    esac
}

by_dpkg() {
    for name in $(echo "$1" | tr '|' ' '); do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] && return 0
    done
    return 1
}

# Prints the packages that are missing for the groups, one a line. Reasons go to standard error.
find_missing() {
    while read -r package groups proof reason; do
        case $package in '' | '#'*) continue ;; esac
        for group in "$@"; do
            case ",$groups," in *",$group,"*) ;; *) continue ;; esac
            present "$package" "$proof" || { echo "$package"; say "missing: $package ($reason)"; }
            break
        done
    done <"$list"
}

# One line about why a step failed, from the end of its log. $1 what was done, $2 log, $3 what to do otherwise.
explain() {
    if ! { dd if=/dev/zero of="$logs/probe" bs=65536 count=1 && rm -f "$logs/probe"; } >/dev/null 2>&1 ||
        grep -q -i -e 'no space left' -e 'enough free space' -e ENOSPC "$2" 2>/dev/null; then
        rm -f "$logs/probe"
        die "$1 failed: the disk is full; make room, then run the same command again"
    elif grep -q -i -e 'could not get lock' -e 'unable to acquire the dpkg frontend lock' "$2"; then
        die "$1 failed: another package manager is at work; wait until it is done, then run the same command again"
    elif grep -q -i -e 'dpkg was interrupted' "$2"; then
        die "$1 failed: an earlier installation was cut short; run 'dpkg --configure -a' as root, then the same command again"
    elif grep -q -i -e 'could not resolve' -e 'temporary failure' -e 'failed to fetch' -e 'could not connect' \
        -e 'network is unreachable' -e 'connection refused' -e 'connection timed out' -e 'could not reach host' \
        -e EAI_AGAIN -e ENOTFOUND -e ECONN -e ETIMEDOUT -e 'could not fetch specs' -e 'certificate' "$2"; then
        die "$1 failed: the network cannot be reached; check the connection (and http_proxy), then run the same command again; log: $2"
    fi
    die "$1 failed; $3; log: $2"
}

ask() {
    [ "${CI:-}" = true ] && return 0
    [ -t 0 ] || return 0
    printf 'Install with apt-get: %s\nGo ahead? [Y/n] ' "$*" >&2
    read -r answer || answer=n
    case $answer in '' | [yYjJoO]*) return 0 ;; esac
    return 1
}

apt() {
    $as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C ${http_proxy:+http_proxy="$http_proxy"} \
        ${https_proxy:+https_proxy="$https_proxy"} apt-get -q -y -o DPkg::Lock::Timeout=120 \
        -o Acquire::Retries=2 -o Dpkg::Use-Pty=0 "$@" </dev/null >>"$log" 2>&1
}

install_packages() {
    if ! command -v apt-get >/dev/null 2>&1 || ! command -v dpkg-query >/dev/null 2>&1; then
        die "this system has no apt: use the Containerfile, or install what provides these: $*"
    fi
    as_root=
    if [ "$(id -u)" != 0 ]; then
        as_root=sudo
        command -v sudo >/dev/null 2>&1 || die "run as root: apt-get install $*"
        [ -t 0 ] && [ "${CI:-}" != true ] || as_root='sudo -n'
    fi
    ask "$@" || die "nothing was installed; to do it yourself: apt-get install $*"
    if [ -n "$as_root" ] && ! $as_root true; then die "sudo refused; run as root: apt-get install $*"; fi

    log=$logs/apt.log
    mkdir -p "$logs" "$state" && : >"$log" || die "cannot write to $PWD/$logs: is the disk full, does the folder belong to someone else?"
    say "installing with apt-get, this takes a few minutes; log: $log"
    if [ -s "$state/installing" ]; then $as_root dpkg --configure -a </dev/null >>"$log" 2>&1; fi
    apt update || explain 'apt-get update' "$log" 'look at the end of the log'
    chosen=
    for package in "$@"; do
        found=
        for name in $(echo "$package" | tr '|' ' '); do
            if apt-cache show --no-all-versions "$name" >/dev/null 2>&1; then found=$name; break; fi
        done
        [ -n "$found" ] || explain "looking up the package $package" "$log" 'this release may be too old: Debian 12 and 13 have it, and so has the Containerfile'
        chosen="$chosen $found"
    done
    echo "$*" >"$state/installing" || die "cannot write to $PWD/$state: is the disk full?"
    # shellcheck disable=SC2086 # a list of words
    apt install --no-install-recommends $chosen || explain 'apt-get install' "$log" "try it by hand as root: apt-get install$chosen"
    rm -f "$state/installing"
}

# What a locked set of packages was installed for: lock file and interpreter. $1 lock file, the rest prints a version.
fingerprint() {
    lock=$1
    shift
    cksum "$lock" && "$@"
}

# $1 gems or npm, $2 lock file, $3 folder, $4 function that installs, the rest prints the interpreter's version.
locked() {
    kind=$1 lock=$2 folder=$3 installer=$4
    shift 4
    [ -f "$lock" ] || return 0
    want=$(fingerprint "$lock" "$@" 2>/dev/null)
    [ -d "$folder" ] && [ -f "$state/$kind.stamp" ] && [ "$(cat "$state/$kind.stamp")" = "$want" ] && return 0
    if [ "${DEPS:-}" = check ]; then
        say "missing: $kind of $lock, in $folder"
        return 1
    fi
    log=$logs/$kind.log
    mkdir -p "$logs" "$state" && rm -f "$state/$kind.stamp" && : >"$log" || die "cannot write to $PWD/$logs: is the disk full?"
    say "installing the $kind of $lock into $folder; log: $log"
    $installer </dev/null >>"$log" 2>&1 || explain "installing the $kind" "$log" 'look at the end of the log'
    echo "$want" >"$state/$kind.part" && mv "$state/$kind.part" "$state/$kind.stamp" || die "cannot write to $PWD/$state: is the disk full?"
}

install_gems() {
    BUNDLE_SILENCE_ROOT_WARNING=1
    export BUNDLE_SILENCE_ROOT_WARNING
    bundle config set --local path "$state/gems" && bundle config set --local frozen true &&
        bundle config set --local version system && bundle install --retry 2
}

install_npm() { npm ci --no-audit --no-fund --ignore-scripts; }

[ $# -gt 0 ] || die "which groups? $0 GROUP... (run, uefi, debug, test, site, bare, gems, npm)"
groups= locks=
for group in "$@"; do
    case $group in
    gems | npm) locks="$locks $group" ;;
    *) groups="$groups $group" ;;
    esac
done

# shellcheck disable=SC2086 # lists of words
missing=$(find_missing $groups)
status=0
if [ -n "$missing" ]; then
    # shellcheck disable=SC2086
    if [ "${DEPS:-}" = check ]; then
        status=1
    else
        install_packages $missing
        missing=$(find_missing $groups 2>/dev/null)
        [ -z "$missing" ] || die "apt-get installed the packages, but these are still not found: $(echo $missing); is PATH as it should be?"
    fi
fi
for kind in $locks; do
    case $kind in
    gems) locked gems Gemfile.lock .deps/gems install_gems ruby -e 'puts RUBY_DESCRIPTION' || status=1 ;;
    npm) locked npm package-lock.json node_modules install_npm node --version || status=1 ;;
    esac
done
if [ "${DEPS:-}" = check ]; then
    # shellcheck disable=SC2086
    [ $status = 0 ] && say "nothing is missing for: $(echo $*)" || say "to install it: run the same command without DEPS=check"
fi
exit $status
