"""The forms of a new song: from lyrics, or from a few words.

Everything that is typed comes back in the fields. Only of a text that no field can show to its end does the `custom_id`
say where it lies.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from bot.errors import ClipGone
from bot.musicapi.text import utf16_length
from cogs.components.custom_id import ROW_ID, CustomId
from cogs.forms.form import Form
from cogs.forms.long_text import hint_for, whole_text
from cogs.text.form_words import A_STYLE, LYRICS_TITLE, SONG_TITLE
from cogs.text.sentences import LYRICS_GONE, STYLE_GONE, price_line
from data.ids import DraftId, JobId

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.musicapi.offers import Limits
    from bot.orders.candidates import Candidate
    from bot.status.snapshots import NewSong
    from data.rows import Account, Job

TEXTS = ("prompt", "title", "style", "lyrics")
PRICE = r"[0-9]{1,6}"


@dataclass(frozen=True, slots=True)
class SongForm(CustomId):
    """`form:v1:song:<price>:<model>`: a new song; the model is `family/model`, a family, or empty if none was named."""

    price: int
    model: str = ""

    pattern: ClassVar[re.Pattern[str]] = re.compile(rf"form:v1:song:(?P<price>{PRICE}):(?P<model>.*)")

    @property
    def custom_id(self) -> str:
        """The published name."""
        return f"form:v1:song:{self.price}:{self.model}"

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        """What a name says."""
        return cls(int(match["price"]), match["model"])


@dataclass(frozen=True, slots=True)
class WrittenSongForm(CustomId):
    """`form:v1:sing:<jobs.id>:<version>:<price>`: a new song that begins with one version of written lyrics."""

    job_id: JobId
    version: int
    price: int

    pattern: ClassVar[re.Pattern[str]] = re.compile(
        rf"form:v1:sing:(?P<job>{ROW_ID}):(?P<version>[1-9]):(?P<price>{PRICE})"
    )

    @property
    def custom_id(self) -> str:
        """The published name."""
        return f"form:v1:sing:{self.job_id}:{self.version}:{self.price}"

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        """What a name says."""
        return cls(JobId(int(match["job"])), int(match["version"]), int(match["price"]))


@dataclass(frozen=True, slots=True)
class DraftSongForm(CustomId):
    """`form:v1:draft:<drafts.id>:<price>`: a new song that begins with a message too long for a field."""

    draft_id: DraftId
    price: int

    pattern: ClassVar[re.Pattern[str]] = re.compile(rf"form:v1:draft:(?P<draft>{ROW_ID}):(?P<price>{PRICE})")

    @property
    def custom_id(self) -> str:
        """The published name."""
        return f"form:v1:draft:{self.draft_id}:{self.price}"

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        """What a name says."""
        return cls(DraftId(int(match["draft"])), int(match["price"]))


def song_form(about: CustomId, candidate: Candidate, account: Account, known: Mapping[str, str] | None = None) -> Form:
    """The form of a new song, filled with what is `known` of it already, by field."""
    texts = known or {}
    if texts.get("lyrics"):
        return lyrics_form(about, candidate.limits, price_line(candidate.offer.price, account.left), texts)
    return prompt_form(about, candidate.limits, price_line(candidate.offer.price, account.left), texts)


def lyrics_form(about: CustomId, limits: Limits, price: str, known: Mapping[str, str] | None = None) -> Form:
    """Title, style and lyrics of a new song; `price` is the line that says what it costs."""
    texts = known or {}
    form = Form(about, LYRICS_TITLE)
    form.say(price)
    form.ask("title", "Title", hint="Optional", limit=limits.title, default=texts.get("title", ""))
    style, lyrics = texts.get("style", ""), texts.get("lyrics", "")
    form.ask("style", "Style", hint=hint_for(style, limits.style, A_STYLE), limit=limits.style, default=style)
    hint = hint_for(lyrics, limits.lyrics, "Sections in brackets, such as [Verse] and [Chorus]")
    form.ask("lyrics", "Lyrics", hint=hint, limit=limits.lyrics, default=lyrics, long=True, needed=True)
    return form


def prompt_form(about: CustomId, limits: Limits, price: str, known: Mapping[str, str] | None = None) -> Form:
    """Prompt, style, title and lyrics of a new song; `price` is the line that says what it costs."""
    texts = known or {}
    form = Form(about, SONG_TITLE)
    form.say(price)
    prompt = texts.get("prompt", "")
    hint = hint_for(prompt, limits.prompt, "Such as: r&b pop about the last train home")
    form.ask("prompt", "What the song should be like", hint=hint, limit=limits.prompt, default=prompt, needed=True)
    style = texts.get("style", "")
    hint = hint_for(style, limits.style, "Genre, voice, tempo, mood")
    form.ask("style", "Style", hint=hint, limit=limits.style, default=style)
    form.ask("title", "Title", hint="Optional", limit=limits.title, default=texts.get("title", ""))
    lyrics = texts.get("lyrics", "")
    hint = hint_for(lyrics, limits.lyrics, "Optional; without any, the model writes its own")
    form.ask("lyrics", "Lyrics", hint=hint, limit=limits.lyrics, default=lyrics, long=True)
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
    versions = cast("list[Any]", _answer(job).get("versions") or [])
    if version > len(versions):
        raise ClipGone(LYRICS_GONE)
    written = cast("Mapping[str, Any]", versions[version - 1])
    return {name: str(written.get(name) or "") for name in ("title", "lyrics")}


def found_style(job: Job | None) -> dict[str, str]:
    """The style that a job found; raises ClipGone where it is not there."""
    style = str(_answer(job).get("style") or "")
    if not style:
        raise ClipGone(STYLE_GONE)
    return {"style": style}


def _answer(job: Job | None) -> Mapping[str, Any]:
    return ((job.result or {}).get("answer") or {}) if job else {}
