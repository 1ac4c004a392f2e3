#!/bin/sh
# Installs Debian's Chromium for the browser tests where it is missing; never a browser from anywhere else.
set -u

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" > /dev/null; then exit 0; fi
done

give_up() {
    echo "No Chromium for the browser tests: $1" >&2
    [ "${CI:-}" != true ]
    exit
}

command -v apt-get > /dev/null || give_up 'this is no Debian; install it by hand.'
[ "$(id -u)" = 0 ] || give_up 'install it with: sudo apt-get install chromium'

echo 'Installing Chromium for the browser tests; this is done once.'
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
if apt-get update -qq > "$log" 2>&1 &&
    apt-get install -y -qq --no-install-recommends chromium fonts-liberation >> "$log" 2>&1; then
    rm -f "$log"
    exit 0
fi
tail -n 5 "$log" >&2
rm -f "$log"
give_up 'apt-get could not install it.'
