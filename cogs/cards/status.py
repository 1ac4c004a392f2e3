"""Pure: a job as the embeds of its message: the status card, and a card for every clip."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

import discord

from bot.musicapi.operations import Gives, spec_of
from bot.orders.user_text import clock_time
from bot.status.job_status import Stage
from cogs.cards import results
from cogs.text import sentences
from cogs.text.escape import harmless, short
from cogs.text.operation_words import words_for
from data.rows import ClipState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.delivery.attachments import ClipAttachment, FileAttachment
    from bot.status.job_status import JobStatus
    from bot.status.queries import Statement
    from data.rows import Clip, Job, Movement

# Colours only repeat what the card's words say.
WAITING, WORKING, FINISHED, BROKEN = 0x5865F2, 0xE0A030, 0x2D9C5A, 0xC0392B
BAR = 10  # segments of the progress bar
PROMPT_SHOWN = 400
TITLE_SHOWN = 200
STYLE_SHOWN = 300
LYRICS_SHOWN = 120
LINK_TEXT = LABEL_SHOWN = 80
FIELD = 1_024  # Discord's, for the value of an embed's field
LONGEST_ADDRESS = 900  # so that a field has room for it

_VOICES = {"f": "Female voice", "m": "Male voice"}
_COLOURS = {Stage.QUEUED: WAITING, Stage.DONE: FINISHED, Stage.FAILED: BROKEN}


def status_card(view: JobStatus, files: Sequence[FileAttachment] = ()) -> discord.Embed:
    """Who asked for what, what it costs, how far it is, and what was found out; `files` are those of a done job."""
    job = view.job
    card = discord.Embed(
        title=_heading(view),
        description=_asked(view) or None,
        colour=_COLOURS.get(view.stage, WORKING),
        timestamp=job.created_at,
    )
    card.add_field(name="Asked by", value=f"<@{job.user_id}>")
    # No model makes a MIDI file, counts the beats or sang a recording: what says one would be guessing.
    composed = view.gives is Gives.SONGS and not spec_of(job.operation).is_upload
    model = f" · {view.model.label}" if composed else ""
    card.add_field(name="Model", value=f"{view.family.label}{model}")
    card.add_field(name="Price", value=_price(view))
    card.add_field(name="Stage", value=_stage(view), inline=False)
    if job.started_at and not job.state.final:
        card.add_field(name="Started", value=relative(job.started_at))
        if view.expected_at:
            card.add_field(name="Expected", value=relative(view.expected_at))
    if view.stage is Stage.DONE:
        for name, value, inline in results.fields(view):
            card.add_field(name=name, value=value, inline=inline)
        if linked := _linked(files):
            card.add_field(name="Files", value=linked, inline=False)
    if singer := harmless(view.singer, TITLE_SHOWN):
        card.add_field(name="Sung by", value=singer)
    if view.parent:
        card.add_field(name="Made from", value=_lineage(view), inline=False)
    return card


def clip_card(packed: ClipAttachment, image_name: str | None) -> discord.Embed:
    """A clip's title, length and style, with its cover art where there is some; names its address if it has no file."""
    clip = packed.clip
    card = discord.Embed(
        title=f"{clip.position}. {clip_title(clip, TITLE_SHOWN)}",
        description=f"Length {clock_time(clip.duration)}" if clip.duration else "Length unknown",
        colour=FINISHED,
    )
    if style := harmless(clip.style, STYLE_SHOWN):
        card.add_field(name="Style", value=style, inline=False)
    if packed.audio is None and clip.posted_at is None:  # one that was posted early hangs there already
        card.add_field(name="File", value=_address(clip), inline=False)
    if image_name:
        card.set_thumbnail(url=f"attachment://{image_name}")
    return card


def credits_card(statement: Statement) -> discord.Embed:
    """A server's month: allowance, spent, held, left, when it resets, and the last movements."""
    account = statement.account
    card = discord.Embed(
        title="Credits of this server",
        description=f"New credits come {relative(statement.resets_at)}.",
        colour=WAITING,
    )
    for name, amount in (
        ("Left", account.left),
        ("Spent", account.spent),
        ("Held for songs under way", account.held),
        ("Allowance a month", account.allowance),
    ):
        card.add_field(name=name, value=f"{amount:,}")
    lines = [_movement(entry) for entry in statement.entries]
    card.add_field(name="Last movements", value="\n".join(lines) or "None yet.", inline=False)
    return card


def titled(clip: Clip, job: Job | None) -> Clip:
    """The clip under the title that its person chose, which MusicAPI reads in some modes only."""
    return replace(clip, title=job.brief.title) if job is not None and job.brief.title else clip


def clip_title(clip: Clip, limit: int) -> str:
    """A clip's title as harmless text, or a name for one that the vendor left untitled."""
    return harmless(clip.title, limit) or "Untitled"


def link_to(job: Job) -> str | None:
    """The address of a job's message, or None before there is one."""
    if job.message_id is None or job.message_channel_id is None:
        return None
    return f"https://discord.com/channels/{job.guild_id}/{job.message_channel_id}/{job.message_id}"


def relative(moment: datetime) -> str:
    """A live clock that Discord runs by itself, such as “in 2 minutes”."""
    return f"<t:{int(moment.timestamp())}:R>"


def _heading(view: JobStatus) -> str:
    phrases = words_for(view.job.operation)
    match view.stage:
        case Stage.QUEUED:
            return phrases.waiting
        case Stage.SENDING:
            return phrases.sending
        case Stage.ANSWER_LOST:
            return "Waiting for MusicAPI's call"
        case Stage.COMPOSING:
            return phrases.making
        case Stage.ONE_READY:
            return "First clip ready, second on its way"
        case Stage.POSTING:
            return phrases.posting
        case Stage.DONE:
            return phrases.ready
        case Stage.FAILED:
            return phrases.failed


