"""What a clip is found by: the words of its titles, prompt, style and lyrics, folded alike for both databases.

A word is a run of letters, digits and marks without its accents, whatever its case. Of scripts that put no spaces
between words, each character is one. A sign such as % is a word too, so that who looks for nothing else finds it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import delete, func, select

from data import tables
from data.engine.dialects import upsert
from data.engine.transaction import Transaction
from data.ids import ClipId, GuildId
from data.rows import Clip, ClipState, Job
from data.schema.columns import storable

LONGEST_WORD: Final = 40  # characters; what is longer is found by its beginning
LONGEST_TEXT: Final = 20_000  # characters of one text that can be found
MOST_TYPED: Final = 12  # words of a search that count

# What no decomposition takes apart. A quote would end a word in the index's own language.
_ALIKE: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "’": "\ue027", "'": "\ue027", '"': "\ue022"}
)
_ASCII_WORDS: Final = re.compile(r"[a-z0-9]+|[!-/:-@\[-`{-~]")
_SMALL_ACCENTS: Final = range(0x300, 0x370)
_UNSPACED: Final = (
    range(0x3040, 0x3100),  # hiragana, katakana
    range(0x3400, 0xA000),  # Han
    range(0xF900, 0xFB00),
    range(0x20000, 0x32000),
    range(0x0E00, 0x0F00),  # Thai, Lao
)


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody looks for: every one of `words` begins a word of the song, and `runs` stand there as they are."""

    words: tuple[str, ...]
    runs: tuple[str, ...] = ()


def fold(text: str) -> list[str]:
    """The words of a text, in its order."""
    words, run = list[str](), list[str]()
    plain = _plain(text)
    if plain.isascii():  # most are, and this is twenty times as fast
        return [word[:LONGEST_WORD] for word in _ASCII_WORDS.findall(plain)]
    for character in plain:
        category = unicodedata.category(character)
        if category in ("Cf", "Mn") and not run:
            continue
        is_alone = _is_unspaced(character)
        if category[0] in "LNM" and not is_alone:
            run.append(character)
            continue
        if category == "Cf":
            continue  # it joins what stands beside it
        if run:
            words.append("".join(run)[:LONGEST_WORD])
            run.clear()
        if is_alone or category[0] in "PS" or category == "Co":
            words.append(character)
    if run:
        words.append("".join(run)[:LONGEST_WORD])
    return words


def read_typed(text: str) -> Typed:
    """What a search asks for; signs count where nothing else was typed. No words: it asks for everything."""
    found = fold(text)
    words = [word for word in found if _is_spoken(word)] or found
    runs = [" ".join(run) for run in _runs(found) if len(run) > 1]
    return Typed(tuple(dict.fromkeys(words[:MOST_TYPED])), tuple(runs[:MOST_TYPED]))


def guild_word(guild_id: GuildId) -> str:
    """The word that every clip of a guild has and that nobody can type: a sign never begins a longer word."""
    return f"@{guild_id}"


async def record(tx: Transaction, job: Job, clips: Iterable[Clip]) -> None:
    """Let these clips of a job be found by what they say now; those that cannot be heard, or were deleted, are not."""
    for clip in clips:
        if clip.state is not ClipState.SUCCEEDED or clip.deleted_at is not None:
            await forget(tx, clip.id)
            continue
        brief = job.brief
        texts = (clip.given_title or "", brief.title, clip.title, brief.prompt, brief.style, clip.style)
        await _keep(tx, clip.id, clip.guild_id, (*texts, clip.lyrics or brief.lyrics))


async def forget(tx: Transaction, clip_id: ClipId) -> None:
    """Let a clip be found by nothing."""
    await tx.execute(delete(tables.clip_words).where(tables.clip_words.c.clip_id == clip_id))


async def newest_clip(tx: Transaction) -> ClipId:
    """Return the highest id of a clip, 0 where there is none."""
    return ClipId((await tx.execute(select(func.coalesce(func.max(tables.clips.c.id), 0)))).scalar_one())


async def index_missing(tx: Transaction, *, after: ClipId, until: ClipId) -> int:
    """Let the clips of these ids be found that a version before this one made; returns how many those were.

    `after` itself is none of them, `until` is.
    """
    clips, jobs, words = tables.clips.c, tables.jobs.c, tables.clip_words
    columns = (
        *(clips.id, clips.guild_id, clips.given_title, jobs.title, clips.title, jobs.prompt, jobs.style, clips.style),
        func.coalesce(func.nullif(clips.lyrics, ""), jobs.lyrics),
    )
    from_clips = tables.clips.join(tables.jobs, clips.job_id == jobs.id)
    statement = (
        select(*columns)
        .select_from(from_clips.outerjoin(words, words.c.clip_id == clips.id))
        .where(clips.id > after, clips.id <= until, clips.state == ClipState.SUCCEEDED)
        .where(clips.deleted_at.is_(None), words.c.clip_id.is_(None))
    )
    missing = (await tx.execute(statement)).all()
    for clip_id, guild_id, *texts in missing:
        await _keep(tx, clip_id, guild_id, [text or "" for text in texts])
    return len(missing)


async def _keep(tx: Transaction, clip_id: ClipId, guild_id: GuildId, texts: Sequence[str]) -> None:
    found = [word for text in dict.fromkeys(texts) for word in fold(text)]
    await upsert(tx, tables.clip_words, clip_id=clip_id, words=" ".join([guild_word(guild_id), *found]))


def _plain(text: str) -> str:
    if text.isascii():
        return text[:LONGEST_TEXT].casefold().translate(_ALIKE)
    apart = unicodedata.normalize("NFKD", storable(text[:LONGEST_TEXT])).casefold().translate(_ALIKE)
    without = "".join(character for character in apart if ord(character) not in _SMALL_ACCENTS)
    return unicodedata.normalize("NFKC", without)


def _is_unspaced(character: str) -> bool:
    code = ord(character)
    return code >= 0xE00 and any(code in each for each in _UNSPACED)


def _is_spoken(word: str) -> bool:
    return len(word) > 1 or unicodedata.category(word)[0] in "LNM"


def _runs(words: Sequence[str]) -> Iterable[list[str]]:
    """What stands side by side in a script without spaces."""
    run = list[str]()
    for word in words:
        if len(word) == 1 and _is_unspaced(word):
            run.append(word)
        else:
            yield run
            run = []
    yield run
