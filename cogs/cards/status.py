"""Pure: a job as the embeds of its message: the status card, and a card for every clip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import assert_never
from urllib.parse import quote

import discord

from bot.delivery.attachments import ClipAttachment, FileAttachment
from bot.musicapi.operations import Gives, spec_of
from bot.orders.user_text import clock_time
from bot.status.job_status import JobStatus, Stage
from bot.status.snapshots import Statement
from cogs.cards.results import result_of
from cogs.text import discord_limits, sentences
from cogs.text.escape import escape_link, escape_markdown, shorten
from cogs.text.operation_words import words_for
from data.ids import GuildId
from data.lineage import LineageRow
from data.rows import Clip, ClipState, Job, Movement

# Colours only repeat what the card's words say.
WAITING, WORKING, FINISHED, BROKEN = 0x5865F2, 0xE0A030, 0x2D9C5A, 0xC0392B
BAR = 10  # segments of the progress bar
PROMPT_SHOWN = 400
TITLE_SHOWN = 200
STYLE_SHOWN = 300
LYRICS_SHOWN = 120
LINK_TEXT = FILE_NAME_SHOWN = 80
LONGEST_ADDRESS = 900  # so that a field has room for it

_VOICES = {"f": "Female voice", "m": "Male voice"}
_COLOURS = {Stage.QUEUED: WAITING, Stage.DONE: FINISHED, Stage.FAILED: BROKEN}


def status_card(status: JobStatus, files: Sequence[FileAttachment] = ()) -> discord.Embed:
    """Who asked for what, what it costs, how far it is, and what was found out; `files` are those of a done job."""
    job = status.job
    card = discord.Embed(
        title=_heading(status),
        description=_order_text(status) or None,
        colour=_COLOURS.get(status.stage, WORKING),
        timestamp=job.created_at,
    )
    card.add_field(name="Asked by", value=f"<@{job.user_id}>")
    # No model makes a MIDI file, counts the beats or sang a recording: what says one would be guessing.
    composed = status.gives is Gives.SONGS and not spec_of(job.operation).is_upload
    model = f" · {status.model.label}" if composed else ""
    card.add_field(name="Model", value=f"{status.family.label}{model}")
    card.add_field(name="Price", value=_price(status))
    card.add_field(name="Stage", value=_stage(status), inline=False)
    if job.started_at and not job.state.final:
        card.add_field(name="Started", value=relative(job.started_at))
        if status.expected_at:
            card.add_field(name="Expected", value=relative(status.expected_at))
    if status.stage is Stage.DONE:
        for name, value, inline in result_of(status).fields:
            card.add_field(name=name, value=value, inline=inline)
        if links := _file_links(files):
            card.add_field(name="Files", value=links, inline=False)
    if singer := escape_markdown(status.singer, TITLE_SHOWN):
        card.add_field(name="Sung by", value=singer)
    if status.parent:
        card.add_field(name="Made from", value=_lineage(status, status.parent), inline=False)
    return card


def clip_card(attached: ClipAttachment, image_name: str | None) -> discord.Embed:
    """A clip's title, length and style, with its cover art where there is some; names its address if it has no file."""
    clip = attached.clip
    card = discord.Embed(
        title=f"{clip.position}. {escape_markdown(clip.title, TITLE_SHOWN) or 'Untitled'}",
        description=f"Length {clock_time(clip.duration)}" if clip.duration else "Length unknown",
        colour=FINISHED,
    )
    if style := escape_markdown(clip.style, STYLE_SHOWN):
        card.add_field(name="Style", value=style, inline=False)
    if attached.audio is None and clip.posted_at is None:  # one that was posted early hangs there already
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
    lines = [_movement(entry, account.month) for entry in statement.entries]
    while len("\n".join(lines)) > discord_limits.EMBED_FIELD:
        lines.pop()  # the oldest
    card.add_field(name="Last movements", value="\n".join(lines) or "None yet.", inline=False)
    return card


def with_chosen_title(clip: Clip, job: Job | None) -> Clip:
    """The clip under the title that its person chose, which MusicAPI reads in some modes only."""
    return replace(clip, title=job.brief.title) if job is not None and job.brief.title else clip


def link_to(made: Job | LineageRow, guild_id: GuildId) -> str | None:
    """The address of a job's message, or None before there is one."""
    if made.message_id is None or made.message_channel_id is None:
        return None
    return f"https://discord.com/channels/{guild_id}/{made.message_channel_id}/{made.message_id}"


def relative(moment: datetime) -> str:
    """A live clock that Discord runs by itself, such as “in 2 minutes”."""
    return f"<t:{int(moment.timestamp())}:R>"


def _heading(status: JobStatus) -> str:
    words = words_for(status.job.operation)
    headings = {
        Stage.QUEUED: words.waiting,
        Stage.SENDING: words.sending,
        Stage.ANSWER_LOST: "Waiting for MusicAPI's call",
        Stage.COMPOSING: words.making,
        Stage.ONE_READY: "First clip ready, second on its way",
        Stage.POSTING: words.posting,
        Stage.DONE: words.ready,
        Stage.FAILED: words.failed,
    }
    return headings[status.stage]


