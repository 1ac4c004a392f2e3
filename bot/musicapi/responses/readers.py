"""Every shape that MusicAPI's answers were seen in, read into what was accepted, a report or an error; pure.

Running has four faces: 202 or 200 with `type: not_ready`; 200 with no, null or too little `data`; 200 with clips that
are not final; `status: PENDING` or `RUNNING`. Failure has three: an HTTP error; 200 with a failing `type` or `status`;
every clip `failed`. `code: 200` says nothing: done means the expected number of clips, each of them final.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from bot.musicapi.errors import Refused, Unanswered
from bot.musicapi.offers import Gives, Operation
from bot.musicapi.responses import answers, elements, refusals
from bot.musicapi.responses.elements import SUCCEEDED, word
from bot.musicapi.responses.reply import Reply, mapping, number, said
from bot.musicapi.responses.reports import Accepted, Credits, TaskReport
from data.rows import ClipState, ReportedClip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.musicapi.offers import Offer
    from bot.musicapi.requests import SongRequest


# In-band failures of the vendor's SDK, and nuro's; of any other `type` nothing is known, so the task still runs.
FAILURES = frozenset({"failed", "timeout", "forbidden", "api_error", "bad_request"})
FAILED = frozenset({"failed", "failure"})  # as a task's `status`; studio's word is on no page, but gives a reason
TASK_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,199}")  # goes into a path and into the database as it is
# What is made while the same POST is sent again and again, by the vendor's SDK (midi) and by a client (download).
REPEATED: Final = frozenset({Operation.MIDI, Operation.DOWNLOAD})
# Two requests in one: which step names the task that counts.
STEPS: Final[Mapping[Operation, str]] = {
    Operation.UPLOAD_EXTEND: "extend",
    Operation.UPLOAD_COVER: "cover",
    Operation.SAMPLE: "sample",
}


def read_accept(reply: Reply, request: SongRequest, offer: Offer) -> Accepted:
    """What `request` was answered with; raises Refused for a definite no, Unanswered where nobody can tell."""
    if not 200 <= reply.status < 300:
        raise refusals.of_create(reply, request.operation)
    found = reply.object
    code = number(found.get("code"))
    if code is not None and code >= 400:
        raise refusals.of_create(Reply(int(code), reply.body, reply.headers), request.operation)
    _check_steps(found, reply.status)
    if offer.at_once and request.operation in REPEATED and _unready(reply):
        return Accepted(again=True)
    report = _at_once(found, request) if offer.at_once else None
    if report is not None:
        return Accepted(report=report)
    task_id = _task_id(found, STEPS.get(request.operation, ""))
    # An upload may be answered with a task after all: the second host has such a way.
    if task_id and (not offer.at_once or request.operation is Operation.UPLOAD):
        return Accepted(task_id)
    named = "result" if offer.at_once else "task id"
    raise Unanswered(f"no {named} in the answer: {reply.reason}", status=reply.status)


def read_task(
    reply: Reply, *, expected: int, operation: Operation = Operation.CREATE, gives: Gives = Gives.SONGS
) -> TaskReport:
    """What the task's answer says, `expected` clips or files being due; raises where it says nothing about the task."""
    if _refunded(reply):
        return TaskReport("failed", reason=reply.reason)
    if not 200 <= reply.status < 300:
        raise refusals.of_task(reply)
    answer: Any = reply.json
    if answer is None:
        if reply.status == 202:
            return TaskReport("running")
        raise Unanswered("the answer is no JSON", status=reply.status)
    found = mapping(answer)
    data = mapping(found.get("data"))
    ended = word(found.get("status")) or word(data.get("status"))  # studio's is in `data`
    listed = elements.clips(answer) if gives is Gives.SONGS else elements.listed(answer)
    clips = tuple(_clip(element, operation) for element in listed) if gives is Gives.SONGS else ()
    told_done, fail_reason = ended in SUCCEEDED, said(data.get("fail_reason"))
    if word(found.get("type")) in FAILURES or ended in FAILED or (fail_reason and not told_done):
        return TaskReport("failed", clips, said(found) or fail_reason or None)
    code = number(found.get("code"))
    if code is not None and code >= 400 and not clips:
        raise refusals.of_task(Reply(int(code), reply.body, reply.headers))
    if gives is Gives.FILES:
        return _of_files(answer, operation, expected=1 if told_done else expected)
    if gives is Gives.ANSWER:
        return _of_answer(found, operation, listed, told_done=told_done, waiting=reply.status == 202)
    final = bool(clips) and all(clip.state is not ClipState.RUNNING for clip in clips)
    if not final or (len(clips) < expected and not told_done):
        return TaskReport("running", clips)
    lived = any(clip.state is ClipState.SUCCEEDED for clip in clips)
    return TaskReport("done" if lived else "failed", clips, _why(listed))


