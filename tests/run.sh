#!/usr/bin/env bash
# Proves the project: installs what tests need, builds the preset "ci", runs the tests and ends with "N passed, N failed".
set -euo pipefail

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
# shellcheck source-path=SCRIPTDIR source=../installer/lib/common.sh
. "$root/installer/lib/common.sh"

usage() {
    cat <<'END'
Usage: tests/run.sh [unit|loopback|clients|gui]   one kind of test; all of them without an argument
       tests/run.sh bench [--quick] [WORK...]     speed beside nginx and aria2c
       tests/run.sh soak [--minutes N]            everything at once for half an hour

unit      no sockets            loopback  the server against a scripted Hub
gui       the window, offscreen clients   real Hugging Face clients
END
}

kinds=(unit loopback gui clients)
case ${1:-all} in
    all) ;;
    unit | loopback | gui | clients) kinds=("$1") ;;
    bench | soak) kinds=(); work=$1; shift ;;
    --help | -h) usage; exit 0 ;;
    *) usage >&2; say "tests/run.sh: unknown kind of test $1."; exit 2 ;;
esac

# What is tested depends on the tree alone: neither on a CI service nor on settings of whoever runs it.
unset CI HF_ENDPOINT HF_HOME HF_TOKEN HF_HUB_OFFLINE MAKEFLAGS
while IFS= read -r name; do unset "$name"; done < <(compgen -v MIRRORLAKE_ || true)

cd "$root"
reports="$root/build/ci/reports"
venvs="$root/.cache/venvs"
[ -d build/ci/bin ] || need_space . 8192 'Building and testing Mirrorlake'
install_groups build gui run test
(build_preset ci) || { echo "0 passed, 1 failed"; exit 1; }
stray=$(ctest --test-dir build/ci -N -LE '^(unit|loopback|gui)$' | sed -n 's/^ *Test *#[0-9]*: //p')
[ -z "$stray" ] || die "these tests have no kind and would never run: $stray"
rm -rf "$reports"
mkdir -p "$reports" "$venvs"

if [ "${work:-}" = soak ]; then
    MIRRORLAKE_BIN="$root/build/ci/bin" exec python3 tests/bench/soak.py "$@"
fi
if [ "${#kinds[@]}" -eq 0 ]; then
    tests/clients/setup.sh "$venvs" >&2
    exec python3 tests/bench/run.py --build build/ci --venvs "$venvs" "$@"
fi

for kind in "${kinds[@]}"; do
    say "── $kind"
    if [ "$kind" = clients ]; then
        { tests/clients/setup.sh "$venvs" &&
            PYTEST_ADDOPTS="--junitxml=$reports/clients.xml" MIRRORLAKE_BIN="$root/build/ci/bin" tests/clients/run.sh "$venvs"; } ||
            say "The tests of the kind $kind did not all pass."
        [ ! -f "$reports/clients.xml" ] || python3 tests/clients/table.py "$reports/clients.xml" docs/clients.md >&2
    else
        ctest --test-dir build/ci -L "^$kind\$" -j "$(nproc)" --output-on-failure --no-tests=error \
            --test-output-size-passed 1000000 --output-junit "$reports/$kind.xml" ||
            say "The tests of the kind $kind did not all pass."
    fi
done
python3 tests/support/summary.py "$reports" "${kinds[@]}"
