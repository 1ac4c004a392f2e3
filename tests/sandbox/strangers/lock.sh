#!/bin/sh
# Locks discord.js again, with hashes and without a registry's address; a part of `make lock`.
set -eu
cd requirements/strangers
if ! command -v npm > /dev/null; then
    echo 'discord.js keeps its lock: there is no npm.' >&2
    exit
fi
npm update --silent --package-lock-only --ignore-scripts --no-audit --no-fund --omit-lockfile-registry-resolved
