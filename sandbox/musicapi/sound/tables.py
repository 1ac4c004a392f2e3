"""Rows of a table of words, from a file beside this one."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, cast

FOLDER = Path(__file__).parent


def rows(name: str) -> list[dict[str, Any]]:
    """The rows `[[name]]` of `<name>s.toml`, with tuples for lists."""
    read = tomllib.loads((FOLDER / f"{name}s.toml").read_text(encoding="utf-8"))
    return [{key: _frozen(value) for key, value in row.items()} for row in cast("list[dict[str, Any]]", read[name])]


def _frozen(value: object) -> object:
    return tuple(cast("list[object]", value)) if isinstance(value, list) else value
