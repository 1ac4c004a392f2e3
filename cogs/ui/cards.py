"""Pure: a job as the embeds of its message: the status card, and a card for every clip."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

import discord

from bot.views import Stage
from bot.words import clock_time
from cogs.ui import explain
from cogs.ui.harmless import harmless, short
from data.rows import ClipState

if TYPE_CHECKING:
    from datetime import datetime

    from bot.packing import PackedClip
    from bot.views import JobView, Statement
    from data.rows import Clip, Job, LedgerEntry

# Colours only repeat what the card's words say.
WAITING, WORKING, FINISHED, BROKEN = 0x5865F2, 0xE0A030, 0x2D9C5A, 0xC0392B
BAR = 10  # segments of the progress bar
PROMPT_SHOWN = 400
TITLE_SHOWN = 200
STYLE_SHOWN = 300
LYRICS_SHOWN = 120
LINK_TEXT = 80
LONGEST_ADDRESS = 900  # a field has room for 1,024 characters

_HEADINGS = {
    Stage.QUEUED: "Song in line",
    Stage.SENDING: "Sending your song",
    Stage.COMPOSING: "Composing your song",
    Stage.ONE_READY: "First clip ready, second on its way",
    Stage.POSTING: "Posting your song",
    Stage.DONE: "Your song is ready",
    Stage.FAILED: "This song did not work out",
}
_COLOURS = {Stage.QUEUED: WAITING, Stage.DONE: FINISHED, Stage.FAILED: BROKEN}


def status_card(view: JobView) -> discord.Embed:
    """Who asked for what, what it costs, and how far it is."""
    job = view.job
    card = discord.Embed(
        title=_HEADINGS[view.stage],
        description=_asked(view),
        colour=_COLOURS.get(view.stage, WORKING),
        timestamp=job.created_at,
    )
    card.add_field(name="Asked by", value=f"<@{job.user_id}>")
    card.add_field(name="Model", value=f"{view.family.label} · {view.model.label}")
    card.add_field(name="Price", value=_price(view))
    card.add_field(name="Stage", value=_stage(view), inline=False)
    if job.started_at and not job.state.final:
        card.add_field(name="Started", value=relative(job.started_at))
        if view.expected_at:
            card.add_field(name="Expected", value=relative(view.expected_at))
    if view.parent:
        card.add_field(name="Made from", value=_lineage(view), inline=False)
    return card


def clip_card(packed: PackedClip, image_name: str | None) -> discord.Embed:
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
    return replace(clip, title=job.title) if job is not None and job.title else clip


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


def _asked(view: JobView) -> str:
    job = view.job
    parts = [
        f"**{harmless(job.title, TITLE_SHOWN)}**" if job.title else "",
        f"“{harmless(job.prompt, PROMPT_SHOWN)}”" if job.prompt else "",
        f"Style: {harmless(job.style, STYLE_SHOWN)}" if job.style else "",
        f"Lyrics: “{harmless(job.lyrics, LYRICS_SHOWN)}”" if job.lyrics else "",
        "Instrumental" if job.instrumental else "",
    ]
    return "\n".join(part for part in parts if part)


def _price(view: JobView) -> str:
    left = f"{view.account.left} left this month"
    if view.stage is Stage.FAILED:
        return f"{view.job.price} credits, given back · {left}"
    return f"{view.job.price} credits · {left}"


def _stage(view: JobView) -> str:
    match view.stage:
        case Stage.QUEUED:
            return f"Waiting, place {view.place} in line" if view.place else "Waiting in line"
        case Stage.SENDING:
            return "Asking MusicAPI"
        case Stage.COMPOSING:
            return f"{_bar(view.progress)} {round(view.progress * 100)} % · {_ready(view)}"
        case Stage.ONE_READY:  # without a bar: from here on, the card rests until the end
            return f"The other one follows in this message · {_ready(view)}"
        case Stage.POSTING:
            return "Bringing the files here"
        case Stage.DONE:
            missing = explain.missing_clip(view.job.clips_expected, len(view.arrived))
            return f"Done, {_clips(len(view.arrived))}. {missing}".rstrip()
        case Stage.FAILED:
            return explain.failure(view.job)


def _ready(view: JobView) -> str:
    return f"{len(view.arrived)} of {_clips(view.job.clips_expected)} ready"


def _clips(count: int) -> str:
    return f"{count} clip" if count == 1 else f"{count} clips"


def _bar(progress: float) -> str:
    full = round(progress * BAR)
    return "▰" * full + "▱" * (BAR - full)


def _lineage(view: JobView) -> str:
    if view.parent is None:
        return ""
    parent = titled(view.parent, view.parent_job)
    verb = "Extends" if view.job.continue_at is not None else "Covers"
    # Brackets end a link's text in Discord's parser even when escaped.
    name = f"clip {parent.position}, {short(parent.title, LINK_TEXT) or 'Untitled'}".translate(
        str.maketrans("[]", "()")
    )
    address = link_to(view.parent_job) if view.parent_job else None
    where = f" from {clock_time(view.job.continue_at)}" if view.job.continue_at is not None else ""
    return (
        f"{verb} [{harmless(name, 2 * LINK_TEXT)}]({address}){where}"
        if address
        else f"{verb} {harmless(name, 200)}{where}"
    )


def _address(clip: Clip) -> str:
    # The address is the vendor's text: whatever would end the link early is written as a percent code.
    address = quote(clip.audio_url, safe=":/?&=%#+,;@~$!*'")
    if clip.state is ClipState.SUCCEEDED and address.startswith("https://") and len(address) < LONGEST_ADDRESS:
        return f"The file could not be attached; [listen at MusicAPI]({address})."
    return "The file could not be attached; the clip can be extended and covered all the same."


def _movement(entry: LedgerEntry) -> str:
    words = {"hold": "held for", "settle": "spent on", "refund": "given back for"}
    return f"{relative(entry.created_at)}: {entry.credits} {words[entry.kind]} song {entry.job_id}"
