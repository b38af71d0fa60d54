#!/usr/bin/env bash
# run.sh [FOLDER] [pytest's arguments]: real clients through a real mirrorlaked. FOLDER holds the environments that setup.sh made (default:
# .cache/venvs of the tree). The programs are taken from MIRRORLAKE_BIN (default: build/ci/bin of the tree).
set -euo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
top=$(dirname "$(dirname "$here")")
venvs="$top/.cache/venvs"
if [ $# -gt 0 ] && [ -d "$1" ] && [ -x "$1/pytest/bin/python" ]; then
    venvs=$(readlink -f "$1")
    shift
fi
if [ ! -x "$venvs/pytest/bin/python" ]; then
    echo "run.sh: no environments in $venvs. Make them: tests/clients/setup.sh $venvs" >&2
    exit 1
fi
export MIRRORLAKE_BIN="${MIRRORLAKE_BIN:-$top/build/ci/bin}"
export MIRRORLAKE_VENVS="$venvs"
export PYTHONDONTWRITEBYTECODE=1
cd "$here"
exec "$venvs/pytest/bin/python" -m pytest -c "$here/pytest.ini" --rootdir "$here" "$@"
