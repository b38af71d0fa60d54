#!/usr/bin/env bash
# setup.sh FOLDER: builds the Rust client in FOLDER. Where cargo is missing or too old, FOLDER/absent says so, and nothing is built.
# crates.lock is a Cargo.lock without the address of the registry, which cargo itself knows.
set -euo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
folder=$1
oldest=1.95
program=mirrorlake-rust-client

version=$(cargo --version 2>/dev/null | awk '{ print $2 }' || true)
stamp=$({ cat "$here"/*.* "$here"/src/*; echo "$version"; } | sha256sum | cut -d' ' -f1)
if [ "$(cat "$folder/stamp" 2>/dev/null)" = "$stamp" ]; then
    echo "rust-client: up to date"
    exit
fi
rm -rf "$folder"
mkdir -p "$folder"
if ! printf '%s\n' "$oldest" "${version:-0}" | sort --check=quiet --version-sort; then
    echo "cargo $oldest or newer is not installed" | tee "$folder/absent"
    echo "$stamp" >"$folder/stamp"
    exit
fi
cp -r "$here/Cargo.toml" "$here/crates.lock" "$here/src" "$folder"
cd "$folder"
cargo generate-lockfile --quiet
source=$(sed -n '/^source = /{s///p;q}' Cargo.lock)
sed "s|^source = .*|source = $source|" crates.lock >Cargo.lock
cargo build --quiet --locked
mv "target/debug/$program" .
rm -rf target
echo "$stamp" >stamp
echo "rust-client: made"
