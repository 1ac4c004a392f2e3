"""Pure: a job as the card of its message: what was asked for, how far it is, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

import discord

from bot.delivery.attachments import ClipAttachment, FileAttachment
from bot.jobs.verdicts import is_unapproved, is_undecided, rejected_because
from bot.musicapi.operations import Gives, spec_of
from bot.orders.user_text import clock_time
from bot.status.job_status import JobStatus, Stage
from bot.status.snapshots import StatementLine
from cogs.cards.clips import clip_fields
from cogs.cards.results import result_of
from cogs.cards.safe_links import file_links, is_out_of_reach
from cogs.components.job_buttons import has_edit_button, has_retry_button
from cogs.text import sentences
from cogs.text.catalog import say
from cogs.text.consent import sung_line
from cogs.text.escape import escape_link, escape_markdown, shorten
from cogs.text.failures import failure
from cogs.text.model_names import reason_line
from cogs.text.operation_words import words_for
from cogs.text.times import whole_minutes, whole_seconds
from data.ids import GuildId
from data.lineage import LineageRow
from data.rows import Clip, FailureKind, Job

# Colours only repeat what the card's words say.
WAITING, WORKING, FINISHED, BROKEN = 0x5865F2, 0xE0A030, 0x2D9C5A, 0xC0392B
PROMPT_SHOWN = 400
ASKED_SHOWN = 160  # of the same on a finished song: two lines
TITLE_SHOWN = 200
STYLE_SHOWN = 300
LYRICS_SHOWN = 120
LINK_TEXT = 80

_COLOURS = {Stage.APPROVAL: WAITING, Stage.QUEUED: WAITING, Stage.DONE: FINISHED, Stage.FAILED: BROKEN}


def status_card(
    status: JobStatus,
    files: Sequence[FileAttachment] = (),
    clips: Sequence[ClipAttachment] = (),
    *,
    has_buttons: bool = True,
) -> discord.Embed:
    """What was asked for, how far it is and what came of it; in small print who makes it for whom at what price.

    `files` are those of a done job, `clips` those that can be heard, under the titles that they are to have. Without
    buttons below, as in a letter, it names none of them.
    """
    asked = _short_request(status) if _has_song(status) else _request(status)
    is_lost = status.stage is Stage.DONE and is_out_of_reach(files)
    how_far = say("out-of-reach") if is_lost else _stage(status, has_buttons=has_buttons)
    said = [asked, how_far, *_small_print(status)]
    card = discord.Embed(
        title=say("heading-out-of-reach") if is_lost else _heading(status),
        description="\n".join(part for part in said if part),
        colour=BROKEN if is_lost else colour_of(status.stage),
    )
    for name, value in clip_fields(clips):
        card.add_field(name=name, value=value)
    if status.stage is Stage.DONE:
        for name, value, inline in result_of(status).fields:
            card.add_field(name=name, value=value, inline=inline)
        if links := file_links(files):
            card.add_field(name=say("files-name"), value=links, inline=False)
    return card


def colour_of(stage: Stage) -> int:
    """The colour of a card at a stage, which its words say too."""
    return _COLOURS.get(stage, WORKING)


def with_chosen_title(clip: Clip, job: Job | None) -> Clip:
    """The clip under the title that somebody gave it, or its person chose, which MusicAPI reads in some modes only."""
    chosen = clip.given_title or (job.brief.title if job is not None else "")
    return replace(clip, title=chosen) if chosen else clip


def link_to(made: Job | LineageRow | StatementLine, guild_id: GuildId) -> str | None:
    """The address of a job's message, or None before there is one."""
    if made.message_id is None or made.message_channel_id is None:
        return None
    return f"https://discord.com/channels/{guild_id}/{made.message_channel_id}/{made.message_id}"


def relative(moment: datetime) -> str:
    """A live clock that Discord runs by itself, such as “in 2 minutes”."""
    return f"<t:{int(moment.timestamp())}:R>"


def time_of_day(moment: datetime) -> str:
    """A time of the day, which each reader sees by their own clock; seconds are left out."""
    return f"<t:{int(moment.timestamp())}:t>"


def _has_song(status: JobStatus) -> bool:
    """Whether a clip can be heard, and the card is that of a song by its name."""
    is_there = status.stage in (Stage.ONE_READY, Stage.DONE) and bool(status.ready_clips)
    return status.gives is Gives.SONGS and is_there