def _order_text(status: JobStatus) -> str:
    brief = status.job.brief
    parts = [
        _framed_text("**{}**", brief.title, TITLE_SHOWN),
        _framed_text("“{}”", brief.prompt, PROMPT_SHOWN),
        _framed_text("Style: {}", brief.style, STYLE_SHOWN),
        _framed_text("Lyrics: “{}”", brief.lyrics, LYRICS_SHOWN),
        "Instrumental" if brief.instrumental else "",
        _VOICES.get(brief.details.gender, ""),
        _framed_text("Without: {}", brief.details.avoid, STYLE_SHOWN),
    ]
    return "\n".join(part for part in parts if part)


def _framed_text(frame: str, words: str, limit: int) -> str:
    """The words in their frame; empty where nothing of them can be seen."""
    text = escape_markdown(words, limit)
    return frame.format(text) if text else ""


def _price(status: JobStatus) -> str:
    # Not “this month”: a song is paid for by the month in which it was asked for, however late it is done.
    left = f"{status.account.left} left in {sentences.month_name(status.account.month)}"
    if status.stage is Stage.FAILED:
        return f"{sentences.credits_of(status.job.price)}, given back · {left}"
    return f"{sentences.credits_of(status.job.price)} · {left}"


def _stage(status: JobStatus) -> str:
    match status.stage:
        case Stage.QUEUED:
            waiting = f"Waiting, place {status.place} in line" if status.place else "Waiting in line"
            if status.asked_again_at is None:
                return waiting
            return f"{waiting} · MusicAPI is asked again {relative(status.asked_again_at)}"
        case Stage.SENDING:
            return "Asking MusicAPI"
        case Stage.ANSWER_LOST:
            return f"{sentences.ANSWER_LOST} If it does not come, {sentences.back(status.job)}."
        case Stage.COMPOSING:
            bar = f"{_bar(status.progress)} {round(status.progress * 100)} %"
            return f"{bar} · {_ready(status)}" if status.gives is Gives.SONGS else bar
        case Stage.ONE_READY:  # without a bar: from here on, the card rests until the end
            return f"The other one follows in this message · {_ready(status)}"
        case Stage.POSTING:
            return "Bringing the files here"
        case Stage.DONE if status.gives is Gives.SONGS:
            missing = sentences.missing_clip(status.job.clips_expected, len(status.ready_clips))
            return f"Done, {_clips(len(status.ready_clips))}. {missing}".rstrip()
        case Stage.DONE if status.files:
            return f"Done, {len(status.files)} file." if len(status.files) == 1 else f"Done, {len(status.files)} files."
        case Stage.DONE:
            return "Done."
        case Stage.FAILED:
            return sentences.failure(status.job)
        case _:
            assert_never(status.stage)


def _ready(status: JobStatus) -> str:
    return f"{len(status.ready_clips)} of {_clips(status.job.clips_expected)} ready"


def _clips(count: int) -> str:
    return f"{count} clip" if count == 1 else f"{count} clips"


def _bar(progress: float) -> str:
    full = round(progress * BAR)
    return "▰" * full + "▱" * (BAR - full)


def _lineage(status: JobStatus, parent: Clip) -> str:
    mixed = f" with {_source(status.other, status.other_job)}" if status.other else ""
    verb = words_for(status.job.operation).lineage
    return f"{verb} {_source(parent, status.parent_job)}{mixed}{_where(status.job)}".lstrip()


def _source(clip: Clip, job: Job | None) -> str:
    """A clip that something is made of, with the way to its message."""
    clip = with_chosen_title(clip, job)
    name = f"clip {clip.position}, {shorten(clip.title, LINK_TEXT) or 'Untitled'}"
    address = link_to(job, job.guild_id) if job else None
    return f"[{escape_link(name, 2 * LINK_TEXT)}]({address})" if address else escape_link(name, 200)


def _where(job: Job) -> str:
    """Which part of its parent a job is about."""
    details = job.brief.details
    if job.brief.continue_at is not None:
        return f" from {clock_time(job.brief.continue_at)}"
    if details.starts_at is not None and details.ends_at is not None:
        return f" from {clock_time(details.starts_at)} to {clock_time(details.ends_at)}"
    return ""


def _file_links(files: Sequence[FileAttachment]) -> str:
    """Where the files are that are not attached; as many as a field holds."""
    lines: list[str] = []
    for file in files:
        if file.data is None:
            name = escape_link(file.name, FILE_NAME_SHOWN)
            address = _safe(file.url)
            where = f"[download at MusicAPI]({address})" if address else "its address cannot be shown"
            lines.append(f"{name or 'A file'} could not be attached: {where}.")
    while len("\n".join(lines)) > discord_limits.EMBED_FIELD:
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


def _movement(entry: Movement, month: str) -> str:
    words = {"hold": "held for", "settle": "spent on", "refund": "given back for"}
    what = words_for(entry.operation).name
    # The number is the one in the operator's log.
    which = f"number {entry.job_id}, {what}"
    paid_by = "" if entry.month == month else f" ({sentences.month_name(entry.month)[:3]})"
    return f"{relative(entry.created_at)}: {entry.credits}{paid_by} {words[entry.kind]} {which}, <@{entry.user_id}>"
