#!/usr/bin/env bash
# Makes .venv and installs Inkling with everything its tests need. Idempotent; a second run costs a hash.
#   PYTHON=/path/to/python3.12 packaging/setup.sh    chooses the interpreter
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly VENV=.venv
readonly LOG=$VENV/setup.log
readonly STAMP=$VENV/setup.stamp
readonly NEED_MB=3000

say() { printf 'inkling set-up: %s\n' "$*" >&2; }
fail() {
    printf 'inkling set-up failed: %s\n' "$1" >&2
    [ -z "${2:-}" ] || printf '  Fix: %s\n' "$2" >&2
    exit 1
}

supported() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; }

can_make_venv() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }

find_python() {
    local candidate lame=
    if [ -n "${PYTHON:-}" ] && ! { command -v "$PYTHON" >/dev/null && supported "$PYTHON"; }; then
        fail "PYTHON names $PYTHON, which is no Python 3.11, 3.12 or 3.13." "name another one, or leave PYTHON away"
    fi
    for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3}; do
        if ! candidate=$(command -v "$candidate") || ! supported "$candidate"; then continue; fi
        if can_make_venv "$candidate"; then
            echo "$candidate"
            return
        fi
        lame=${lame:-$candidate}
    done
    [ -z "$lame" ] ||
        fail "$lame cannot make virtual environments." \
            "sudo apt-get install python$("$lame" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
    fail "no Python 3.11, 3.12 or 3.13 was found." \
        "install one (Debian, Ubuntu: sudo apt-get install python3 python3-venv) or name one: PYTHON=/path/to/python3.12 make"
}

# Everything that decides what gets installed; the checkout's place counts because the install points to it.
fingerprint() { { pwd; cat pyproject.toml packaging/constraints.txt packaging/setup.sh; } | sha256sum | cut -d' ' -f1; }

up_to_date() {
    [ -f "$STAMP" ] && [ "$(cat "$STAMP")" = "$(fingerprint)" ] && "$VENV/bin/python" -c '' 2>/dev/null
}

check_room() {
    local free inodes
    free=$(df -Pk . | awk 'NR==2 {print int($4 / 1024)}')
    [ "$free" -ge "$NEED_MB" ] ||
        fail "only $free MB are free here, and the dependencies need about $NEED_MB MB." "free some space, or clone to a larger disk"
    inodes=$(df -Pi . 2>/dev/null | awk 'NR==2 {print $2, $4}') # some file systems count none and say 0 or -
    if [[ $inodes =~ ^([1-9][0-9]*)\ ([0-9]+)$ ]] && [ "${BASH_REMATCH[2]}" -lt 50000 ]; then
        fail "the disk has no room for more files (${BASH_REMATCH[2]} inodes left)." "delete folders with many small files"
    fi
    free=$(df -Pk "${TMPDIR:-/tmp}" | awk 'NR==2 {print int($4 / 1024)}')
    [ "$free" -ge 1000 ] ||
        fail "only $free MB are free in ${TMPDIR:-/tmp}, and building needs about 1000 MB." "set TMPDIR to a folder with more room"
}

# Shows that a long step is alive: one line that counts on a terminal, a line every 20 s elsewhere.
heartbeat() {
    local label=$1 pid=$2 started=$SECONDS every=20
    [ -t 2 ] && every=1
    while kill -0 "$pid" 2>/dev/null; do
        sleep 1
        (((SECONDS - started) % every == 0)) || continue
        if [ -t 2 ]; then
            printf '\r  %s ... %d s ' "$label" $((SECONDS - started)) >&2
        else
            printf '  %s ... %d s\n' "$label" $((SECONDS - started)) >&2
        fi
    done
    [ ! -t 2 ] || printf '\r\033[K' >&2
}

