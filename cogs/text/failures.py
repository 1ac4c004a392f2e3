"""Pure: why a job failed, what to do next, and that its credits are back."""

from __future__ import annotations

from typing import Final, assert_never

from bot.errors import Problem
from bot.jobs.verdicts import is_undecided, objection_to, rejected_because
from bot.musicapi.families.sonic import NO_WORDS_FOUND
from bot.musicapi.objections import SETTLED, Objection, without_addresses
from bot.musicapi.operations import StartsFrom, spec_of
from cogs.text.catalog import say
from cogs.text.errors import words_of
from cogs.text.escape import escape_markdown
from cogs.text.operation_words import words_for
from cogs.text.sentences import recording_command
from data.rows import FailureKind, Job

REASON_LIMIT: Final = 300  # characters of MusicAPI's own words
# By what name people know each field of MusicAPI's. Sonic calls lyrics a prompt, too.
_FIELDS: Final = {
    "description": "prompt",
    "gpt_description_prompt": "prompt",
    "lyrics": "lyrics",
    "name": "title",
    "prompt": "prompt",
    "sound": "style",
    "style": "style",
    "tags": "style",
    "title": "title",
    "topic": "prompt",
}


def failure(job: Job, *, can_retry: bool = False, can_edit: bool = False) -> str:
    """Why a job failed, what to do next, and in small print that its credits are back; a line each.

    `can_retry` and `can_edit` say which buttons stand below: what to do next is to press one of them, by its name.
    """
    because = rejected_because(job)
    if because is not None:
        happened, then = _what_moderators_said(because), say("next-edit-rejected") if can_edit else ""
    elif is_undecided(job):
        happened, then = say("failure-undecided"), _next_step(job, can_retry=can_retry, can_edit=can_edit)
    elif (objection := objection_to(job)) is not None:
        happened = _what_musicapi_objects_to(job, objection)
        then = _next_after(job, objection, can_edit=can_edit) or _next_step(job, can_retry=can_retry, can_edit=can_edit)
    else:
        happened, then = _what_happened(job), _next_step(job, can_retry=can_retry, can_edit=can_edit)
    return "\n".join(line for line in (happened, then, say("refund-line", count=job.price)) if line)


def _what_moderators_said(words: str) -> str:
    said = escape_markdown(words, REASON_LIMIT)
    return say("failure-rejected-because", reason=said) if said else say("failure-rejected")


def _what_happened(job: Job) -> str:
    words = words_for(job.operation)
    this, subject = words.this, words.subject
    reason = _reason(job)
    match job.failure:
        case FailureKind.REFUSED if reason:
            return _why_refused(job, this, reason)
        case FailureKind.REFUSED if spec_of(job.operation).is_new_song:
            return say("failure-no-new-songs")
        case FailureKind.REFUSED:
            return say("failure-unoffered")
        case FailureKind.NOT_SENT:
            return say("failure-not-sent")
        case FailureKind.LOST:
            return say("failure-lost")
        case FailureKind.TIMED_OUT:
            return say("failure-timed-out", subject=subject)
        case FailureKind.CANCELLED if reason.isdecimal():  # who wanted it
            return say("cancelled-by", who=f"<@{reason}>")
        case FailureKind.CANCELLED:
            return say("failure-cancelled", subject=subject)
        case FailureKind.FAILED if job.reason == NO_WORDS_FOUND:
            return say("failure-no-words")
        case FailureKind.FAILED if reason:
            return say("failure-failed-because", this=this, reason=reason)
        case FailureKind.FAILED | None:
            return say("failure-failed", this=this)
        case _:
            assert_never(job.failure)


def _what_musicapi_objects_to(job: Job, objection: Objection) -> str:
    field = _FIELDS.get(objection.field, "prompt")
    if objection.field == "prompt" and job.family == "sonic" and job.brief.lyrics:
        field = "lyrics"
    return words_of(objection.problem, named=objection.named, field=field, bound=objection.limit)


def _why_refused(job: Job, this: str, reason: str) -> str:
    """What was refused by us before MusicAPI was asked, else what MusicAPI said."""
    match job.reason:
        case Problem.KEY_GONE:
            return say("failure-key-gone", this=this)
        case Problem.CLIP_DELETED:
            return say("failure-clip-deleted", this=this)
        case _:
            return say("failure-refused", this=this, reason=reason)


def _next_after(job: Job, objection: Objection, *, can_edit: bool) -> str:
    """What to do next about what MusicAPI would object to again; empty where it may think better of it."""
    problem = objection.problem
    if problem in (Problem.RECORDING_NOT_FETCHED, Problem.RECORDING_NOT_READ):
        return say("next-bring-again", command=recording_command(job.operation))
    if problem is Problem.RECORDING_COPYRIGHTED or (problem in SETTLED and not _has_words(job)):
        return say("next-other")
    if problem in SETTLED:
        return say("next-edit" if can_edit else "next-change-words")
    return ""


def _next_step(job: Job, *, can_retry: bool, can_edit: bool) -> str:
    """What to do next; empty where whoever asked wanted nothing more."""
    reason, typed = _reason(job), _has_words(job)
    match job.failure:
        case FailureKind.REFUSED if reason and (job.reason in (Problem.KEY_GONE, Problem.CLIP_DELETED) or not typed):
            return say("next-other")
        case FailureKind.REFUSED if reason:
            return say("next-edit" if can_edit else "next-change-words")
        case FailureKind.REFUSED:
            return say("next-retry-later" if can_retry else "next-later")
        case FailureKind.NOT_SENT:
            return say("next-retry-minutes" if can_retry else "next-minutes")
        case FailureKind.CANCELLED if reason.isdecimal():
            return ""
        case FailureKind.FAILED if job.reason == NO_WORDS_FOUND:
            return say("next-other")
        case FailureKind.FAILED if reason and typed and can_edit:
            return say("next-retry-or-edit" if can_retry else "next-edit")
        case FailureKind.FAILED if reason and typed and not can_retry:
            return say("next-again-or-words")
        case _ if can_retry:
            return say("next-retry")
        case _ if can_edit:
            return say("next-edit-again")
        case _ if spec_of(job.operation).starts_from is StartsFrom.RECORDING:
            return say("next-bring-again", command=recording_command(job.operation))
        case _:
            return say("next-ask-again")


def _has_words(job: Job) -> bool:
    """Whether anything was typed that could be changed."""
    return bool(job.brief.prompt or job.brief.style or job.brief.lyrics)


def _reason(job: Job) -> str:
    """MusicAPI's own words, safe to show."""
    return escape_markdown(without_addresses(job.reason or ""), REASON_LIMIT)
