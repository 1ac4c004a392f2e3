"""What became of a task: clips, files or an answer, in every shape that was seen; pure.

Running has four faces: 202 or 200 with `type: not_ready`; 200 with no, null or too little `data`; 200 with clips that
are not final; `status: PENDING` or `RUNNING`. Failure has three: an HTTP error; 200 with a failing `type` or `status`;
every clip `failed`. `code: 200` says nothing: done means the expected number of clips, each of them final.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from bot.musicapi.errors import Unanswered
from bot.musicapi.offers import Family, FileFields, Offer
from bot.musicapi.operations import Gives, Operation
from bot.musicapi.responses import refusals
from bot.musicapi.responses.clips import clips_in, read_clip, read_upload
from bot.musicapi.responses.files import files_in, read_files
from bot.musicapi.responses.reply import Reply, has_failed
from bot.musicapi.responses.reports import TaskReport
from bot.musicapi.values import SUCCEEDED, elements, mapping, number, reason, word
from data.rows import ClipState

# As a task's `status`; studio's word is on no page, but gives a reason.
_FAILED: Final = frozenset({"failed", "failure"})


def read_task(reply: Reply, family: Family | None, operation: Operation, *, expected: int) -> TaskReport:
    """What a task's answer says, `expected` clips or files being due; raises where it says nothing about the task.

    What its family does not offer any more, or a family that is gone, is read as songs.
    """
    if _was_refunded(reply):
        return TaskReport("failed", reason=reply.reason)
    if not 200 <= reply.status < 300:
        raise refusals.of_task(reply)
    answer: Any = reply.json
    if answer is None:
        if reply.status == 202:
            return TaskReport("running")
        raise Unanswered("the answer is no JSON", status=reply.status)
    offer = family.offers.get(operation) if family else None
    gives = offer.gives if offer else Gives.SONGS
    found = mapping(answer)
    data = mapping(found.get("data"))
    ended = word(found.get("status")) or word(data.get("status"))  # studio's is in `data`
    songs = clips_in(answer, family) if gives is Gives.SONGS else []
    clips = tuple(map(read_upload if operation.spec.is_upload else read_clip, songs))
    is_done, fail_reason = ended in SUCCEEDED, reason(data.get("fail_reason"))
    if has_failed(found) or ended in _FAILED or (fail_reason and not is_done):
        return TaskReport("failed", clips, reason(found) or fail_reason or None)
    code = number(found.get("code"))
    if code is not None and code >= 400 and not clips:
        raise refusals.of_task(Reply(int(code), reply.body, reply.headers))
    if offer is not None and offer.files is not None:
        return _of_files(answer, offer.files, expected=1 if is_done else expected)
    if offer is not None and gives is Gives.ANSWER:
        return _of_answer(found, offer, is_done=is_done, is_waiting=reply.status == 202)
    is_final = bool(clips) and all(clip.state is not ClipState.RUNNING for clip in clips)
    lives = any(clip.state is ClipState.SUCCEEDED for clip in clips)
    if not is_final or (len(clips) < expected and not is_done):
        return TaskReport("running", clips, _why(songs) if is_final and not lives else None)
    return TaskReport("done" if lives else "failed", clips, _why(songs))


def _was_refunded(reply: Reply) -> bool:
    """Whether an HTTP error says that the task is over and paid back; any other error may pass."""
    if reply.status == 504:
        return "refund" in reply.reason.lower()
    return reply.status >= 400 and reply.object.get("refund_processed") is True


def _of_files(answer: Any, fields: FileFields, *, expected: int) -> TaskReport:
    found = files_in(answer, fields)
    files = read_files(found, fields)
    ended = sum(file.is_ready or file.has_failed for file in found)
    if not found or ended < len(found) or ended < expected:
        return TaskReport("running", files=files)
    return TaskReport("done" if files else "failed", files=files, reason=_why(elements(answer)))


def _of_answer(found: Mapping[str, Any], offer: Offer, *, is_done: bool, is_waiting: bool) -> TaskReport:
    array = elements(found)
    states = [word(element.get("state")) or word(element.get("status")) for element in array if element]
    if states and all(state == "failed" for state in states):
        return TaskReport("failed", reason=_why(array))
    if is_waiting or word(found.get("type")) or (not states and not is_done):
        return TaskReport("running")
    if any(state and state not in SUCCEEDED | {"failed"} for state in states):
        return TaskReport("running")
    answer = offer.read_answer(found) if offer.read_answer else None
    return TaskReport("done" if answer is not None else "running", answer=answer)


def _why(found: Iterable[Mapping[str, Any]]) -> str | None:
    return next((why for why in map(reason, found) if why), None)