def _asked(view: JobStatus) -> str:
    job, details = view.job, view.job.brief.details
    parts = [
        _shown("**{}**", job.brief.title, TITLE_SHOWN),
        _shown("“{}”", job.brief.prompt, PROMPT_SHOWN),
        _shown("Style: {}", job.brief.style, STYLE_SHOWN),
        _shown("Lyrics: “{}”", job.brief.lyrics, LYRICS_SHOWN),
        "Instrumental" if job.brief.instrumental else "",
        _VOICES.get(details.gender, ""),
        _shown("Without: {}", details.avoid, STYLE_SHOWN),
    ]
    return "\n".join(part for part in parts if part)


def _shown(frame: str, words: str, limit: int) -> str:
    """The words in their frame; empty where nothing of them can be seen."""
    text = harmless(words, limit)
    return frame.format(text) if text else ""


def _price(view: JobStatus) -> str:
    left = f"{view.account.left} left this month"
    if view.stage is Stage.FAILED:
        return f"{sentences.credits_of(view.job.price)}, given back · {left}"
    return f"{sentences.credits_of(view.job.price)} · {left}"


def _stage(view: JobStatus) -> str:
    match view.stage:
        case Stage.QUEUED:
            return f"Waiting, place {view.place} in line" if view.place else "Waiting in line"
        case Stage.SENDING:
            return "Asking MusicAPI"
        case Stage.ANSWER_LOST:
            return f"{sentences.ANSWER_LOST} If it does not come, {sentences.back(view.job)}."
        case Stage.COMPOSING:
            bar = f"{_bar(view.progress)} {round(view.progress * 100)} %"
            return f"{bar} · {_ready(view)}" if view.gives is Gives.SONGS else bar
        case Stage.ONE_READY:  # without a bar: from here on, the card rests until the end
            return f"The other one follows in this message · {_ready(view)}"
        case Stage.POSTING:
            return "Bringing the files here"
        case Stage.DONE if view.gives is Gives.SONGS:
            missing = sentences.missing_clip(view.job.clips_expected, len(view.arrived))
            return f"Done, {_clips(len(view.arrived))}. {missing}".rstrip()
        case Stage.DONE if view.files:
            return f"Done, {len(view.files)} file." if len(view.files) == 1 else f"Done, {len(view.files)} files."
        case Stage.DONE:
            return "Done."
        case Stage.FAILED:
            return sentences.failure(view.job)


def _ready(view: JobStatus) -> str:
    return f"{len(view.arrived)} of {_clips(view.job.clips_expected)} ready"


def _clips(count: int) -> str:
    return f"{count} clip" if count == 1 else f"{count} clips"


def _bar(progress: float) -> str:
    full = round(progress * BAR)
    return "▰" * full + "▱" * (BAR - full)


def _lineage(view: JobStatus) -> str:
    if view.parent is None:
        return ""
    mixed = f" with {_source(view.other, view.other_job)}" if view.other else ""
    verb = words_for(view.job.operation).lineage
    return f"{verb} {_source(view.parent, view.parent_job)}{mixed}{_where(view.job)}".lstrip()


def _source(clip: Clip, job: Job | None) -> str:
    """A clip that something is made of, with the way to its message."""
    clip = titled(clip, job)
    # Brackets end a link's text in Discord's parser even when escaped.
    name = f"clip {clip.position}, {short(clip.title, LINK_TEXT) or 'Untitled'}".translate(str.maketrans("[]", "()"))
    address = link_to(job) if job else None
    return f"[{harmless(name, 2 * LINK_TEXT)}]({address})" if address else harmless(name, 200)


def _where(job: Job) -> str:
    """Which part of its parent a job is about."""
    details = job.brief.details
    if job.brief.continue_at is not None:
        return f" from {clock_time(job.brief.continue_at)}"
    if details.starts_at is not None and details.ends_at is not None:
        return f" from {clock_time(details.starts_at)} to {clock_time(details.ends_at)}"
    return ""


def _linked(files: Sequence[FileAttachment]) -> str:
    """Where the files are that are not attached; as many as a field holds."""
    lines: list[str] = []
    for file in files:
        if file.data is None:
            name = harmless(file.name, LABEL_SHOWN).translate(str.maketrans("[]", "()"))
            address = _safe(file.url)
            where = f"[download at MusicAPI]({address})" if address else "its address cannot be shown"
            lines.append(f"{name or 'A file'} could not be attached: {where}.")
    while len("\n".join(lines)) > FIELD:
        lines = [*lines[:-2], "…"]
    return "\n".join(lines)


def _safe(url: str) -> str:
    """An address of the vendor's as part of a link, empty where it is none."""
    # Whatever would end the link early is written as a percent code.
    address = quote(url, safe=":/?&=%#+,;@~$!*'")
    return address if address.startswith("https://") and len(address) < LONGEST_ADDRESS else ""


def _address(clip: Clip) -> str:
    # A recording's address is a person's own: perhaps a secret one, and by now anything may lie there.
    vendors = clip.state is ClipState.SUCCEEDED and not clip.uploaded
    if address := _safe(clip.audio_url) if vendors else "":
        return f"The file could not be attached; [listen at MusicAPI]({address})."
    return "The file could not be attached; the clip can be extended and covered all the same."


def _movement(entry: Movement) -> str:
    words = {"hold": "held for", "settle": "spent on", "refund": "given back for"}
    what = words_for(entry.operation).name
    # The number is the one in the operator's log.
    which = f"number {entry.job_id}, {what}"
    return f"{relative(entry.created_at)}: {entry.credits} {words[entry.kind]} {which}, <@{entry.user_id}>"
