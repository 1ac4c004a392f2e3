"""Pure: a job's whole message: the card, a file for each clip, its art, its buttons."""

from __future__ import annotations

import io
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import discord

from bot.delivery.attachments import MOST_FILES, ClipAttachment, FileAttachment
from bot.jobs.privacy import is_private
from bot.jobs.verdicts import is_unapproved
from bot.media.fetch import FetchedFile
from bot.media.sniff import Container, Picture
from bot.media.spool import SpooledFile
from bot.musicapi.operations import Gives, Operation, spec_of
from bot.musicapi.text import utf16_length
from bot.orders.user_text import clock_time
from bot.status.job_status import JobStatus, Stage
from cogs.cards.results import result_of
from cogs.cards.small import small_card
from cogs.cards.status import LYRICS_SHOWN, status_card, with_chosen_title
from cogs.components.buttons import clip_buttons, stopped_view
from cogs.components.job_buttons import job_view, with_job_buttons
from cogs.components.small_buttons import post_button
from cogs.text import discord_limits
from cogs.text.catalog import say, speaking
from cogs.text.escape import shorten
from cogs.text.languages import known
from cogs.text.sentences import row_of
from data.rows import Clip, Job

STEMS = frozenset({Operation.STEMS_BASIC, Operation.STEMS_FULL})
TITLE_SPOKEN = 200  # of an alt text, which has room for 1,024
CONTENTS_SPOKEN = 500


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file with its alt text; made into discord.py's own kind anew for every try."""

    name: str
    data: bytes | SpooledFile
    description: str
    is_picture: bool = False  # of a card, which can be read without it

    def file(self) -> discord.File:
        """A fresh file: discord.py closes each after one request."""
        stream = self.data.open() if isinstance(self.data, SpooledFile) else io.BytesIO(self.data)
        return discord.File(stream, self.name, description=self.description)


@dataclass(frozen=True, slots=True)
class Message:
    """What a job's message says; `attachments` None leaves those of the message as they are."""

    embeds: tuple[discord.Embed, ...]
    attachments: tuple[Attachment, ...] | None = None
    view: discord.ui.View | None = None
    content: str | None = None
    sets_view: bool = False  # a card alone: its buttons are replaced by those of the view, or taken away
    keeps: frozenset[str] = frozenset()  # names, without endings, of songs that hang there already
    buttonless: tuple[discord.Embed, ...] = ()  # what it says where its buttons cannot be, if that is something else

    def is_said_by(self, posted: discord.Message) -> bool:
        """Whether a message that was just posted is this one, and not an earlier one that said less."""
        # Of pictures that a card shows, Discord does not say that they are attached.
        files = {each.name for each in self.attachments or () if not each.is_picture}
        names = {attachment.filename for attachment in posted.attachments}
        return [embed.title for embed in posted.embeds] == [card.title for card in self.embeds] and files <= names

    def to_person(self, job: Job) -> Message:
        """The same as a letter: why it comes here, and no buttons, which would find no server to pay for them."""
        return replace(self.without_buttons(), content=say("sent-by-letter", channel=f"<#{job.channel_id}>"))

    def without_buttons(self) -> Message:
        """The same for where no button can be, which names none."""
        return replace(self, embeds=self.buttonless or self.embeds, view=None)

    def edit(self, hanging: Sequence[discord.Attachment] = (), *, whole: bool = False) -> dict[str, Any]:
        """Arguments for an edit, which replaces everything that it names; of what is `hanging` there, `keeps` stay.

        A `whole` one leaves nothing of what the message said before, such as a menu.
        """
        arguments: dict[str, Any] = {"embeds": list(self.embeds), "allowed_mentions": discord.AllowedMentions.none()}
        if self.attachments is not None:
            kept = [old for old in hanging if old.filename.rpartition(".")[0] in self.keeps]
            arguments["attachments"] = [*kept, *(attachment.file() for attachment in self.attachments)]
        if self.attachments is not None or self.sets_view:
            arguments["view"] = self.view
        if whole:
            arguments |= {"content": self.content, "view": self.view}
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


