"""`make bench`: a hundred songs in flight in one process; figures, no verdicts."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.e2e.crowd import Seen, crowd

SONGS = 100
CLIP_SECONDS = 20.0
ALONE = 5  # songs of the run that the big one is compared with


def main() -> None:
    """Run a handful of songs, then the crowd, and print both side by side."""
    few, many = _run(ALONE), _run(SONGS)
    rows = [
        ("songs asked for at once", f"{ALONE}", f"{SONGS}", ""),
        ("songs posted with both clips", f"{few.posted}", f"{many.posted}", ""),
        ("answers that missed Discord's 3 s", f"{few.failed}", f"{many.failed}", ""),
        ("answer, median, ms", *_pair(median(few.answers), median(many.answers))),
        ("answer, slowest, ms", *_pair(max(few.answers), max(many.answers))),
        ("429s earned", f"{few.statuses[429]}", f"{many.statuses[429]}", ""),
        ("event loop blocked over 100 ms, times", f"{len(few.blocked)}", f"{len(many.blocked)}", ""),
        ("event loop blocked longest, ms", _longest(few), _longest(many), ""),
        ("all posted after, s", f"{few.seconds:.1f}", f"{many.seconds:.1f}", f"{many.seconds / few.seconds:.1f}"),
    ]
    sys.stdout.write(f"{'':40} {'few':>8} {'many':>8} {'ratio':>8}\n")
    for name, first, second, ratio in rows:
        sys.stdout.write(f"{name:40} {first:>8} {second:>8} {ratio:>8}\n")


def _run(songs: int) -> Seen:
    with tempfile.TemporaryDirectory(prefix="encore-bench-") as folder:
        return asyncio.run(crowd(Path(folder), songs, clip_seconds=CLIP_SECONDS))


def _pair(few: float, many: float) -> tuple[str, str, str]:
    return f"{few * 1000:.0f}", f"{many * 1000:.0f}", f"{many / few:.1f}"


def _longest(seen: Seen) -> str:
    return str(max(seen.blocked)) if seen.blocked else "< 100"


if __name__ == "__main__":
    main()
