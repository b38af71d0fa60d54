#!/usr/bin/env bash
# Makes the pictures of the user guide anew: tests/gui/screenshots/guide.sh [BUILD FOLDER]. Small, where pngquant and optipng are.
set -euo pipefail

top=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../..
build=${1:-$top/build/dev}
pictures=$top/docs/pictures

export QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8
"$build/tests/mirrorlake_screenshots" --guide "$pictures"
for picture in "$pictures"/*.png; do
    if command -v pngquant >/dev/null; then pngquant --force --strip --speed 1 --ext .png 128 "$picture"; fi
    if command -v optipng >/dev/null; then optipng -quiet -o2 "$picture"; fi
done
du -ch "$pictures"/*.png | tail -1
