#!/usr/bin/env bash
# Installs what is missing, builds the preset "release" and starts Mirrorlake. Run it again at any time: only what changed is built.
# stdout belongs to the program ("ready http://…"); everything this script says goes to stderr.
set -euo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
# shellcheck source-path=SCRIPTDIR source=lib/common.sh
. "$here/lib/common.sh"

usage() {
    cat <<'END'
Usage: installer/start.sh [--headless] [--build-only] [--no-install] [--help] [-- ARGUMENT...]

  --headless     start mirrorlaked, the mirror without a window; the default where there is no display
  --build-only   install and build, start nothing
  --no-install   install nothing; what is missing is named
  -- ARGUMENT... goes to the program, for example: -- --listen 0.0.0.0:8090
END
}

headless=no build_only=no install=yes
while [ $# -gt 0 ]; do
    case $1 in
        --headless) headless=yes ;;
        --build-only) build_only=yes ;;
        --no-install) install=no ;;
        --help | -h) usage; exit 0 ;;
        --) shift; break ;;
        *) usage >&2; say "mirrorlake: unknown option $1; what is meant for the program goes after --."; exit 2 ;;
    esac
    shift
done
[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || headless=yes

has_widgets() { pkg-config --exists Qt6Widgets Qt6Charts Qt6Svg libqrencode libarchive; }

check_tools() {
    local tool
    for tool in c++ cmake ninja pkg-config; do
        command -v "$tool" >/dev/null ||
            die "$tool is missing; run this without --no-install, or install what installer/packages/debian-12.txt names."
    done
}

# Prints the program's own lines, and after "ready URL" the line that clients need. Outlives the program's signals to pass its last words.
announce() {
    trap '' INT TERM HUP
    local line
    while IFS= read -r line; do
        printf '%s\n' "$line"
        case $line in
            'ready '*) say "Mirrorlake serves at ${line#ready }. Let clients use it:"
                       say "    export HF_ENDPOINT=${line#ready }" ;;
        esac
    done
}

cd "$here/.."
[ -x build/release/bin/mirrorlaked ] || need_space . 3072 'Building Mirrorlake'
if [ "$install" = yes ]; then install_groups build gui run; fi
check_tools

window=ON
if [ "$headless" = yes ] && ! has_widgets; then
    say 'Qt Widgets or Charts is missing: building without the window.'
    window=OFF
fi
build_preset release -DMIRRORLAKE_GUI=$window
[ "$build_only" = no ] || exit 0

if [ "$headless" = no ]; then
    exec build/release/bin/mirrorlake "$@"
fi
exec build/release/bin/mirrorlaked "$@" > >(announce)