def read_credits(reply: Reply) -> Credits:
    """What the account holds; raises where the answer does not say."""
    if not 200 <= reply.status < 300:
        raise refusals.of_account(reply)
    found = reply.object
    credits, extra = number(found.get("credits")), number(found.get("extra_credits"))
    if credits is None:
        raise Unanswered("the answer names no credits", status=reply.status)
    return Credits(credits, extra or 0.0)


def _refunded(reply: Reply) -> bool:
    """Whether an HTTP error says that the task is over and paid back; any other error may pass."""
    if reply.status == 504:
        return "refund" in reply.reason.lower()
    return reply.status >= 400 and reply.object.get("refund_processed") is True


def _unready(reply: Reply) -> bool:
    return reply.status == 202 or word(reply.object.get("type")) == "not_ready"


def _task_id(found: Mapping[str, Any], step: str) -> str:
    """The task's id: of the step that counts, at the root, in `data`, or `data` itself; all were seen."""
    steps = mapping(found.get("steps"))
    places = (mapping(steps.get(step)).get("task_id"), found.get("task_id"))
    candidates = (*places, mapping(found.get("data")).get("task_id"), found.get("data"))
    return next((each for each in candidates if isinstance(each, str) and TASK_ID.fullmatch(each)), "")


def _check_steps(found: Mapping[str, Any], status: int) -> None:
    """Raise Refused where one of two requests in one was not taken; whether the other one was charged is not known."""
    steps = {str(name): mapping(step) for name, step in mapping(found.get("steps")).items()}
    broken = found.get("failed_step") or next((name for name, s in steps.items() if s.get("success") is False), "")
    if not isinstance(broken, str) or not broken:
        return
    reason = said(steps.get(broken, {})) or said(found) or f"the step {elements.line(broken, 50)} failed"
    raise Refused(reason, status=status, kind="failed_step")


def _at_once(found: Mapping[str, Any], request: SongRequest) -> TaskReport | None:
    """The result that an answer is by itself; None where it holds none."""
    operation = request.operation
    if word(found.get("type")) in FAILURES:
        return TaskReport("failed", reason=said(found) or None)
    if operation is Operation.UPLOAD:
        clip_id = elements.line(found.get("clip_id") or mapping(found.get("data")).get("clip_id"), elements.LONGEST_ID)
        return TaskReport("done", (_brought(clip_id, request),)) if clip_id else None
    files = answers.named(operation, answers.elements_of_files(operation, found)) if operation in answers.NAMES else ()
    answer = None if operation in answers.NAMES and not files else answers.answer_of(operation, found)
    if operation is Operation.LYRICS_TIMELINE and answer is None and "data" in found:
        return TaskReport("failed", reason="no words were found in the clip")
    return TaskReport("done", files=files, answer=answer) if files or answer is not None else None


def _brought(clip_id: str, request: SongRequest) -> ReportedClip:
    """The clip of a recording, of which the vendor says no more than the id."""
    return ReportedClip(
        clip_id=clip_id,
        state=ClipState.SUCCEEDED,
        model=request.model,
        title=request.name,
        duration=request.details.length,
        audio_url=request.details.url,
        uploaded=True,
    )


def _clip(element: Mapping[str, Any], operation: Operation) -> ReportedClip:
    clip = elements.clip(element)
    if operation is not Operation.UPLOAD:
        return clip
    # What else the element of an upload holds is on no page: the id alone is enough, unless it says that it runs.
    state = clip.state
    if state is ClipState.RUNNING and word(element.get("state")) in ("", *SUCCEEDED):
        state = ClipState.SUCCEEDED
    audio_url = elements.url(element.get("audio_url")) if state is ClipState.SUCCEEDED else ""
    return replace(clip, state=state, audio_url=audio_url, uploaded=True)


def _of_files(answer: Any, operation: Operation, *, expected: int) -> TaskReport:
    found = answers.elements_of_files(operation, answer)
    files = answers.named(operation, found)
    ended = sum(file.ready or file.failed for file in found)
    if not found or ended < len(found) or ended < expected:
        return TaskReport("running", files=files)
    return TaskReport("done" if files else "failed", files=files, reason=_why(elements.listed(answer)))


def _of_answer(
    found: Mapping[str, Any],
    operation: Operation,
    listed: list[Mapping[str, Any]],
    *,
    told_done: bool,
    waiting: bool,
) -> TaskReport:
    states = [word(element.get("state")) or word(element.get("status")) for element in listed if element]
    if states and all(state == "failed" for state in states):
        return TaskReport("failed", reason=_why(listed))
    if waiting or word(found.get("type")) or (not states and not told_done):
        return TaskReport("running")
    if any(state and state not in SUCCEEDED | {"failed"} for state in states):
        return TaskReport("running")
    answer = answers.answer_of(operation, found)
    return TaskReport("done" if answer is not None else "running", answer=answer)


def _why(listed: list[Mapping[str, Any]]) -> str | None:
    return next((reason for reason in map(said, listed) if reason), None)
