"""What the query of an address says: numbers and moments, refused with 50035 where they are none."""

from __future__ import annotations

from datetime import UTC, datetime

from sandbox.discord.errors import Problems
from sandbox.discord.routing import Call


def number(call: Call, name: str, default: int, least: int, most: int) -> int:
    """A whole number of the query within its bounds; `default` where it is not there."""
    text = call.request.query.get(name)
    if text is None:
        return default
    problems = Problems()
    if not text.removeprefix("-").isascii() or not text.removeprefix("-").isdigit():
        problems.add((name,), "NUMBER_TYPE_COERCE", f'Value "{text}" is not int.')
    elif not least <= int(text) <= most:
        code = "NUMBER_TYPE_MAX" if int(text) > most else "NUMBER_TYPE_MIN"
        problems.add((name,), code, f"int value should be between {least} and {most}.")
    problems.refuse()
    return int(text)


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
