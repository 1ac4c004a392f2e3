"""Every shape that MusicAPI's answers were seen in, read into a task id, a report or an error; pure.

Running has four faces: 202 or 200 with `type: not_ready`; 200 with no, null or too little `data`; 200 with clips that
are not final; `status: PENDING` or `RUNNING`. Failure has three: an HTTP error; 200 with a failing `type` or `status`;
every clip `failed`. `code: 200` says nothing: done means the expected number of clips, each of them final.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, cast
from urllib.parse import urlsplit

from bot.musicapi import refusals, text
from bot.musicapi.errors import Unanswered
from bot.musicapi.reading import Reply, harmless, mapping, number, said
from data.rows import ClipState, ReportedClip

if TYPE_CHECKING:
    from collections.abc import Mapping

# In-band failures of the vendor's SDK; of any other `type` nothing is known, so the task still runs.
FAILURES = frozenset({"failed", "timeout", "forbidden", "api_error"})
SUCCEEDED = frozenset({"succeeded", "success", "complete", "completed"})
TASK_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,199}")  # goes into a path and into the database as it is
LONGEST_URL = 2048
LONGEST_LYRICS = 20_000
LONGEST_LINE = 1_000


@dataclass(frozen=True, slots=True)
class TaskReport:
    """What a task answered: the clips that it names, and why it failed, in other people's words."""

    state: Literal["running", "done", "failed"]
    clips: tuple[ReportedClip, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Credits:
    """What the operator's account with MusicAPI holds; extra credits are spent first."""

    credits: float
    extra_credits: float

    @property
    def spendable(self) -> float:
        """All that a create can be paid with."""
        return self.credits + self.extra_credits


def read_accept(reply: Reply) -> str:
    """The task id of an accepted create; raises Refused for a definite no, Unanswered where nobody can tell."""
    if not 200 <= reply.status < 300:
        raise refusals.of_create(reply)
    found = reply.object
    # At the root, in `data`, or `data` itself: seen in all three places.
    for candidate in (found.get("task_id"), mapping(found.get("data")).get("task_id"), found.get("data")):
        if isinstance(candidate, str) and TASK_ID.fullmatch(candidate):
            return candidate
    raise Unanswered(f"no task id in the answer: {reply.reason}", status=reply.status)


def read_task(reply: Reply, *, expected: int) -> TaskReport:
    """What the task's answer says, `expected` clips being due; raises where it says nothing about the task."""
    if reply.status == 504 and "refund" in reply.reason.lower():
        return TaskReport("failed", reason=reply.reason)
    if not 200 <= reply.status < 300:
        raise refusals.of_task(reply)
    answer: Any = reply.json
    if answer is None:
        if reply.status == 202:
            return TaskReport("running")
        raise Unanswered("the answer is no JSON", status=reply.status)
    found = mapping(answer)
    elements = _elements(answer if isinstance(answer, list) else found.get("data"))
    clips = tuple(_clip(element) for element in elements)
    ended = _word(found.get("status"))
    if _word(found.get("type")) in FAILURES or ended == "failed":
        return TaskReport("failed", clips, said(found) or None)
    code = number(found.get("code"))
    if code is not None and code >= 400 and not clips:
        raise refusals.of_task(Reply(int(code), reply.body, reply.headers))
    final = bool(clips) and all(clip.state is not ClipState.RUNNING for clip in clips)
    if not final or (len(clips) < expected and ended not in SUCCEEDED):
        return TaskReport("running", clips)
    reasons = (said(element) for element in elements)
    lived = any(clip.state is ClipState.SUCCEEDED for clip in clips)
    return TaskReport("done" if lived else "failed", clips, next((reason for reason in reasons if reason), None))


def read_credits(reply: Reply) -> Credits:
    """What the account holds; raises where the answer does not say."""
    if not 200 <= reply.status < 300:
        raise refusals.of_account(reply)
    found = reply.object
    credits, extra = number(found.get("credits")), number(found.get("extra_credits"))
    if credits is None:
        raise Unanswered("the answer names no credits", status=reply.status)
    return Credits(credits, extra or 0.0)


def _word(value: Any) -> str:
    return value.lower() if isinstance(value, str) else ""


def _elements(data: Any) -> list[Mapping[str, Any]]:
    """The clips as they came, each once and in their order; `data` was seen as an array, an object and null."""
    listed = cast("list[Any]", data) if isinstance(data, list) else [data]
    named = ((_line(mapping(element).get("clip_id"), 200), mapping(element)) for element in listed)
    return list({clip_id: element for clip_id, element in named if clip_id}.values())


def _clip(found: Mapping[str, Any]) -> ReportedClip:
    audio_url = _url(found.get("audio_url"))
    state = _clip_state(found.get("state"), audio_url)
    timestamps = found.get("timestamp")
    return ReportedClip(
        clip_id=_line(found.get("clip_id"), 200),
        state=state,
        model=_line(found.get("mv"), 100),
        title=_line(found.get("title"), 200),
        style=_line(found.get("tags")) or _line(found.get("sound")),
        lyrics=_lyrics(found.get("lyrics")),
        duration=number(found.get("duration")) or None,  # 0 while it runs
        audio_url=audio_url if state is ClipState.SUCCEEDED else "",
        image_url=_url(found.get("image_url")),
        timeline=harmless(timestamps) if isinstance(timestamps, dict) else None,
    )


def _clip_state(state: Any, audio_url: str) -> ClipState:
    """Final only by a known word, and succeeded only with a file that is final too."""
    word = _word(state)
    if word == "failed":
        return ClipState.FAILED
    return ClipState.SUCCEEDED if word in SUCCEEDED and audio_url and not _streams(audio_url) else ClipState.RUNNING


def _streams(url: str) -> bool:
    """Whether the address is of a stream (`audiopipe.suno.ai`), which a running clip can have and is no final file."""
    return (urlsplit(url).hostname or "").startswith("audiopipe")


def _url(value: Any) -> str:
    """An http or https address, empty where it is none."""
    if not isinstance(value, str) or len(value) > LONGEST_URL:
        return ""
    try:
        parts = urlsplit(value)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:  # brackets that hold no IPv6 address
        return ""
    return text.line(value) if usable else ""


def _line(value: Any, longest: int = LONGEST_LINE) -> str:
    return text.shortened(text.line(value), longest) if isinstance(value, str) else ""


def _lyrics(value: Any) -> str:
    return text.shortened(text.lines(value), LONGEST_LYRICS) if isinstance(value, str) else ""
