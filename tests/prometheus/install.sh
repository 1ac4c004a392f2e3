#!/bin/sh
# Unpacks Debian's Prometheus for the tests of alerts and dashboard where it is missing. It is not installed: a package
# that is would start a server.
set -u

folder=.venv/prometheus
if [ -x "$folder/usr/bin/promtool" ]; then exit 0; fi
if command -v prometheus > /dev/null && command -v promtool > /dev/null; then exit 0; fi

give_up() {
    echo "No Prometheus for the tests of alerts and dashboard: $1" >&2
    [ "${CI:-}" != true ]
    exit
}

command -v apt-get > /dev/null || give_up 'this is no Debian; install it by hand.'

echo 'Fetching Prometheus for the tests of alerts and dashboard; this is done once.'
unpacked=$(mktemp -d)
chmod 755 "$unpacked" # apt fetches as a user of its own
fetch() { (cd "$unpacked" && apt-get download -qq prometheus > log 2>&1); }
# What the machine knows of packages may be old, and naming it anew needs root.
fetch || { [ "$(id -u)" = 0 ] && apt-get update -qq > /dev/null 2>&1 && fetch; }
if dpkg-deb -x "$unpacked"/prometheus_*.deb "$unpacked/whole" 2> /dev/null; then
    mkdir -p "$folder"
    cp -R "$unpacked/whole/usr" "$folder/"
    rm -rf "$unpacked"
    exit 0
fi
tail -n 5 "$unpacked/log" >&2
rm -rf "$unpacked"
give_up 'apt-get could not fetch it.'
