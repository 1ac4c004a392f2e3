"""Runs worlds one after the other, each on a database file of its own."""

from __future__ import annotations

import asyncio
import gc
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from data.engine.address import SQLiteAddress
from data.engine.migrate import migrate
from tests.simulation.broken import RULES
from tests.simulation.world import World

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.simulation.world import Report

_MEMORY = Path("/dev/shm")  # no disk: what is not there after a power cut is no matter here


def fast_folder() -> Path | None:
    """Where files cost the least; None: wherever temporary files are."""
    return _MEMORY if _MEMORY.is_dir() else None


def migrated_template(folder: Path) -> Path:
    """A database file with our schema, to be copied for each world."""
    path = folder / "template.db"
    asyncio.run(migrate(SQLiteAddress(path)))
    return path


def simulate(seed: int, template: Path, folder: Path, *, days: int = 0) -> Report:
    """Live through the world of this seed."""
    gc.freeze()  # what was there before is none of a world's garbage
    try:
        return World(seed, template, folder, days=days).run()
    finally:
        gc.collect()
        gc.unfreeze()


def first_to_notice(rule: str, seeds: Sequence[int], template: Path, folder: Path) -> Report | None:
    """The first world in which it is noticed that this rule is broken on purpose; None: no one notices."""
    with RULES[rule]():
        for seed in seeds:
            report = simulate(seed, template, folder)
            if report.broken:
                return report
    return None


def live_through(seeds: Sequence[int], days: int, *, is_told: bool) -> int:
    """Run these worlds and print what came of them; 1 where one of them broke a rule."""
    began, broken, simulated, seconds = time.monotonic(), 0, 0.0, 0.0
    counted, happened = Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory(dir=fast_folder()) as name:
        folder = Path(name)
        template = migrated_template(folder)
        for seed in seeds:
            report = simulate(seed, template, folder, days=days)
            simulated, seconds = simulated + report.simulated, seconds + report.seconds
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
    passed = time.monotonic() - began
    say(f"{len(seeds)} worlds, {simulated / 86_400:.2f} simulated days in {passed:.1f} s, {seconds:.1f} s of CPU")
    say(", ".join(f"{count:,} {what}" for what, count in counted.items()))
    say("trouble: " + ", ".join(f"{count:,} × {kind}" for kind, count in happened.most_common()))
    say(f"{broken} worlds broke a rule" if broken else "every rule held")
    return 1 if broken else 0


def break_every_rule(seeds: Sequence[int]) -> int:
    """Break one rule of the real code after the other, and print which world notices; 1 where none does."""
    unnoticed = 0
    with tempfile.TemporaryDirectory(dir=fast_folder()) as name:
        folder = Path(name)
        template = migrated_template(folder)
        for rule in RULES:
            found = first_to_notice(rule, seeds, template, folder)
            unnoticed += found is None
            what = f"seed {found.seed}: {found.broken[0]}" if found else f"nobody noticed in {len(seeds)} worlds"
            say(f"{rule.replace('_', ' ')}: {what[:300]}")
    return 1 if unnoticed else 0


def say(line: str) -> None:
    """Print a line at once: a long run is watched."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