def _is_heard(status: JobStatus) -> bool:
    """Whether a clip hangs at the message, as it may at that of a song that failed after its first clip."""
    was_posted = any(clip.posted_at for clip in status.ready_clips)
    return _has_song(status) or (status.gives is Gives.SONGS and was_posted)


def _heading(status: JobStatus) -> str:
    words = words_for(status.job.operation)
    match status.stage:
        case Stage.ONE_READY | Stage.DONE if _has_song(status):
            first = with_chosen_title(status.ready_clips[0], status.job)
            return escape_markdown(first.title, TITLE_SHOWN) or say("untitled")
        case Stage.APPROVAL:
            return say("heading-approval")
        case Stage.QUEUED:
            return words.waiting
        case Stage.SENDING:
            return words.sending
        case Stage.ANSWER_LOST:
            return say("heading-answer-lost")
        case Stage.COMPOSING | Stage.ONE_READY:
            return words.making
        case Stage.POSTING:
            return words.posting
        case Stage.DONE:
            return words.ready
        case Stage.FAILED:
            return _heading_of_failure(status.job, words.failed)
        case _:
            assert_never(status.stage)


def _heading_of_failure(job: Job, failed: str) -> str:
    if rejected_because(job) is not None or is_undecided(job):
        return say("heading-not-approved")
    return say("cancelled") if job.failure is FailureKind.CANCELLED else failed


def _request(status: JobStatus) -> str:
    """All that was asked for, as long as there is nothing to hear; not what moderators did not read or let through."""
    if status.stage is Stage.APPROVAL or is_unapproved(status.job):
        return ""
    brief = status.job.brief
    parts = (
        say("asked-title", title=title) if (title := escape_markdown(brief.title, TITLE_SHOWN)) else "",
        say("asked-prompt", prompt=prompt) if (prompt := escape_markdown(brief.prompt, PROMPT_SHOWN)) else "",
        say("asked-style", style=style) if (style := escape_markdown(brief.style, STYLE_SHOWN)) else "",
        say("asked-lyrics", lyrics=lyrics) if (lyrics := escape_markdown(brief.lyrics, LYRICS_SHOWN)) else "",
        say("asked-instrumental") if brief.instrumental else "",
        say("asked-female") if brief.details.gender == "f" else "",
        say("asked-male") if brief.details.gender == "m" else "",
        say("asked-without", avoid=avoid) if (avoid := escape_markdown(brief.details.avoid, STYLE_SHOWN)) else "",
    )
    return "\n".join(part for part in parts if part)


def _short_request(status: JobStatus) -> str:
    """The words that a song began with: one kind of them, once."""
    brief = status.job.brief
    if prompt := escape_markdown(brief.prompt, ASKED_SHOWN):
        return say("asked-prompt", prompt=prompt)
    if style := escape_markdown(brief.style, ASKED_SHOWN):
        return say("asked-style", style=style)
    lyrics = escape_markdown(brief.lyrics, LYRICS_SHOWN)
    return say("asked-lyrics", lyrics=lyrics) if lyrics else ""


def why_failed(status: JobStatus, *, has_buttons: bool) -> str:
    """Why a job failed, that its credits are back, and what to do next: which button to press, where it has any."""
    can_retry, can_edit = has_buttons and has_retry_button(status), has_buttons and has_edit_button(status)
    return failure(status.job, can_retry=can_retry, can_edit=can_edit)


def how_far(status: JobStatus) -> str:
    """How far a job is that is not over: its place in line, or how long it takes still."""
    return _stage(status, has_buttons=False)


def in_line(status: JobStatus, expected: str = "") -> list[str]:
    """How a job stands that waits: its place, what holds it up, and when it is likely to be ready.

    That is said in the words `expected`, or as times of the day, which stay true on a card that is read later.
    """
    lines = [say("stage-queued-at", place=status.place) if status.place else say("stage-queued")]
    if status.is_stopped:
        lines.append(say("stage-stopped"))
    if status.asked_again_at is not None:
        lines.append(say("stage-asked-again", when=relative(status.asked_again_at)))
    if expected:
        lines.append(expected)
    elif status.expected is not None:
        begin, end = status.expected.ready_from, status.expected.ready_by + timedelta(minutes=1)
        lines.append(say("stage-expected", begin=time_of_day(begin), end=time_of_day(end)))
    return lines


