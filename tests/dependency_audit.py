"""Asks whether a locked package has a known hole: `python -m tests.dependency_audit`.

What asks is pip-audit, and whom it asks OSV, the open database of vulnerabilities (osv.dev). Without a network, it says
so in one line and is content: what is known will be found where there is one. It asks once a day, and again at once
where the lock changed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
LOCK: Final = ROOT / "requirements" / "dev.txt"  # what the bot and the sandbox need is in it as well
ASKED: Final = ROOT / ".venv" / ".audited"  # the lock that was without holes; as old as the answer
OSV: Final = "https://api.osv.dev/v1/query"
AT_MOST: Final = 45.0  # seconds for everything
ONE_ANSWER: Final = 5  # seconds
DAY: Final = 24 * 60 * 60.0
# Holes that are none here: the name that OSV gives, and why.
IGNORED: Final[dict[str, str]] = {}


def main(lock: Path = LOCK, *, osv: str = OSV, at_most: float = AT_MOST, asked: Path = ASKED) -> int:
    """Say which packages of the lock have known holes; 1 where any has."""
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    if _is_known(asked, digest):
        return 0
    try:
        packages = _ask(lock, osv, at_most)
    except _NotAnswered as why:
        print(f"Dependency audit skipped: {why}.")
        return 0
    holes = [(package, hole) for package in packages for hole in package.get("vulns", [])]
    for package, hole in holes:
        mended = ", ".join(hole["fix_versions"]) or "no version yet"
        print(f"{package['name']} {package['version']} has a known hole: {hole['id']}, mended in {mended}.")
    if holes:
        return 1
    print(f"Dependency audit: no known hole in {len(packages)} locked packages.")
    with suppress(OSError):
        asked.write_text(digest)
    return 0


class _NotAnswered(Exception):
    """Nobody said which packages have holes; why, in a few words."""


def _ask(lock: Path, osv: str, at_most: float) -> list[dict[str, Any]]:
    options = ["--requirement", lock, "--disable-pip", "--require-hashes", "--no-deps", "--format", "json"]
    options += ["--desc", "off", "--progress-spinner", "off", "--timeout", str(ONE_ANSWER)]
    options += ["--vulnerability-service", "osv", "--osv-url", osv]
    options += [option for hole in IGNORED for option in ("--ignore-vuln", hole)]
    try:
        audit = subprocess.run(
            [sys.executable, "-m", "pip_audit", *options], capture_output=True, timeout=at_most, check=False
        )
    except subprocess.TimeoutExpired:
        raise _NotAnswered(f"no answer within {at_most:g} seconds") from None
    try:
        return json.loads(audit.stdout)["dependencies"]
    except (ValueError, KeyError):  # no answer, or none that can be read: it says so in other words each time
        said = audit.stderr.decode(errors="replace").strip().splitlines() or ["it said nothing"]
        # The last line is an error's name and, at length, where it came from.
        raise _NotAnswered(f"no answer of {osv} ({said[-1].partition(':')[0][:80]})") from None


def _is_known(asked: Path, digest: str) -> bool:
    try:
        return asked.read_text() == digest and time.time() - asked.stat().st_mtime < DAY
    except OSError:
        return False


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lock", type=Path, default=LOCK)
    parser.add_argument("--osv", default=OSV)
    parser.add_argument("--at-most", type=float, default=AT_MOST)
    parser.add_argument("--asked", type=Path, default=ASKED)
    given = parser.parse_args()
    sys.exit(main(given.lock, osv=given.osv, at_most=given.at_most, asked=given.asked))
