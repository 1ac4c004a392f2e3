"""`python -m benchmarks [parts]`: measures, prints each part when it is done, and the whole table at the end."""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
from collections.abc import Callable, Coroutine, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.parts import answers, files, guilds, holds, in_flight, library, load, songs, spending, start, turns
from benchmarks.sizes import Sizes
from benchmarks.table import Part, head, lines

PARTS: Mapping[str, Callable[[Sizes], Coroutine[None, None, Part]]] = {
    "answers": answers.measure,
    "songs": songs.measure,
    "load": load.measure,
    "start": start.measure,
    "guilds": guilds.measure,
    "in_flight": in_flight.measure,
    "holds": holds.measure,
    "turns": turns.measure,
    "files": files.measure,
    "library": library.measure,
    "spending": spending.measure,
}


def main(arguments: list[str] | None = None, sizes: Sizes | None = None) -> None:
    """Measure the parts that are named, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=f"one of {', '.join(PARTS)}; none: all")
    names = parser.parse_args(arguments).parts or list(PARTS)
    if unknown := [name for name in names if name not in PARTS]:
        parser.error(f"there is no part {unknown[0]!r}; there are {', '.join(PARTS)}")
    print(head(), flush=True)
    parts = list[Part]()
    for name in names:
        parts.append(asyncio.run(PARTS[name](sizes or Sizes())))
        print("\n".join(lines(parts[-1])), flush=True)
    print("\n" + "\n".join(_table(parts)), flush=True)


def _table(parts: Iterable[Part]) -> list[str]:
    return [_machine(), "", head(), *(line for part in parts for line in lines(part))]


def _machine() -> str:
    models = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    model = models[0].partition(":")[2].strip() if models else platform.machine()
    busy = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC; {os.cpu_count()} cores of {model};"
        f" Python {platform.python_version()}; load average at the end {busy}"
    )


if __name__ == "__main__":
    main()
