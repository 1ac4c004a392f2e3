"""From a commission to music: what each edit leaves of its source, and what it makes anew."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from sandbox.musicapi.sound.brief import Brief, Stretch
from sandbox.musicapi.words import new_lyrics, new_title
from sandbox.musicapi.works import Clip, Commission, Recording

SHORTEST_REST = 1.0  # seconds behind a new section that are worth playing
KEEPS_WORDS = ("cover", "copy")


def music(commission: Commission, tune: str, position: int, lyrics: str, new: float) -> Brief:
    """What the clip at `position` sounds like: its song is called `tune` and what is made anew lasts `new` seconds."""
    source, lead = commission.source, is_sung(commission)
    words = f"{commission.prompt} {commission.style}".strip()
    if commission.persona is not None:
        words = f"{words} {commission.persona.style}".strip()
    if source is None or commission.edit == "new":
        return Brief(tune, words, words, (_stretch(new, lyrics, lead, position),))
    brief = source.brief
    match commission.edit:
        case "copy":
            return brief
        case "cover":
            return brief.covered(words, position, commission.lyrics, lead=lead)
        case "replace" if commission.section is not None:
            return _replaced(commission, source, position, commission.section)
        case _:
            lyrics = lyrics or (source.lyrics if lead else "")  # who has no new words sings the old ones again
            stretch = _stretch(new, lyrics, lead, position)
            return brief.extended(commission.continue_at or 0.0, stretch, whole=commission.keeps_source)


def recorded(recording: Recording) -> Brief:
    """What stands for audio that a customer brought: as long as it is, and the same for the same bytes."""
    return Brief(f"recording {recording.mark}", "", "", (Stretch(recording.seconds, lead=False),))


def title_of(commission: Commission, rng: Random) -> str:
    """The title that the task's clips have."""
    made_up = new_title(commission.prompt, rng)
    if commission.may_be_retitled and rng.random() < 0.3:
        return made_up  # [L 2026-07-15]: the provider rewrote a title
    source_title = commission.source.title if commission.source else ""
    return commission.title or source_title or made_up


def lyrics_of(commission: Commission, rng: Random) -> str:
    """The lyrics that the task's clips have."""
    made_up, source = new_lyrics(commission.prompt, rng), commission.source
    if source is not None and commission.edit == "replace" and commission.keeps_source:
        return source.lyrics
    if commission.lyrics or commission.instrumental:
        return commission.lyrics
    if source is not None and (commission.edit in KEEPS_WORDS or commission.keeps_source):
        return source.lyrics
    return "" if commission.custom else made_up


def is_sung(commission: Commission) -> bool:
    """Whether there is a voice: labels in brackets alone are not sung."""
    return not commission.instrumental and bool(
        not commission.lyrics or re.sub(r"\[[^\]]*\]|\s", "", commission.lyrics)
    )


def _stretch(seconds: float, lyrics: str, lead: bool, position: int) -> Stretch:
    return Stretch(seconds, lyrics if lead else "", lead, take=position, plan=lyrics)


def _replaced(commission: Commission, source: Clip, position: int, section: tuple[float, float]) -> Brief:
    """The section alone, or the song with it: what was before stays as it was, what follows is played once more."""
    begin, end = section
    lead = is_sung(commission)
    lyrics = commission.lyrics or (source.lyrics if lead else "")
    made = source.brief.extended(begin, _stretch(end - begin, lyrics, lead, position), whole=commission.keeps_source)
    rest = source.seconds - end
    if not commission.keeps_source or rest < SHORTEST_REST:
        return made
    return replace(made, stretches=(*made.stretches, _stretch(rest, source.lyrics, not source.instrumental, position)))
