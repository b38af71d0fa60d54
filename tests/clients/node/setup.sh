#!/usr/bin/env bash
# setup.sh FOLDER NODE: lays client.mjs, the packages of the lock file and a link to NODE's node in FOLDER. NODE is a Node.js with npm.
set -euo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
folder=$1
node=$2
stamp=$({ cat "$here"/*; "$node/bin/node" --version; } | sha256sum | cut -d' ' -f1)
if [ "$(cat "$folder/stamp" 2>/dev/null)" = "$stamp" ] && "$folder/node" --version >/dev/null 2>&1; then
    echo "node-client: up to date"
    exit
fi
rm -rf "$folder"
mkdir -p "$folder"
cp "$here"/*.json "$here/client.mjs" "$folder"
cd "$folder"
PATH="$node/bin:$PATH" node "$node/lib/node_modules/npm/bin/npm-cli.js" ci --omit=optional --ignore-scripts --no-audit --no-fund --loglevel=error
ln -s "$node/bin/node" node
echo "$stamp" >stamp
echo "node-client: made"
