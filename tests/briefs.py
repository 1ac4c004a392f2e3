"""A brief out of the flat words that a test cares about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from data.brief import BRIEF_NAMES, Brief, Details

if TYPE_CHECKING:
    from collections.abc import Mapping


def with_brief(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values by name, those that belong to a brief gathered in one."""
    said = {name: value for name, value in values.items() if name in BRIEF_NAMES}
    if isinstance(said.get("details"), dict):
        said["details"] = Details(**said["details"])
    return {"brief": Brief(**said), **{name: value for name, value in values.items() if name not in said}}
