"""A bot of a version that is yet to come, as far as its database goes. Imports nothing before it is called."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Newer:
    """This program, with the migrations of a later version."""

    migrations: Path

    def __call__(self) -> None:
        """Know them before anything is opened."""
        from data.engine import schema_version

        schema_version.MIGRATIONS = self.migrations
