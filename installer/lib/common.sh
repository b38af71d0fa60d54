# shellcheck shell=bash
# Words, checks and packages that start.sh and tests/run.sh share. Sourced, never run; strict mode is the caller's.

PACKAGE_FOLDER="$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")/packages"

say() { printf '%s\n' "$*" >&2; }
die() { say "mirrorlake: $*"; exit 1; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

can_be_root() { [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null; }

# The name of this system as package lists are named: "debian-12".
system_name() {
    local file="${MIRRORLAKE_OS_RELEASE:-/etc/os-release}"
    [ -r "$file" ] || { echo unknown; return; }
    # shellcheck disable=SC1090
    (. "$file" && printf '%s-%s\n' "${ID:-unknown}" "${VERSION_ID:-unknown}")
}

# package_list FILE GROUP... : the packages of these groups, one a line.
package_list() {
    local file=$1; shift
    awk -v groups=" $* " '
        { sub(/#.*/, ""); gsub(/[ \t]/, "") }
        /^\[.*\]$/ { wanted = index(groups, " " substr($0, 2, length($0) - 2) " "); next }
        wanted && length' "$file"
}

# missing_of PACKAGE... : those that are not installed.
missing_of() {
    local installed
    installed=$(dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' "$@" 2>/dev/null | sed -n 's/^ii *//p' || true)
    printf '%s\n' "$@" | grep -Fxv -f <(printf '%s\n' "$installed") || true
}

# No lists, or none fetched within a week (apt touches the folder "partial" at each update).
lists_are_old() {
    local folder=/var/lib/apt/lists
    [ -z "$(find "$folder" -maxdepth 1 -name '*_Packages*' -print -quit 2>/dev/null)" ] ||
        [ -z "$(find "$folder/partial" -maxdepth 0 -mtime -7 2>/dev/null)" ]
}

refresh_lists() {
    say 'Refreshing the package lists…'
    as_root apt-get update -q -o Acquire::Retries=2 -o APT::Update::Error-Mode=any >&2 ||
        die 'the package lists could not be loaded; check the network and /etc/apt, then run this again.'
}

# install_groups GROUP... : makes sure that all packages of the groups are there.
install_groups() {
    local file missing packages
    file="$PACKAGE_FOLDER/$(system_name).txt"
    if [ ! -r "$file" ]; then
        die "the packages of this system ($(system_name)) are not known; install what $PACKAGE_FOLDER/debian-12.txt names" \
            'under the names they have here, then run this again with --no-install.'
    fi
    mapfile -t packages < <(package_list "$file" "$@")
    mapfile -t missing < <(missing_of "${packages[@]}")
    [ "${#missing[@]}" -gt 0 ] || return 0

    say "Installing ${#missing[@]} packages: ${missing[*]}"
    can_be_root || die "installing needs root and there is no sudo; as root, run: apt-get install ${missing[*]}"
    if lists_are_old; then refresh_lists; fi
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends -o Acquire::Retries=2)
    as_root "${apt[@]}" "${missing[@]}" >&2 && return 0
    refresh_lists
    as_root "${apt[@]}" "${missing[@]}" >&2 ||
        die 'packages could not be installed; what apt-get said above names the cause, then run this again.'
}

# need_space FOLDER MEBIBYTES WHAT
need_space() {
    local free
    free=$(df -Pk "$1" | awk 'NR == 2 { print int($4 / 1024) }')
    [ "$free" -ge "$2" ] || die "$3 needs $2 MiB in $1 and $free MiB are free; make room, then run this again."
}

# Compilers at a time: no more than cores, and 1.5 GiB of memory for each.
build_jobs() {
    awk -v cores="$(nproc)" '/^MemAvailable/ { n = int($2 / 1572864); print n < 1 ? 1 : n < cores ? n : cores }' /proc/meminfo
}

# build_preset PRESET [CMAKE OPTION]... : configures when needed, then builds; quick when nothing changed.
build_preset() {
    local preset=$1 folder="build/$1"; shift
    if [ ! -f "$folder/build.ninja" ] || [ "$*" != "$(cat "$folder/options.txt" 2>/dev/null)" ]; then
        say "Configuring $folder…"
        cmake --preset "$preset" "$@" >&2 || die "configuring failed; the lines above name what is missing."
        printf '%s\n' "$*" > "$folder/options.txt"
    fi
    ninja -C "$folder" -j "$(build_jobs)" >&2 || die "building failed; the lines above say where."
}