def _stage(status: JobStatus, *, has_buttons: bool) -> str:
    """How far it is, in a sentence; nothing where what came of it says so itself."""
    match status.stage:
        case Stage.APPROVAL:
            return say("stage-approval")
        case Stage.QUEUED:
            return "\n".join(in_line(status))
        case Stage.SENDING:
            return say("stage-sending")
        case Stage.ANSWER_LOST:
            return say("stage-answer-lost", back=sentences.back(status.job))
        case Stage.COMPOSING:
            return _time_left(status)
        case Stage.ONE_READY:  # nothing that grows old: from here on, the card rests until the end
            return say("stage-one-ready")
        case Stage.POSTING:
            return say("stage-posting")
        case Stage.DONE if status.gives is Gives.SONGS:
            return sentences.missing_clip(status.job.clips_expected, len(status.ready_clips))
        case Stage.DONE:
            return ""
        case Stage.FAILED:
            return why_failed(status, has_buttons=has_buttons)
        case _:
            assert_never(status.stage)


def _time_left(status: JobStatus) -> str:
    seconds = status.seconds_left
    if seconds is None:
        return say("stage-composing")
    if seconds <= 0:
        return say("stage-late") if status.is_late else say("stage-any-moment")
    if (short := whole_seconds(seconds)) is not None:
        return say("stage-seconds-left", seconds=short)
    return say("stage-minutes-left", minutes=whole_minutes(seconds))


def _small_print(status: JobStatus) -> list[str]:
    """What it was made of, why not by the first choice, and last who makes it, sings it and asked for it.

    Beside them what it costs, and that a machine made it.
    """
    job, spec = status.job, spec_of(status.job.operation)
    makers = {status.family.label: None}
    # No model makes a MIDI file, counts the beats or sang a recording: what says one would be guessing.
    if status.gives is Gives.SONGS and not spec.is_upload:
        makers[status.model.label] = None
    singer = escape_markdown(status.singer, TITLE_SHOWN)
    facts = [
        say("fact-recording") if spec.is_upload else "",
        " ".join(makers),
        sung_line(singer, status.consent) if singer else "",
        # What became of the credits of a failed job is said beside why it failed.
        "" if status.stage is Stage.FAILED else say("credits", count=job.price),
        f"<@{job.user_id}>",  # in an embed, so that nobody is called by it
        say("made-with-ai") if _is_heard(status) and not spec.is_upload else "",
    ]
    origin = say("small-print", words=_lineage(status, status.parent)) if status.parent else ""
    reason = reason_line(status.family, status.model, job.brief.details.passed_over)
    why = say("small-print", words=reason) if reason else ""
    return [origin, why, say("small-print", words=" · ".join(fact for fact in facts if fact))]


def _lineage(status: JobStatus, parent: Clip) -> str:
    job, verb = status.job, words_for(status.job.operation).lineage
    clip, where = _source(parent, status.parent_job, job), _where(job)
    if not verb:
        return say("lineage-of", clip=clip)
    if status.other is None:
        return say("lineage-from", verb=verb, clip=clip, where=where)
    return say("lineage-mixed", verb=verb, clip=clip, other=_source(status.other, status.other_job, job), where=where)


def _source(clip: Clip, made_by: Job | None, job: Job) -> str:
    """A clip that something is made of, with the way to its message.

    One of another channel is not called by its title, which not everybody here may know.
    """
    clip = with_chosen_title(clip, made_by)
    if made_by is not None and made_by.channel_id != job.channel_id:
        name = say("lineage-elsewhere", number=clip.position)
    else:
        name = say("lineage-clip", number=clip.position, title=shorten(clip.title, LINK_TEXT) or say("untitled"))
    address = link_to(made_by, made_by.guild_id) if made_by else None
    return f"[{escape_link(name, 2 * LINK_TEXT)}]({address})" if address else escape_link(name, 2 * LINK_TEXT)


def _where(job: Job) -> str:
    """Which part of its parent a job is about."""
    details = job.brief.details
    if job.brief.continue_at is not None:
        return say("lineage-where-from", start=clock_time(job.brief.continue_at))
    if details.starts_at is not None and details.ends_at is not None:
        return say("lineage-where-part", start=clock_time(details.starts_at), end=clock_time(details.ends_at))
    return ""
