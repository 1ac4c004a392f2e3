#!/bin/sh
# Installs into .strangers what cannot be installed beside the bot: `install.sh PYTHON`. Only what is locked, and only where
# it is missing or another version is locked by now.
set -u
apart=.strangers

give_up() {
    echo "Not all other libraries: $1" >&2
    [ "${CI:-}" != true ]
    exit
}

# is_there LOCK NAME: whether this very lock was installed.
is_there() {
    cmp -s "$1" "$apart/$2"
}

mkdir -p "$apart"
lock=requirements/strangers/python.txt
if ! is_there "$lock" python.lock; then
    echo "Installing $lock into $apart/python; this is done once."
    rm -rf "$apart/python"
    "$1" -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --target "$apart/python" \
        -r "$lock" || give_up 'nextcord could not be installed.'
    cp "$lock" "$apart/python.lock"
fi

command -v npm > /dev/null || give_up 'discord.js needs Node and npm, which are not installed.'
lock=requirements/strangers/package-lock.json
if ! is_there "$lock" node.lock; then
    echo "Installing $lock into $apart/node; this is done once."
    mkdir -p "$apart/node"
    cp requirements/strangers/package.json "$lock" "$apart/node/"
    (cd "$apart/node" && npm ci --silent --no-audit --no-fund --ignore-scripts) || give_up 'npm could not install discord.js.'
    cp "$lock" "$apart/node.lock"
fi
