"""Pure: what an operation found out, as the fields of its card, the texts beside it and the buttons below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, assert_never

import discord

from bot.musicapi import answers
from bot.musicapi.answers import (
    EnrichedStyle,
    LyricsTimeline,
    MidiInstruments,
    NewPersona,
    NewVoice,
    PickedVoice,
    Tempo,
    WrittenLyrics,
)
from bot.musicapi.operations import Gives
from bot.orders import sections
from bot.orders.user_text import clock_time
from bot.status.job_status import JobStatus
from cogs.components.buttons import sing_button, style_button
from cogs.text import discord_limits
from cogs.text.escape import escape_lines, escape_markdown, shorten

STYLE_SHOWN = 1_000
NAME_SHOWN = 100
LABEL_SHOWN = 80
VERSIONS = 2  # as many as MusicAPI writes, and as stand side by side


@dataclass(frozen=True, slots=True)
class Result:
    """What an operation found out, as it is shown."""

    fields: Sequence[tuple[str, str, bool]] = ()  # of the card: name, value, and whether it stands beside the last one
    texts: Sequence[tuple[str, str, str]] = ()  # name, content and description of what each field shows, to its end
    buttons: Sequence[discord.ui.Button[Any]] = ()  # what can be done with it at once

    @property
    def cut_texts(self) -> list[tuple[str, str, str]]:
        """The texts that the card could not show to their end."""
        # Whatever was cut ends so; a text that ends so by itself comes as a file too, which does no harm.
        both = zip(self.texts, self.fields, strict=False)
        return [text for text, (_, shown, _) in both if text[1] and "…" in shown]


def result_of(status: JobStatus) -> Result:
    """What a job found out, if it is of the kind that does."""
    answer, job = status.answer, status.job
    match answer:
        case Tempo():
            return Result([("Tempo", _tempo(answer), False)])
        case PickedVoice():
            return Result([("Voice", _voice(answer), False)])
        case LyricsTimeline():
            lines = _lines(answer, status)
            return Result(
                [("Sections", _sections(lines), False)],
                [("sections.txt", lines, "When each section begins and ends")],
            )
        case NewPersona("") | NewVoice(""):
            return Result([("Voice", "MusicAPI made it, but named nothing by which it could be used.", False)])
        case NewPersona() | NewVoice():
            name = escape_markdown(job.brief.title, NAME_SHOWN) or "it"
            return Result([("How to use it", f"Type /song and choose **{name}** as its persona.", False)])
        case WrittenLyrics(drafts):
            written = list(enumerate(drafts[:VERSIONS], 1))
            shown = [
                (f"{number}. {escape_markdown(draft.title, NAME_SHOWN) or 'Untitled'}", _shown(draft.lyrics), True)
                for number, draft in written
            ]
            return Result(
                shown or [("Lyrics", "MusicAPI wrote none.", False)],
                [(f"lyrics-{n}.txt", draft.lyrics, f"Version {n} of the lyrics, to its end") for n, draft in written],
                [sing_button(job.id, number) for number, draft in written if draft.lyrics.strip()],
            )
        case EnrichedStyle(style):
            return Result(
                [("Style", escape_markdown(style, STYLE_SHOWN) or "MusicAPI said nothing.", False)],
                [("style.txt", style, "The style, to its end")],
                [style_button(job.id)] if style.strip() else (),
            )
        case MidiInstruments(names):
            return Result(
                [("Instruments", escape_markdown(", ".join(names), discord_limits.EMBED_FIELD), False)] if names else ()
            )
        case None:
            return Result([("Answer", "MusicAPI named none.", False)] if status.gives is Gives.ANSWER else ())
        case _:
            assert_never(answer)


def _tempo(tempo: Tempo) -> str:
    if round(tempo.slowest) == round(tempo.fastest):
        return f"{tempo.average:.0f} BPM"
    return f"{tempo.average:.0f} BPM (from {tempo.slowest:.0f} to {tempo.fastest:.0f})"


def _voice(voice: PickedVoice) -> str:
    starts, ends = voice.starts_at, voice.ends_at
    where = f" from {clock_time(starts)} to {clock_time(ends)}" if starts is not None and ends is not None else ""
    return f"The voice{where} is picked: choose Persona in More… under the same clip, and it will sing like this."


def _sections(lines: str) -> str:
    if not lines:
        return "These lyrics name no sections such as [Chorus]; seconds such as 95 or 1:35 work all the same."
    return (
        f"{escape_lines(lines, discord_limits.EMBED_FIELD - 80)}\nExtend and Replace a section offer them from now on."
    )


def _lines(timeline: LyricsTimeline, status: JobStatus) -> str:
    parts = sections.sections(answers.to_json(timeline), status.parent.duration if status.parent else None)
    return "\n".join(
        f"{clock_time(part.starts_at)}–{clock_time(part.ends_at)} {shorten(part.label, LABEL_SHOWN)}" for part in parts
    )


def _shown(lyrics: str) -> str:
    return escape_lines(lyrics, discord_limits.EMBED_FIELD) or "…"
