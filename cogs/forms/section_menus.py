"""Pure: the sections of a clip as menus, and what was chosen or typed as moments of the clip."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Final

import discord

from bot.errors import PersonError, Problem
from bot.musicapi import rules
from bot.orders.sections import Section
from bot.orders.user_text import clock_time, moment
from cogs.text import discord_limits
from cogs.text.catalog import say
from cogs.text.escape import shorten

LABEL_SHOWN = 70
END: Final = "end"  # the choice of a clip's very end
WHOLE: Final = "whole"  # the choice of no section at all
# People write 1:05-1:35, 1:05 – 1:35, 1:05 to 1:35, or the two moments alone.
_BETWEEN = re.compile(r"\s*[-–—]\s*|\s+(?:to|until)\s+|\s+")


def after_each(parts: Sequence[Section]) -> list[discord.SelectOption]:
    """The end of each section, such as “After Chorus 2 (1:45)”; of very many, the last ones."""
    return [
        discord.SelectOption(
            label=say("form-after", section=shorten(part.label, LABEL_SHOWN), time=clock_time(part.ends_at)),
            value=f"{part.ends_at:.2f}",
        )
        for part in [part for part in parts if part.ends_at >= rules.EARLIEST_EXTENSION][-discord_limits.OPTIONS :]
    ]


def goes_on(parts: Sequence[Section], duration: float | None) -> list[discord.SelectOption]:
    """Where a clip can go on: from its end first, which is chosen, as far as that is known, and after each section."""
    if duration is None:
        return after_each(parts)
    end = discord.SelectOption(label=say("form-end", time=clock_time(duration)), value=END, default=True)
    inside = [part for part in parts if part.ends_at < duration]
    return [end, *after_each(inside)[1 - discord_limits.OPTIONS :]]


def each(parts: Sequence[Section], longest: float | None) -> list[discord.SelectOption]:
    """Each section that is long enough and not longer than `longest` seconds, such as “Chorus 2 (1:45–2:10)”."""
    return [
        discord.SelectOption(
            label=say(
                "form-part-of",
                section=shorten(part.label, LABEL_SHOWN),
                start=clock_time(part.starts_at),
                end=clock_time(part.ends_at),
            ),
            value=f"{part.starts_at:.2f}-{part.ends_at:.2f}",
        )
        for part in parts
        if rules.SHORTEST_SECTION <= part.ends_at - part.starts_at <= (longest or math.inf)
    ][: discord_limits.OPTIONS]


def each_or_whole(parts: Sequence[Section], longest: float | None) -> list[discord.SelectOption]:
    """Like `each`, and no section at all first, which is chosen; nothing where there is no section to choose."""
    found = each(parts, longest)
    if not found:
        return []
    none = say("form-whole-chosen" if longest else "form-whole")
    return [discord.SelectOption(label=none, value=WHOLE, default=True), *found[: discord_limits.OPTIONS - 1]]


def stretch(words: Mapping[str, str], duration: float | None) -> tuple[float, float] | None:
    """From where to where, in seconds, or None where nothing was said; raises PersonError.

    What was typed wins over the section that was chosen. Without one, a start that was left empty is the clip's
    beginning, an end that was left empty the clip's end.
    """
    chosen = words.get("section", "")
    first, _, last = ("" if chosen == WHOLE else chosen).partition("-")
    if times := words.get("times", "").strip():
        first, last = (*_BETWEEN.split(times, maxsplit=1), "")[:2]
    # Forms of older versions asked for the two moments apart.
    starts, ends = words.get("starts_at", "").strip() or first, words.get("ends_at", "").strip() or last
    if not starts and not ends:
        return None
    if not ends and duration is None:
        raise PersonError(Problem.END_NEEDED)
    begins = moment(starts) if starts else 0.0
    return begins, _inside(moment(ends), duration) if ends else duration or 0.0


def _inside(value: float, duration: float | None) -> float:
    # Clips are shown in whole seconds, so the last one shown may lie a moment past the end.
    return duration if duration is not None and duration < value < duration + 1 else value
