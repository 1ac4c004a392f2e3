"""Pure: amounts, times and lists as people say them, and why a song did not come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import assert_never

from babel import Locale
from babel.lists import format_list

from bot.errors import Problem
from bot.jobs.verdicts import is_undecided, rejected_because
from bot.musicapi.families.sonic import NO_WORDS_FOUND
from bot.musicapi.operations import StartsFrom, spec_of
from cogs.text.catalog import ENGLISH, say, spoken
from cogs.text.escape import escape_markdown
from cogs.text.operation_words import words_for
from data.rows import FailureKind, Job

CAPITALS_KEPT = frozenset({"de"})  # languages whose nouns begin with one wherever they stand
REASON_LIMIT = 300  # characters of MusicAPI's own words


def credits_of(count: int) -> str:
    """An amount as people say it."""
    return say("credits", count=count)


def seconds_of(seconds: float) -> str:
    """A short time as people say it, to a tenth of a second: “4.2 seconds”."""
    tenths = round(seconds, 1)
    return say("seconds", count=int(tenths) if tenths == int(tenths) else tenths)


def hours_of(span: timedelta) -> str:
    """A long time as people say it, in whole hours."""
    return say("hours", count=round(span.total_seconds() / 3600))


def live_time(timestamp: int) -> str:
    """A clock that Discord runs by itself, such as “in 2 minutes”; `timestamp` in seconds since 1970."""
    return f"<t:{timestamp}:R>"


def month_name(month: str) -> str:
    """What people call a month such as `2026-11`."""
    return say("month-name", month=int(month.rpartition("-")[2]))


def month_and_year(month: str) -> str:
    """A month such as `2026-11` among those of other years."""
    return say("month-and-year", month=month_name(month), year=month.partition("-")[0])


def day_of(moment: datetime) -> str:
    """A day where Discord's own clocks cannot stand, such as “20 Nov 2026”."""
    return say("day", day=str(moment.day), month=moment.month, year=str(moment.year))


def list_of(items: Sequence[str], *, either: bool = False) -> str:
    """Several things in one sentence: “a, b and c”, or, where one of them is meant, “a, b or c”."""
    return format_list(items, "or" if either else "standard", _list_locale())


def row_of(items: Iterable[str]) -> str:
    """Several things one after the other, with no word before the last: “a, b, c”."""
    pattern: str = Locale.parse(_list_locale()).list_patterns["standard"]["middle"]
    return pattern.removeprefix("{0}").removesuffix("{1}").join(items)


def _list_locale() -> str:
    """Where lists are written as they are here: in English, without a comma before “and”."""
    language = spoken()
    return "en_GB" if language.partition("-")[0] == ENGLISH else language.replace("-", "_")


def inside(words: str) -> str:
    """A name that begins with a capital, as it stands in the middle of a line: German keeps it, others do not."""
    return words if spoken() in CAPITALS_KEPT else words[:1].lower() + words[1:]


def price_rose(price: int, shown: int) -> str:
    """That something costs more than its form said; the button below agrees."""
    risen = say("price-rose-question", price=credits_of(price), shown=shown)
    return f"{risen}\n{say('nothing-charged-yet')}"


def failure(job: Job, *, can_retry: bool = False, can_edit: bool = False) -> str:
    """Why a job failed, what to do next, and in small print that its credits are back; a line each.

    `can_retry` and `can_edit` say which buttons stand below: what to do next is to press one of them, by its name.
    """
    because = rejected_because(job)
    if because is not None:
        happened, then = _what_moderators_said(because), say("next-edit-rejected") if can_edit else ""
    elif is_undecided(job):
        happened, then = say("failure-undecided"), _next_step(job, can_retry=can_retry, can_edit=can_edit)
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


def _why_refused(job: Job, this: str, reason: str) -> str:
    """What was refused by us before MusicAPI was asked, else what MusicAPI said."""
    match job.reason:
        case Problem.KEY_GONE:
            return say("failure-key-gone", this=this)
        case Problem.CLIP_DELETED:
            return say("failure-clip-deleted", this=this)
        case _:
            return say("failure-refused", this=this, reason=reason)


def _next_step(job: Job, *, can_retry: bool, can_edit: bool) -> str:
    """What to do next; empty where whoever asked wanted nothing more."""
    brief, reason = job.brief, _reason(job)
    typed = bool(brief.prompt or brief.style or brief.lyrics)  # where nothing was typed, there is nothing to change
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


def _reason(job: Job) -> str:
    """MusicAPI's own words, safe to show."""
    return escape_markdown(job.reason or "", REASON_LIMIT)


def recording_command(operation: str) -> str:
    """The command that brings a recording for this operation."""
    return "/voice" if spec_of(operation).makes_persona else "/upload"


def back(job: Job) -> str:
    """That the credits of a job are its server's again, as the end of a sentence."""
    return say("credits-are-back", count=job.price)


def missing_clip(expected: int, arrived: int) -> str:
    """Why fewer clips arrived than a song has; empty where none is missing."""
    return "" if arrived >= expected else say("missing-clip", arrived=arrived, expected=expected)


# By what name forms and cards call what they raise and say.
CARD_GONE = Problem.CARD_GONE
NO_OTHER_CLIP = Problem.NO_OTHER_CLIP
NOT_OFFERED = Problem.NOT_IN_THE_MENU
NO_SECTION = Problem.NO_SECTION
ONLY_MANAGERS = Problem.ONLY_MANAGERS
LYRICS_NEED_MORE = Problem.LYRICS_NEED_MORE
RIGHTS_NEEDED = Problem.RIGHTS_NEEDED
FILE_OR_ADDRESS = Problem.FILE_OR_ADDRESS
NO_WORDS = Problem.NO_WORDS_IN_MESSAGE
LYRICS_GONE = Problem.LYRICS_GONE
STYLE_GONE = Problem.STYLE_GONE
END_NEEDED = Problem.END_NEEDED
