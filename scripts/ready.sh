#!/bin/sh
# Makes .venv ready: `ready.sh run` for the app, `ready.sh dev` for the tests and checks too.
# Does nothing, and calls no pip, when .venv already holds what the requirements name.
set -eu
cd -- "$(dirname -- "$0")/.."
here=$(pwd -P)
wanted=${1:-run}

say() { printf '%s\n' "$*" >&2; }

fits() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

# The newest interpreter is not the best one: the first three are those the tests run on.
choose_python() {
    lacking=
    for candidate in ${PYTHON:-} python3.13 python3.12 python3.11 python3 python; do
        fits "$candidate" || continue
        if "$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1; then
            printf '%s' "$candidate"
            return
        fi
        lacking=${lacking:-$candidate}
    done
    if [ -n "$lacking" ]; then
        say "$lacking cannot make virtual environments: its venv or ensurepip module is missing."
        say "On Debian and Ubuntu: sudo apt install python3-venv"
    elif command -v python3 >/dev/null 2>&1; then
        say "Daybook needs Python 3.11 or newer; this machine's python3 is $(python3 -V 2>&1 | cut -d' ' -f2)."
        say "On Debian 12 and Ubuntu 24.04 or later: sudo apt install python3 python3-venv"
    else
        say "Daybook needs Python 3.11 or newer, and no python3 was found."
        say "On Debian and Ubuntu: sudo apt install python3 python3-venv"
    fi
    return 1
}

# A virtual environment that was moved, copied or lost its interpreter cannot be mended, only made again.
stands() {
    case $(sed -n 's/^command = //p' .venv/pyvenv.cfg 2>/dev/null) in
        *" -m venv $here/.venv") ;;
        *) return 1 ;;
    esac
    # An interrupted making leaves an interpreter without pip.
    fits .venv/bin/python && [ -x .venv/bin/pip ]
}

install() {
    for file in "$@"; do
        stamp=.venv/installed-$file
        cmp -s "$file" "$stamp" && continue
        say "Installing what $file names (only when it has changed)"
        rm -f "$stamp"
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$file" || {
            say "What $file names could not be installed; pip says why above."
            exit 1
        }
        cp "$file" "$stamp"
    done
}

if ! stands; then
    python=$(choose_python) || exit 1
    if [ -e .venv ]; then
        say "Making .venv again: it was moved, copied or made with another Python"
        rm -rf .venv
    else
        say "Making the virtual environment .venv with $("$python" -V)"
    fi
    # Python's own message names the command for the system at hand.
    "$python" -m venv .venv || { rm -rf .venv; exit 1; }
fi

case $wanted in
    run) install requirements.txt ;;
    dev) install requirements.txt requirements-dev.txt ;;
    *) say "ready.sh knows run and dev"; exit 2 ;;
esac
