#!/usr/bin/env bash
# setup.sh FOLDER: makes one Python environment for each file in requirements/, named like it. Each bears the hash of what it was made
# from; one that is up to date is left alone, so that a second call needs no network.
set -euo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
if [ $# -ne 1 ]; then
    echo "Usage: tests/clients/setup.sh FOLDER" >&2
    exit 2
fi
root=$1

# The system's Python first: it stays the same when a shell's environment changes.
python=
for candidate in /usr/bin/python3 python3; do
    if "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "setup.sh: Python 3 with venv is missing. On Debian: apt-get install python3-venv" >&2
    exit 1
fi

# What one environment is made from: its pins, the Python and this script.
stamp_of() { { cat "$1" "$here/setup.sh"; "$python" -VV; } | sha256sum | cut -d' ' -f1; }

make() {
    local name=$1 requirements=$2 folder="$root/$1" stamp
    stamp=$(stamp_of "$requirements")
    if [ "$(cat "$folder/stamp" 2>/dev/null)" = "$stamp" ] && "$folder/bin/python" -c '' 2>/dev/null; then
        echo "$name: up to date"
        return
    fi
    rm -rf "$folder"
    "$python" -m venv "$folder"
    PIP_DISABLE_PIP_VERSION_CHECK=1 "$folder/bin/python" -m pip install --quiet --no-input --no-deps --only-binary :all: \
        --requirement "$requirements"
    PIP_DISABLE_PIP_VERSION_CHECK=1 "$folder/bin/python" -m pip check >/dev/null || [ "$name" = pytest ]
    echo "$stamp" >"$folder/stamp"
    echo "$name: made"
}

mkdir -p "$root"
root=$(readlink -f "$root")
for requirements in "$here"/requirements/*.txt; do
    make "$(basename "$requirements" .txt)" "$requirements"
done
