"""Runs worlds one after the other, each on a database file of its own."""

from __future__ import annotations

import asyncio
import gc
from pathlib import Path
from typing import TYPE_CHECKING

from data.engine.address import SQLiteAddress
from data.engine.migrate import migrate
from tests.simulation.world import World

if TYPE_CHECKING:
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
