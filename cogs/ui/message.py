"""Pure: a job's whole message: the card, a card and a file for each clip, its art, its buttons."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import discord

from bot.views import Stage
from bot.words import clock_time
from cogs.ui.cards import LYRICS_SHOWN, clip_card, status_card, titled
from cogs.ui.clip_button import buttons_for
from cogs.ui.harmless import short

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.packing import PackedClip
    from bot.views import JobView
    from data.rows import Job

DESCRIPTION_LIMIT = 1_024  # Discord's, for an attachment's alt text


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file with its alt text; made into discord.py's own kind anew for every try."""

    name: str
    data: bytes
    description: str

    def file(self) -> discord.File:
        """A fresh file: discord.py closes each after one request."""
        return discord.File(io.BytesIO(self.data), self.name, description=self.description)


@dataclass(frozen=True, slots=True)
class Message:
    """What a job's message says; `attachments` None leaves those of the message as they are."""

    embeds: tuple[discord.Embed, ...]
    attachments: tuple[Attachment, ...] | None = None
    view: discord.ui.View | None = None
    content: str | None = None
    keeps: frozenset[str] = frozenset()  # names, without endings, of songs that hang there already

    def to_person(self, job: Job) -> Message:
        """The same as a letter: why it comes here, and no buttons, which would find no server to pay for them."""
        why = f"Encore could not write in <#{job.channel_id}>, so this comes to you here."
        return replace(self, view=None, content=why)

    def edit(self, hanging: Sequence[discord.Attachment] = ()) -> dict[str, Any]:
        """Arguments for an edit, which replaces everything that it names; of what is `hanging` there, `keeps` stay."""
        arguments: dict[str, Any] = {"embeds": list(self.embeds), "allowed_mentions": discord.AllowedMentions.none()}
        if self.attachments is not None:
            kept = [old for old in hanging if old.filename.rpartition(".")[0] in self.keeps]
            arguments["attachments"] = [*kept, *(attachment.file() for attachment in self.attachments)]
            arguments["view"] = self.view
        return arguments

    def send(self) -> dict[str, Any]:
        """Arguments for a new message."""
        arguments: dict[str, Any] = {"embeds": list(self.embeds), "allowed_mentions": discord.AllowedMentions.none()}
        if self.content is not None:
            arguments["content"] = self.content
        if self.attachments:
            arguments["files"] = [attachment.file() for attachment in self.attachments]
        if self.view is not None:
            arguments["view"] = self.view
        return arguments


def message_of(view: JobView, packed: Sequence[PackedClip]) -> Message:
    """The message of a job with the clips that are there to be attached."""
    if view.stage is Stage.FAILED:
        return Message((status_card(view),), tuple(_words(view.job)))
    if not packed:
        return Message((status_card(view),))
    attachments: list[Attachment] = []
    embeds = [status_card(view)]
    for clip in (replace(each, clip=titled(each.clip, view.job)) for each in packed):
        art = _art(clip)
        if clip.audio is not None:
            attachments.append(_song(clip))
        if art is not None:
            attachments.append(art)
        embeds.append(clip_card(clip, art.name if art else None))
    keeps = frozenset(
        file_name(titled(clip.clip, view.job).title, clip.clip.position, "").rstrip(".")
        for clip in packed
        if clip.audio is None and clip.clip.posted_at is not None
    )
    return Message(tuple(embeds), tuple(attachments), buttons_for(clip.clip for clip in packed), keeps=keeps)


def file_name(title: str, position: int, extension: str) -> str:
    """A name that every file system takes: `late-night-1.m4a`."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-")
    return f"{words or 'song'}-{position}.{extension}"


def _words(job: Job) -> Iterator[Attachment]:
    """The lyrics of a song that failed, where its card cannot hold them: writing them again is no fun."""
    if len(job.lyrics) > LYRICS_SHOWN:
        yield Attachment("lyrics.txt", job.lyrics.encode(), "The lyrics of this song, to ask for it again")


def _song(packed: PackedClip) -> Attachment:
    clip, audio = packed.clip, packed.audio
    if audio is None:
        raise ValueError("a clip without audio has no file")
    length = f", {clock_time(clip.duration)} long" if clip.duration else ""
    words = f"Clip {clip.position}: {clip.title or 'Untitled'}{length}"
    return Attachment(
        file_name(clip.title, clip.position, audio.container), audio.data, short(words, DESCRIPTION_LIMIT)
    )


def _art(packed: PackedClip) -> Attachment | None:
    if packed.image is None:
        return None
    words = f"Cover art of clip {packed.clip.position}: {packed.clip.title or 'Untitled'}"
    name = file_name(packed.clip.title, packed.clip.position, packed.image.extension)
    return Attachment(f"cover-{name}", packed.image.data, short(words, DESCRIPTION_LIMIT))
