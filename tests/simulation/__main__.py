"""`python -m tests.simulation`: live through many worlds, and print what they were and what was found."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.simulation.runs import fast_folder, migrated_template, simulate


def main() -> int:
    """Run the seeds that were asked for; 1 where one of them broke a rule."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, default=200, help="how many worlds")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--seed", type=int, help="one world alone, with its trace")
    parser.add_argument("--days", type=int, default=0, help="days of each world; 0: a few busy minutes")
    asked = parser.parse_args()
    seeds = range(asked.first, asked.first + asked.seeds) if asked.seed is None else [asked.seed]
    return live_through(seeds, asked.days, is_told=asked.seed is not None)


def live_through(seeds: range | list[int], days: int, *, is_told: bool) -> int:
    """Run these worlds and print what came of them; 1 where one of them broke a rule."""
    began, broken, simulated = time.monotonic(), 0, 0.0
    counted, happened = Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory(dir=fast_folder()) as name:
        folder = Path(name)
        template = migrated_template(folder)
        for seed in seeds:
            report = simulate(seed, template, folder, days=days)
            simulated += report.simulated
            counted.update(
                orders=report.orders,
                delivered=report.delivered,
                unheard=report.unheard,
                crashes=report.crashes,
                steps=report.steps,
            )
            happened += report.happened
            if is_told:
                say(f"seed {seed}: trace {report.trace}, {report.steps:,} steps, {report.seconds:.2f} s of CPU")
            if report.broken:
                broken += 1
                again = f"make simulate SEED={seed}" + (f" DAYS={days}" if days else "")
                say("\n    ".join([f"seed {seed} broke a rule; replay it by {again}", *report.broken]))
    say(f"{len(seeds)} worlds, {simulated / 86_400:.2f} simulated days in {time.monotonic() - began:.1f} s")
    say(", ".join(f"{count:,} {what}" for what, count in counted.items()))
    say("trouble: " + ", ".join(f"{count:,} × {kind}" for kind, count in happened.most_common()))
    say(f"{broken} worlds broke a rule" if broken else "every rule held")
    return 1 if broken else 0


def say(line: str) -> None:
    """Print a line at once: a long run is watched."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
