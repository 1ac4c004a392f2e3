"""The version that people read is the one that is released."""

from __future__ import annotations

import tomllib
from pathlib import Path

from bot.version import VERSION


def test_it_is_that_of_the_project() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == VERSION
