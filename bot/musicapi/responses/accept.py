"""What a create was answered with: a task, the result itself, or that the same is to be sent again; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from bot.musicapi.errors import Refused, Unanswered
from bot.musicapi.offers import Offer
from bot.musicapi.requests import SongRequest
from bot.musicapi.responses import refusals
from bot.musicapi.responses.files import files_in, read_files
from bot.musicapi.responses.reply import Reply, has_failed
from bot.musicapi.responses.reports import Accepted, AcceptedTask, TaskReport
from bot.musicapi.values import LONGEST_ID, LONGEST_REASON, line, mapping, number, reason, word
from data.rows import ClipState, ReportedClip

# What a task's id looks like: it goes into a path and into the database as it is.
TASK_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,199}")


def read_accept(reply: Reply, request: SongRequest, offer: Offer) -> Accepted:
    """What `request` was answered with; raises Refused for a definite no, Unanswered where nobody can tell."""
    if not 200 <= reply.status < 300:
        raise refusals.of_create(reply, offer)
    found = reply.object
    code = number(found.get("code"))
    if code is not None and code >= 400:
        raise refusals.of_create(Reply(int(code), reply.body, reply.headers), offer)
    _check_steps(found, reply.status)
    spec = offer.operation.spec
    if offer.at_once and spec.is_repeatable and (reply.status == 202 or word(found.get("type")) == "not_ready"):
        return TaskReport("running")
    report = _result(found, request, offer) if offer.at_once else None
    if report is not None:
        return report
    task_id = _task_id(found, offer.step)
    # An upload may be answered with a task after all: the second host has such a way.
    if task_id and (not offer.at_once or spec.is_upload):
        return AcceptedTask(task_id)
    named = "result" if offer.at_once else "task id"
    raise Unanswered(line(f"no {named} in the answer: {reply.reason}", LONGEST_REASON), status=reply.status)


def _check_steps(found: Mapping[str, Any], status: int) -> None:
    """Raise Refused where one of two requests in one was not taken; whether the other one was charged is not known."""
    steps = {str(name): mapping(step) for name, step in mapping(found.get("steps")).items()}
    broken = found.get("failed_step") or next((name for name, s in steps.items() if s.get("success") is False), "")
    if not isinstance(broken, str) or not broken:
        return
    why = reason(steps.get(broken, {})) or reason(found) or f"the step {line(broken, 50)} failed"
    raise Refused(why, status=status, kind="failed_step")


def _task_id(found: Mapping[str, Any], step: str) -> str:
    """The task's id: of the step that counts, at the root, in `data`, or `data` itself; all were seen."""
    steps = mapping(found.get("steps"))
    places = (mapping(steps.get(step)).get("task_id"), found.get("task_id"))
    candidates = (*places, mapping(found.get("data")).get("task_id"), found.get("data"))
    return next((each for each in candidates if isinstance(each, str) and TASK_ID.fullmatch(each)), "")


def _result(found: Mapping[str, Any], request: SongRequest, offer: Offer) -> TaskReport | None:
    """The result that an answer is by itself; None where it holds none."""
    if has_failed(found):
        return TaskReport("failed", reason=reason(found) or None)
    if offer.operation.spec.is_upload:
        clip_id = line(found.get("clip_id") or mapping(found.get("data")).get("clip_id"), LONGEST_ID)
        return TaskReport("done", (_upload(clip_id, request),)) if clip_id else None
    files = read_files(files_in(found, offer.files), offer.files) if offer.files else ()
    if offer.files and not files:
        return None
    answer = offer.read_answer(found) if offer.read_answer else None
    if answer is None and offer.nothing_found and "data" in found:
        return TaskReport("failed", reason=offer.nothing_found)
    return TaskReport("done", files=files, answer=answer) if files or answer is not None else None


def _upload(clip_id: str, request: SongRequest) -> ReportedClip:
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
