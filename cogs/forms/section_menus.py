"""Pure: the sections of a clip as menus, and what was chosen or typed as moments of the clip."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import discord

from bot.errors import PersonError
from bot.musicapi import rules
from bot.orders.sections import Section
from bot.orders.user_text import clock_time, moment
from cogs.text import discord_limits
from cogs.text.escape import shorten
from cogs.text.sentences import END_NEEDED

LABEL_SHOWN = 70


def after_each(parts: Sequence[Section]) -> list[discord.SelectOption]:
    """The end of each section, such as “after Chorus 2 (1:45)”; of very many, the last ones."""
    return [
        discord.SelectOption(
            label=f"after {shorten(part.label, LABEL_SHOWN)} ({clock_time(part.ends_at)})", value=f"{part.ends_at:.2f}"
        )
        for part in [part for part in parts if part.ends_at >= rules.EARLIEST_EXTENSION][-discord_limits.OPTIONS :]
    ]


def each(parts: Sequence[Section], longest: float | None) -> list[discord.SelectOption]:
    """Each section that is long enough and not longer than `longest` seconds, such as “Chorus 2 (1:45–2:10)”."""
    return [
        discord.SelectOption(
            label=f"{shorten(part.label, LABEL_SHOWN)} ({clock_time(part.starts_at)}–{clock_time(part.ends_at)})",
            value=f"{part.starts_at:.2f}-{part.ends_at:.2f}",
        )
        for part in parts
        if rules.SHORTEST_SECTION <= part.ends_at - part.starts_at <= (longest or math.inf)
    ][: discord_limits.OPTIONS]


def stretch(words: Mapping[str, str], duration: float | None) -> tuple[float, float] | None:
    """From where to where, in seconds, or None where nothing was said; raises PersonError.

    What was typed wins over the section that was chosen. Without one, a start that was left empty is the clip's
    beginning, an end that was left empty the clip's end.
    """
    first, _, last = words.get("section", "").partition("-")
    starts, ends = words.get("starts_at", "").strip() or first, words.get("ends_at", "").strip() or last
    if not starts and not ends:
        return None
    if not ends and duration is None:
        raise PersonError(END_NEEDED)
    begins = moment(starts) if starts else 0.0
    return begins, _inside(moment(ends), duration) if ends else duration or 0.0


def _inside(value: float, duration: float | None) -> float:
    # Clips are shown in whole seconds, so the last one shown may lie a moment past the end.
    return duration if duration is not None and duration < value < duration + 1 else value
