"""Moments that the query of an address names, refused with 50035 where they are none."""

from __future__ import annotations

from datetime import UTC, datetime

from sandbox.discord.errors import Problems
from sandbox.discord.routing import Call


def moment(call: Call, name: str) -> datetime | None:
    """A time of the query in ISO 8601, in UTC where it names no zone; None where it is not there."""
    text = call.request.query.get(name)
    if text is None:
        return None
    try:
        # A plus sign that nobody encoded arrives as a space.
        at = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        problems = Problems()
        problems.add((name,), "DATE_TIME_TYPE_PARSE", f"Could not parse {text}. Should be ISO8601.")
        problems.refuse()
        raise
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)
