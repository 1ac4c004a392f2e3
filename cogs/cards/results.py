"""Pure: what an operation found out, as the fields of its card, the texts beside it and the buttons below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import discord

from bot.musicapi.offers import Operation
from bot.orders import sections
from bot.orders.user_text import clock_time
from cogs.components.answer_buttons import SingButton, StyleButton
from cogs.text.escape import escape_lines, escape_markdown, shorten

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.status.job_status import JobStatus

FIELD = 1_024  # Discord's, for the value of an embed's field
STYLE_SHOWN = 1_000
NAME_SHOWN = 100
LABEL_SHOWN = 80
VERSIONS = 2  # as many as MusicAPI writes, and as stand side by side


def fields(view: JobStatus) -> list[tuple[str, str, bool]]:
    """What was found out, as fields of the card: name, value, and whether it stands beside the one before."""
    answer = view.answer
    match view.job.operation:
        case Operation.BPM:
            return [("Tempo", _tempo(answer), False)]
        case Operation.VOX:
            return [("Voice", _voice(answer), False)]
        case Operation.LYRICS_TIMELINE:
            return [("Sections", _sections(view), False)]
        case Operation.VOICE if not any(answer.values()):
            return [("Voice", "MusicAPI made it, but named nothing by which it could be used.", False)]
        case Operation.PERSONA | Operation.VOICE:
            name = escape_markdown(view.job.title, NAME_SHOWN) or "it"
            return [("How to use it", f"Type /song and choose **{name}** as its persona.", False)]
        case Operation.WRITE_LYRICS:
            return [
                (
                    f"{number}. {escape_markdown(title, NAME_SHOWN) or 'Untitled'}",
                    escape_lines(lyrics, FIELD) or "…",
                    True,
                )
                for number, (title, lyrics) in enumerate(_versions(answer), 1)
            ] or [("Lyrics", "MusicAPI wrote none.", False)]
        case Operation.ENRICH_STYLE:
            return [("Style", escape_markdown(_said(answer, "style"), STYLE_SHOWN) or "MusicAPI said nothing.", False)]
        case Operation.MIDI if played := _listed(answer, "instruments"):
            return [("Instruments", escape_markdown(", ".join(map(str, played)), FIELD), False)]
        case _:
            return []


def texts(view: JobStatus) -> list[tuple[str, str, str]]:
    """Name, content and description of every text that the card could not show to its end."""
    answer = view.answer
    match view.job.operation:
        case Operation.WRITE_LYRICS:
            whole = [
                (f"lyrics-{number}.txt", lyrics, f"Version {number} of the lyrics, to its end")
                for number, (_, lyrics) in enumerate(_versions(answer), 1)
            ]
        case Operation.ENRICH_STYLE:
            whole = [("style.txt", _said(answer, "style"), "The style, to its end")]
        case Operation.LYRICS_TIMELINE:
            whole = [("sections.txt", _lines(view), "When each section begins and ends")]
        case _:
            return []
    shown = [value for _, value, _ in fields(view)]
    # Whatever was cut ends so; a text that ends so by itself comes as a file too, which does no harm.
    return [text for text, value in zip(whole, shown, strict=False) if text[1] and "…" in value]


def buttons(view: JobStatus) -> discord.ui.View | None:
    """What can be done with an answer at once; stopped, as the buttons of clips are."""
    shown = discord.ui.View(timeout=None)
    if view.job.operation == Operation.WRITE_LYRICS:
        for number, (_, lyrics) in enumerate(_versions(view.answer), 1):
            if lyrics.strip():
                shown.add_item(SingButton(view.job.id, number).button())
    elif view.job.operation == Operation.ENRICH_STYLE and _said(view.answer, "style").strip():
        shown.add_item(StyleButton(view.job.id).button())
    shown.stop()
    return shown if shown.children else None


def _tempo(answer: Mapping[str, Any]) -> str:
    average, least, most = (_number(answer, name) for name in ("avg", "min", "max"))
    if average is None:
        return "MusicAPI named none."
    if least is None or most is None or round(least) == round(most):
        return f"{average:.0f} BPM"
    return f"{average:.0f} BPM (from {least:.0f} to {most:.0f})"


def _voice(answer: Mapping[str, Any]) -> str:
    starts, ends = _number(answer, "starts_at"), _number(answer, "ends_at")
    where = f" from {clock_time(starts)} to {clock_time(ends)}" if starts is not None and ends is not None else ""
    return f"The voice{where} is picked: choose Persona in More… under the same clip, and it will sing like this."


def _sections(view: JobStatus) -> str:
    lines = _lines(view)
    if not lines:
        return "These lyrics name no sections such as [Chorus]; seconds such as 95 or 1:35 work all the same."
    return f"{escape_lines(lines, FIELD - 80)}\nExtend and Replace a section offer them from now on."


def _lines(view: JobStatus) -> str:
    parts = sections.sections(view.answer, view.parent.duration if view.parent else None)
    return "\n".join(
        f"{clock_time(part.starts_at)}–{clock_time(part.ends_at)} {shorten(part.label, LABEL_SHOWN)}" for part in parts
    )


def _versions(answer: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Title and lyrics of each version."""
    versions = [cast("dict[str, Any]", each) for each in _listed(answer, "versions") if isinstance(each, dict)]
    return [(_said(version, "title"), _said(version, "lyrics")) for version in versions[:VERSIONS]]


def _listed(answer: Mapping[str, Any], name: str) -> list[Any]:
    found = answer.get(name)
    return cast("list[Any]", found) if isinstance(found, list) else []


def _said(answer: Mapping[str, Any], name: str) -> str:
    return str(answer.get(name) or "")


def _number(answer: Mapping[str, Any], name: str) -> float | None:
    value = answer.get(name)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
