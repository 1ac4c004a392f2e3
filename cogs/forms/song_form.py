"""The forms of a new song: from lyrics, or from a few words.

Everything that is typed comes back in the fields. Only of a text that no field can show to its end does the `custom_id`
say where it lies.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.errors import ClipGone
from bot.musicapi import answers
from bot.musicapi.answers import Answer, EnrichedStyle, WrittenLyrics
from bot.musicapi.offers import Limits
from bot.musicapi.text import utf16_length
from bot.orders.candidates import Candidate
from bot.status.snapshots import NewSong
from cogs.components.custom_id import CustomId
from cogs.forms.form import Form, hint_for, whole_text
from cogs.text import sentences
from data.rows import Job

TEXTS = ("prompt", "title", "style", "lyrics")
# The fields of the two forms, in order: their names, their labels, and the lines below.
_FROM_LYRICS = (
    ("title", "Title", "Optional"),
    ("style", "Style", sentences.A_STYLE),
    ("lyrics", "Lyrics", "Sections in brackets, such as [Verse] and [Chorus]"),
)
_FROM_PROMPT = (
    ("prompt", "What the song should be like", "Such as: r&b pop about the last train home"),
    ("style", "Style", "Genre, voice, tempo, mood"),
    ("title", "Title", "Optional"),
    ("lyrics", "Lyrics", "Optional; without any, the model writes its own"),
)


def song_form(
    about: Callable[[int], CustomId], song: NewSong, known: Mapping[str, str], *, from_lyrics: bool = False
) -> Form:
    """The form of a new song at the price that it is `about`, filled with what is `known` of it already, by field.

    It asks for lyrics first where some are known, or where it is said to be `from_lyrics`.
    """
    candidate = fitting_candidate(song, known)
    price, limits = candidate.offer.price, candidate.limits
    from_lyrics = from_lyrics or bool(known.get("lyrics"))
    form = Form(about(price), sentences.LYRICS_TITLE if from_lyrics else sentences.SONG_TITLE)
    form.say(sentences.price_line(price, song.account.left))
    for name, label, hint in _FROM_LYRICS if from_lyrics else _FROM_PROMPT:
        text, limit = known.get(name, ""), getattr(limits, name)
        shown_hint = hint if name == "title" else hint_for(text, limit, hint)
        needed = name == ("lyrics" if from_lyrics else "prompt")
        form.ask(name, label, hint=shown_hint, limit=limit, default=text, long=name == "lyrics", needed=needed)
    return form


def song_texts(fields: Mapping[str, str]) -> dict[str, str]:
    """The texts of the order that a sent form makes."""
    return {name: fields.get(name, "") for name in TEXTS}


def whole_song_texts(fields: Mapping[str, str], known: Mapping[str, str], limits: Limits) -> dict[str, str]:
    """Like `song_texts`, with the whole of a `known` text that was too long to be shown and came back untouched."""
    return {
        name: whole_text(typed, known.get(name, ""), getattr(limits, name))
        for name, typed in song_texts(fields).items()
    }


def fitting_candidate(song: NewSong, known: Mapping[str, str]) -> Candidate:
    """The first model that takes all of the known texts, or the first of all: who takes them will sing them."""

    def takes(candidate: Candidate) -> bool:
        return all(utf16_length(text) <= getattr(candidate.limits, name) for name, text in known.items())

    return next((each for each in song.candidates if takes(each)), song.candidates[0])


def written_texts(job: Job | None, version: int) -> dict[str, str]:
    """Title and lyrics of one version of what a job wrote; raises ClipGone where it is not there."""
    answer = _answer(job)
    if not isinstance(answer, WrittenLyrics) or version > len(answer.drafts):
        raise ClipGone(sentences.LYRICS_GONE)
    written = answer.drafts[version - 1]
    return {"title": written.title, "lyrics": written.lyrics}


def found_style(job: Job | None) -> dict[str, str]:
    """The style that a job found; raises ClipGone where it is not there."""
    answer = _answer(job)
    if not isinstance(answer, EnrichedStyle) or not answer.style:
        raise ClipGone(sentences.STYLE_GONE)
    return {"style": answer.style}


def _answer(job: Job | None) -> Answer | None:
    return answers.from_json((job.result or {}).get("answer") or {}) if job else None