step() {
    local label=$1 started=$SECONDS pid
    shift
    say "$label"
    printf '\n== %s\n' "$label" >>"$LOG"
    set -m # a process group of its own, so that an interrupted compilation leaves nothing running
    "$@" >>"$LOG" 2>&1 </dev/null &
    pid=$!
    set +m
    trap 'kill -- "-$pid" 2>/dev/null || true; exit 130' INT TERM
    heartbeat "$label" "$pid"
    if ! wait "$pid"; then
        explain "$label"
    fi
    trap - INT TERM
    ((SECONDS - started < 5)) || say "done in $((SECONDS - started)) s"
}

# The end of the log, and the fix for what usually goes wrong.
explain() {
    printf -- '--- the last lines of %s\n' "$LOG" >&2
    tail -n 12 "$LOG" | cut -c1-200 >&2
    local last
    last=$(awk '/^== /{text=""} {text=text $0 "\n"} END {printf "%s", text}' "$LOG")
    case $last in
    *"No space left on device"*) fail "the disk is full ($1)." "free about $NEED_MB MB and run the same command again" ;;
    *NewConnectionError* | *"name resolution"* | *"Network is unreachable"* | *"Connection refused"* | *ConnectTimeout* | *ProxyError* | *"timed out"*)
        fail "no package index could be reached ($1)." "connect to the internet (or set PIP_INDEX_URL to your mirror) and run the same command again; what was downloaded is kept" ;;
    *"CMAKE_C_COMPILER"* | *"CMAKE_CXX_COMPILER"* | *"No CMAKE"*) fail "no working C and C++ compiler was found ($1)." "$COMPILER_FIX" ;;
    *"No matching distribution"* | *"Could not find a version"*)
        fail "a package could not be found ($1)." "check that this machine reaches a package index; PYTHON=/path/to/python3.11 chooses another interpreter" ;;
    *) fail "$1 did not work." "read $LOG; 'make clean' starts afresh" ;;
    esac
}

readonly COMPILER_FIX="install one (Debian, Ubuntu: sudo apt-get install build-essential; Fedora: sudo dnf install gcc-c++ make) and run the same command again"

make_venv() {
    local python
    if [ -x "$VENV/bin/python" ] && supported "$VENV/bin/python"; then
        return
    fi
    python=$(find_python)
    rm -rf "$VENV"
    say "making $VENV with $("$python" --version)"
    "$python" -m venv "$VENV" || fail "$python could not make $VENV." "look at the message above; 'make clean' starts afresh"
}

pip() { nice "$VENV/bin/python" -m pip --disable-pip-version-check --no-input "$@"; }

llama_pin() { sed -nE 's/^(llama_cpp_python==.*)$/\1/p' packaging/constraints.txt; }

# llama.cpp comes as source where no wheel fits: that takes minutes and a compiler, so it is a step of its own.
install_llama() {
    if "$VENV/bin/python" -c 'import importlib.metadata as m, sys; sys.exit(m.version("llama_cpp_python") != sys.argv[1])' \
        "$(llama_pin | sed 's/.*==//')" 2>/dev/null; then
        return
    fi
    if ! { command -v cc && command -v c++; } >/dev/null; then
        pip install --dry-run --quiet --no-deps --only-binary=:all: "$(llama_pin)" >>"$LOG" 2>&1 ||
            fail "llama-cpp-python must be compiled here, and there is no C and C++ compiler." "$COMPILER_FIX"
    fi
    step "installing llama-cpp-python (compiling it takes 4 to 15 minutes, once)" \
        pip install -c packaging/constraints.txt "$(llama_pin)"
}

main() {
    up_to_date && return
    if command -v flock >/dev/null; then # two makes at once would install over each other
        exec 9>.setup.lock
        flock -n 9 || { say "another set-up is running in this checkout; waiting for it"; flock 9; }
        up_to_date && return
    fi
    [ -d "$VENV" ] || check_room
    make_venv
    : >"$LOG"
    step "updating pip" pip install "pip>=25.1"
    install_llama
    step "installing Inkling and its dependencies" pip install -c packaging/constraints.txt -e . --group dev
    fingerprint >"$STAMP"
    say "ready"
}

main "$@"
