"""Pure: what an operation found out, as the fields of its card, the texts beside it and the buttons below."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

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
from cogs.components.answer_buttons import SingButton, StyleButton
from cogs.text.escape import escape_lines, escape_markdown, shorten

if TYPE_CHECKING:
    from bot.status.job_status import JobStatus

FIELD = 1_024  # Discord's, for the value of an embed's field
STYLE_SHOWN = 1_000
NAME_SHOWN = 100
LABEL_SHOWN = 80
VERSIONS = 2  # as many as MusicAPI writes, and as stand side by side


def fields(status: JobStatus) -> list[tuple[str, str, bool]]:
    """What was found out, as fields of the card: name, value, and whether it stands beside the one before."""
    answer = status.answer
    match answer:
        case Tempo():
            return [("Tempo", _tempo(answer), False)]
        case PickedVoice():
            return [("Voice", _voice(answer), False)]
        case LyricsTimeline():
            return [("Sections", _sections(answer, status), False)]
        case NewPersona("") | NewVoice(""):
            return [("Voice", "MusicAPI made it, but named nothing by which it could be used.", False)]
        case NewPersona() | NewVoice():
            name = escape_markdown(status.job.brief.title, NAME_SHOWN) or "it"
            return [("How to use it", f"Type /song and choose **{name}** as its persona.", False)]
        case WrittenLyrics(drafts):
            return [
                (f"{number}. {escape_markdown(draft.title, NAME_SHOWN) or 'Untitled'}", _shown(draft.lyrics), True)
                for number, draft in enumerate(drafts[:VERSIONS], 1)
            ] or [("Lyrics", "MusicAPI wrote none.", False)]
        case EnrichedStyle(style):
            return [("Style", escape_markdown(style, STYLE_SHOWN) or "MusicAPI said nothing.", False)]
        case MidiInstruments(names):
            return [("Instruments", escape_markdown(", ".join(names), FIELD), False)] if names else []
        case None:
            return [("Answer", "MusicAPI named none.", False)] if status.gives is Gives.ANSWER else []
        case _:
            assert_never(answer)


def texts(status: JobStatus) -> list[tuple[str, str, str]]:
    """Name, content and description of every text that the card could not show to its end."""
    answer = status.answer
    match answer:
        case WrittenLyrics(drafts):
            whole = [
                (f"lyrics-{number}.txt", draft.lyrics, f"Version {number} of the lyrics, to its end")
                for number, draft in enumerate(drafts[:VERSIONS], 1)
            ]
        case EnrichedStyle(style):
            whole = [("style.txt", style, "The style, to its end")]
        case LyricsTimeline():
            whole = [("sections.txt", _lines(answer, status), "When each section begins and ends")]
        case Tempo() | PickedVoice() | NewPersona() | NewVoice() | MidiInstruments() | None:
            return []
        case _:
            assert_never(answer)
    shown = [value for _, value, _ in fields(status)]
    # Whatever was cut ends so; a text that ends so by itself comes as a file too, which does no harm.
    return [text for text, value in zip(whole, shown, strict=False) if text[1] and "…" in value]


def buttons(status: JobStatus) -> discord.ui.View | None:
    """What can be done with an answer at once; stopped, as the buttons of clips are."""
    shown = discord.ui.View(timeout=None)
    answer = status.answer
    match answer:
        case WrittenLyrics(drafts):
            for number, draft in enumerate(drafts[:VERSIONS], 1):
                if draft.lyrics.strip():
                    shown.add_item(SingButton(status.job.id, number).button())
        case EnrichedStyle(style):
            if style.strip():
                shown.add_item(StyleButton(status.job.id).button())
        case Tempo() | PickedVoice() | LyricsTimeline() | NewPersona() | NewVoice() | MidiInstruments() | None:
            pass
        case _:
            assert_never(answer)
    shown.stop()
    return shown if shown.children else None


def _tempo(tempo: Tempo) -> str:
    if round(tempo.slowest) == round(tempo.fastest):
        return f"{tempo.average:.0f} BPM"
    return f"{tempo.average:.0f} BPM (from {tempo.slowest:.0f} to {tempo.fastest:.0f})"


def _voice(voice: PickedVoice) -> str:
    starts, ends = voice.starts_at, voice.ends_at
    where = f" from {clock_time(starts)} to {clock_time(ends)}" if starts is not None and ends is not None else ""
    return f"The voice{where} is picked: choose Persona in More… under the same clip, and it will sing like this."


def _sections(timeline: LyricsTimeline, status: JobStatus) -> str:
    lines = _lines(timeline, status)
    if not lines:
        return "These lyrics name no sections such as [Chorus]; seconds such as 95 or 1:35 work all the same."
    return f"{escape_lines(lines, FIELD - 80)}\nExtend and Replace a section offer them from now on."


def _lines(timeline: LyricsTimeline, status: JobStatus) -> str:
    parts = sections.sections(answers.to_json(timeline), status.parent.duration if status.parent else None)
    return "\n".join(
        f"{clock_time(part.starts_at)}–{clock_time(part.ends_at)} {shorten(part.label, LABEL_SHOWN)}" for part in parts
    )


def _shown(lyrics: str) -> str:
    return escape_lines(lyrics, FIELD) or "…"