def job_message(
    status: JobStatus, clips: Sequence[ClipAttachment], files: Sequence[FileAttachment] = (), *, language: str = ""
) -> Message:
    """The message of a job with the clips and the files that are there to be attached.

    It speaks this `language`, or the one in which whoever can read it was promised it: so the message of one job
    changes no language, whichever process edits it.
    """
    with speaking(language or language_of_card(status.job)):
        return _job_message(status, clips, files)


def language_of_card(job: Job) -> str:
    """The language of a job's message: the server's, or where it is for its person alone, theirs."""
    return known(job.member_language if is_private(job) else job.language)


def _job_message(status: JobStatus, clips: Sequence[ClipAttachment], files: Sequence[FileAttachment]) -> Message:
    if is_private(status.job):
        return small_message(status)
    if status.stage is Stage.FAILED:
        return _failed_message(status, clips)
    if status.gives is not Gives.SONGS and status.stage is Stage.DONE:
        return _result_message(status, files)
    if not clips:
        # From the first clip on, the buttons that hang there are the clips'.
        return Message((status_card(status),), view=job_view(status), sets_view=not status.ready_clips)
    clips = [replace(each, clip=with_chosen_title(each.clip, status.job)) for each in clips]
    attachments = [_song(clip.clip, clip.audio) for clip in clips if clip.audio is not None]
    card = _shorten_card(status_card(status, clips=clips))
    # A card has room for one picture; one that is attached and stands in no card is as large as the whole message.
    if art := next((_art(clip.clip, clip.image) for clip in clips if clip.image is not None), None):
        attachments.append(art)
        card.set_thumbnail(url=f"attachment://{art.name}")
    keeps = _names_posted(clip.clip for clip in clips if clip.audio is None)
    return Message((card,), tuple(attachments), _song_view(status, [each.clip for each in clips]), keeps=keeps)


def _failed_message(status: JobStatus, clips: Sequence[ClipAttachment]) -> Message:
    """Why it failed; a clip that was posted before stays, with its buttons: it can be heard, so more can be made of it.

    `clips` are those of them that are attached again, since perhaps the message is a new one.
    """
    posted = [with_chosen_title(clip, status.job) for clip in status.ready_clips if clip.posted_at is not None]
    clips = [replace(each, clip=with_chosen_title(each.clip, status.job)) for each in clips]
    songs = [_song(each.clip, each.audio) for each in clips if each.audio is not None]
    attached = {each.clip.id for each in clips if each.audio is not None}
    return Message(
        (status_card(status, clips=clips),),
        (*songs, *_words(status.job)),
        _song_view(status, posted) if posted else job_view(status),
        keeps=_names_posted(clip for clip in posted if clip.id not in attached),
        buttonless=(status_card(status, clips=clips, has_buttons=False),),
    )


def _song_view(status: JobStatus, clips: Sequence[Clip]) -> discord.ui.View:
    """A row of buttons for each clip, and one for the job as a whole."""
    extends = spec_of(status.job.operation).extends
    return with_job_buttons(clip_buttons(clips, status.family.offers, is_extension=extends), status)


def small_message(status: JobStatus, note: str = "", *, can_post: bool = True, is_known: bool = False) -> Message:
    """The message of a small operation; below what it found out stands what to do with it, as to post it where one can.

    `note` is a line in small letters; what `is_known` already is shown for free.
    """
    card = small_card(status, note, is_known=is_known)
    if status.stage is Stage.FAILED:
        return Message((card,), (), job_view(status), buttonless=(small_card(status, note, has_buttons=False),))
    if status.stage is not Stage.DONE:
        return Message((card,))
    result = result_of(status)
    written = tuple(Attachment(name, text.encode(), described) for name, text, described in result.cut_texts)
    posting = [post_button(status.job.id)] if can_post and status.answer is not None else []
    return Message((card,), written, _result_view(status, [*result.buttons, *posting]))


def _names_posted(clips: Iterable[Clip]) -> frozenset[str]:
    """The names, without endings, of the songs that hang at the message already."""
    posted = (clip for clip in clips if clip.posted_at is not None)
    return frozenset(file_name(clip.title, clip.position, "").rstrip(".") for clip in posted)


