"""Pure: what an operation found out, as the fields of its card, the texts beside it and the buttons below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, assert_never

import discord

from bot.musicapi import answers
from bot.musicapi.answers import (
    EnrichedStyle,
    LyricsDraft,
    LyricsTimeline,
    MidiInstruments,
    NewPersona,
    NewVoice,
    PickedVoice,
    Tempo,
    WrittenLyrics,
)
from bot.musicapi.operations import SPECS, Gives
from bot.orders import sections
from bot.orders.user_text import clock_time
from bot.status.job_status import JobStatus
from cogs.components.buttons import sing_button, style_button
from cogs.components.small_buttons import persona_button, singer_button
from cogs.text import discord_limits
from cogs.text.catalog import say
from cogs.text.escape import escape_lines, escape_markdown, shorten
from cogs.text.sentences import row_of
from data.ids import JobId

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
            return Result([(say("tempo-name"), _tempo(answer), False)])
        case PickedVoice():
            return Result([(say("voice-found"), _voice(answer), False)], buttons=_next_of_voice(status))
        case LyricsTimeline():
            lines = _lines(answer, status)
            return Result(
                [(say("sections-name"), _sections(lines), False)],
                [("sections.txt", lines, say("sections-alt"))],
            )
        case NewPersona("") | NewVoice(""):
            return Result([(say("voice-found"), say("voice-unusable"), False)])
        case NewPersona() | NewVoice():
            name = escape_markdown(job.brief.title, NAME_SHOWN) or say("persona-nameless")
            return Result(
                [(say("persona-use-name"), say("persona-use", name=name), False)], buttons=[singer_button(job.id)]
            )
        case WrittenLyrics(drafts):
            return _written(drafts, job.id)
        case EnrichedStyle(style):
            return Result(
                [(say("style-name"), escape_markdown(style, STYLE_SHOWN) or say("style-none"), False)],
                [("style.txt", style, say("style-alt"))],
                [style_button(job.id)] if style.strip() else (),
            )
        case MidiInstruments(names):
            players = escape_markdown(row_of(names), discord_limits.EMBED_FIELD)
            return Result([(say("instruments-name"), players, False)] if names else ())
        case None:
            unknown = [(say("answer-name"), say("answer-none"), False)]
            return Result(unknown if status.gives is Gives.ANSWER else ())
        case _:
            assert_never(answer)


def _written(drafts: Sequence[LyricsDraft], job_id: JobId) -> Result:
    written = list(enumerate(drafts[:VERSIONS], 1))
    shown = [
        (f"{number}. {escape_markdown(draft.title, NAME_SHOWN) or say('untitled')}", _shown(draft.lyrics), True)
        for number, draft in written
    ]
    return Result(
        shown or [(say("lyrics-name"), say("lyrics-written-none"), False)],
        [(f"lyrics-{n}.txt", draft.lyrics, say("lyrics-version-alt", version=str(n))) for n, draft in written],
        [sing_button(job_id, number) for number, draft in written if draft.lyrics.strip()],
    )


def _tempo(tempo: Tempo) -> str:
    average = f"{tempo.average:.0f}"
    if round(tempo.slowest) == round(tempo.fastest):
        return say("tempo-steady", average=average)
    return say("tempo-range", average=average, slowest=f"{tempo.slowest:.0f}", fastest=f"{tempo.fastest:.0f}")


def _voice(voice: PickedVoice) -> str:
    starts, ends = voice.starts_at, voice.ends_at
    if starts is None or ends is None:
        return say("voice-picked")
    return say("voice-picked-where", starts=clock_time(starts), ends=clock_time(ends))


def _next_of_voice(status: JobStatus) -> list[discord.ui.Button[Any]]:
    """The buttons of what takes a picked voice along."""
    source, picking = status.job.brief.source, status.job.operation
    takers = [operation for operation, spec in SPECS.items() if spec.takes_voice_of == picking]
    return [persona_button(taker, source) for taker in takers] if source is not None else []


def _sections(lines: str) -> str:
    if not lines:
        return say("sections-none")
    return f"{escape_lines(lines, discord_limits.EMBED_FIELD - 80)}\n{say('sections-offered')}"


def _lines(timeline: LyricsTimeline, status: JobStatus) -> str:
    parts = sections.sections(answers.to_json(timeline), status.parent.duration if status.parent else None)
    return "\n".join(
        f"{clock_time(part.starts_at)}–{clock_time(part.ends_at)} {shorten(part.label, LABEL_SHOWN)}" for part in parts
    )


def _shown(lyrics: str) -> str:
    return escape_lines(lyrics, discord_limits.EMBED_FIELD) or "…"