def _result_message(status: JobStatus, files: Sequence[FileAttachment]) -> Message:
    """What came of an operation that makes no songs: one card, its files and its texts, and what to do next."""
    title = status.job.brief.title or (
        with_chosen_title(status.parent, status.parent_job).title if status.parent else ""
    )
    result = result_of(status)
    packed = say("zip-stems" if status.job.operation in STEMS else "zip-files")
    attached = [_file(file, file.data, title, packed) for file in files if file.data is not None]
    written = [Attachment(name, text.encode(), described) for name, text, described in result.cut_texts]
    view = _result_view(status, result.buttons)
    return Message((status_card(status, files),), _with_unique_names([*attached, *written][:MOST_FILES]), view)


def _result_view(status: JobStatus, buttons: Sequence[discord.ui.Button[Any]]) -> discord.ui.View | None:
    """What can be done with a result, and below it what can be done with the job as a whole; None for neither."""
    view = with_job_buttons(stopped_view(buttons), status)
    return view if view.children else None


def _shorten_card(card: discord.Embed) -> discord.Embed:
    """Return the card with no more of its last clips than their lengths where it says more than Discord takes."""
    for index, field in reversed(list(enumerate(card.fields))):
        if _length_of(card) > discord_limits.EMBEDS:
            length, _, _ = (field.value or "").partition("\n")
            card.set_field_at(index, name=field.name, value=length, inline=True)
    return card


def _length_of(card: discord.Embed) -> int:
    texts = [card.title, card.description, *(text for field in card.fields for text in (field.name, field.value))]
    return sum(utf16_length(text or "") for text in texts)


def file_name(title: str, suffix: int | str, extension: str) -> str:
    """A name that every file system takes: `late-night-1.m4a`, `late-night-vocals.wav`."""
    words = "-".join(filter(None, (_plain(title) or "song", _plain(str(suffix)))))
    return f"{words}.{extension}"


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-")


def _words(job: Job) -> Iterator[Attachment]:
    """The lyrics of a song that failed, where its card may show them and cannot hold them: writing again is no fun."""
    if len(job.brief.lyrics) > LYRICS_SHOWN and not is_unapproved(job):
        yield Attachment("lyrics.txt", job.brief.lyrics.encode(), say("alt-lyrics"))


def _song(clip: Clip, audio: FetchedFile[Container]) -> Attachment:
    title = _spoken(clip.title)
    if clip.duration:
        words = say("alt-clip-length", number=clip.position, title=title, length=clock_time(clip.duration))
    else:
        words = say("alt-clip", number=clip.position, title=title)
    return Attachment(
        file_name(clip.title, clip.position, audio.extension), audio.data, shorten(words, discord_limits.ALT_TEXT)
    )


def _file(file: FileAttachment, data: SpooledFile, title: str, packed: str) -> Attachment:
    """A file that a job made; `title` is that of the clip that it was made of, `packed` what is in a zip."""
    number, count = file.part
    name = file.name
    if file.contents:
        name = packed if count == 1 else say("zip-part", name=packed, number=number, count=count)
    if file.contents:
        contents = shorten(row_of(file.contents), CONTENTS_SPOKEN)
        words = say("alt-zip", name=shorten(name, TITLE_SPOKEN), title=_spoken(title), contents=contents)
    else:
        words = say("alt-file", name=shorten(name, TITLE_SPOKEN), title=_spoken(title))
    return Attachment(file_name(title, name, file.extension), data, shorten(words, discord_limits.ALT_TEXT))


def _spoken(title: str) -> str:
    return shorten(title, TITLE_SPOKEN) or say("untitled")


def _with_unique_names(attachments: Sequence[Attachment]) -> tuple[Attachment, ...]:
    """The same files, no two of one name: two stems may be called alike."""
    apart: dict[str, Attachment] = {}
    for each in attachments:
        stem, _, ending = each.name.rpartition(".")
        numbers = itertools.count(2)
        name = each.name
        while name in apart:
            name = f"{stem}-{next(numbers)}.{ending}"
        apart[name] = replace(each, name=name)
    return tuple(apart.values())


def _art(clip: Clip, image: FetchedFile[Picture]) -> Attachment:
    words = say("alt-cover", number=clip.position, title=_spoken(clip.title))
    name = file_name(clip.title, clip.position, image.extension)
    return Attachment(f"cover-{name}", image.data, shorten(words, discord_limits.ALT_TEXT), is_picture=True)
