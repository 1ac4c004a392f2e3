"""The vendor as its OpenAPI document has it and no otherwise: every answer is valid by it, and its own SDK reads each.

Where the document leaves a choice, this is what the vendor's SDK understands: a 200 is the end of a task, and what can
be had at once is had at once. Whatever it does not know, such as nuro, is not there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from random import Random
from typing import Any, cast

from sandbox.musicapi.moods.document import (
    CHOICES,
    ELEMENTS,
    FAILURES,
    LYRICS,
    NUMBERS,
    POLLS,
    ROOTS,
    STATUSES,
    STUDIO,
    STUDIO_SONG,
    STUDIO_TASK,
    TEXTS,
)
from sandbox.musicapi.moods.mood import Mood, MoodName, place_of
from sandbox.musicapi.readings import Readings
from sandbox.musicapi.refusals import NOT_READY
from sandbox.musicapi.webhook_policy import WebhookPolicy
from sandbox.musicapi.works import NEVER, Task
from sandbox.wire.exchange import Answer, Request, json_answer

PRODUCER_TYPES = ("create_music", "extend_music", "extend_upload_music", "replace_music", "replace_upload_music")
WORDED = (
    *("sonic/create", "suno/create", "sonic/mashup", "sonic/sample", "sonic/upload-cover", "sonic/upload-extend"),
)
WORDS = ("prompt", "lyrics", "gpt_description_prompt")
NEAREST = {  # what is answered where a status is not listed; where none of these is either, the body says it
    400: (404, 403),
    403: (402, 400),
    404: (400,),
    410: (400,),
    429: (403,),
}
LONGEST = 240.0  # seconds of a task; the SDK gives up after 300
NO_DATA: dict[str, Any] = {LYRICS: {}}
READINGS = Readings(
    counts_utf16=False,  # a schema's `maxLength` counts characters
    empty_is_missing=False,
    whole_seconds=False,
    needs_overlap=False,
    accepts_with_code=False,
    refund_lag=0.0,
    uploads_are_apart=False,
    uploads_are_limited=False,
    uploads_have_least=False,
    upload_fails_in_band=False,
    paces_everything=False,
    voice_is_persona=True,  # "Train a voice persona"
    bare_upload_result=False,
    basic_stems=2,  # "2-track: vocals + instrumental"
    full_stems=12,
)


class Documented(Mood):
    """Takes what the document's schemas take, and answers by them."""

    name: MoodName = "documented"
    has_pace = False  # no 429 is listed
    host = "musicapi"
    serves_studio = True
    keeps_waiting = False  # the SDK cannot read the 202 for a MIDI file
    slowest_steps = 1.0  # the SDK waits a minute for an answer, and then sends the request again

    def readings(self, seed: int) -> Readings:
        """By the document where it speaks, else those that it allows."""
        del seed
        return READINGS

    def webhook_policy(self, seed: int) -> WebhookPolicy:
        """Each once, in their order."""
        del seed
        return WebhookPolicy(twice=0.0, streams=0.0, late_streams=0.0)

    def serves(self, place: str) -> bool:
        """Whether the document has this path."""
        return place in STATUSES

    def retires(self, family: str, task_type: str) -> bool:
        """Producer's enum has no cover: it is older than that."""
        return family == "producer" and task_type not in PRODUCER_TYPES

    def fields(self, place: str, fields: Mapping[str, Any]) -> Mapping[str, Any]:
        """The body with what the document leaves out or has a default for; the pages require more."""
        if place == "riffusion/create":
            is_edit = "continue_clip_id" in fields
            spoken = {"custom_mode": is_edit or "prompt" not in fields, "make_instrumental": False}
            edited = {"lyrics": "", "sound": ""} if is_edit else {}
            return {"mv": "FUZZ-1.1 Pro", **spoken, **edited, **fields}
        if place not in WORDED:
            return fields
        if not any(fields.get(name) for name in WORDS):
            return {**fields, "custom_mode": True, "make_instrumental": True}  # whoever says no words hears none
        return {"custom_mode": not fields.get("gpt_description_prompt"), **fields}

    def misfit(self, place: str, fields: Mapping[str, Any]) -> str:
        """By the schema, which says of each field what it is, whatever the task type."""
        for name in NUMBERS.get(place, ()):
            if name in fields and (isinstance(fields[name], bool) or not isinstance(fields[name], int | float)):
                return f"{name} should be number."
        for name in TEXTS.get(place, ()):
            if not isinstance(fields.get(name, ""), str):
                return f"{name} should be string."
        for name, allowed in CHOICES.get(place, {}).items():
            if fields.get(name, allowed[0]) not in allowed:
                return f"The {name} is invalid. It should be one of: {', '.join(allowed)}."
        return ""

    def settle(self, task: Task, *, is_timed: bool) -> None:
        """A task is found at once, and ends with all that it gives, in the time that the SDK waits for it."""
        task.visible_at, task.partial = task.made_at, "together"
        for clip in task.all_clips:
            if not is_timed and task.failure is None and clip.ends_at != NEVER:
                clip.ends_at = min(clip.ends_at, task.made_at + LONGEST)
            clip.url_at = clip.ends_at

    def holds_back(self, task: Task, now: float, rng: Random) -> bool:
        """Until there is everything: a 200 is a "Terminal result"."""
        del rng
        return now < task.ends_at

    def body(self, place: str, told: dict[str, Any], rng: Random) -> dict[str, Any]:
        """With the fields that the document lists, of the types that it says."""
        del rng
        if told.get("type") in FAILURES and place in (*POLLS, LYRICS):
            return _failure(place, str(told["type"]), _reason(told), told)
        listed = {name: told[name] for name in ROOTS[place] if name in told}
        if place in POLLS:
            clips: list[dict[str, Any]] = told.get("data") or []
            listed["data"] = [_element(place, clip) for clip in clips]
        if place == STUDIO:
            listed["data"] = _studio(told["data"])
        return listed

    def answer(self, request: Request, answer: Answer, rng: Random) -> Answer:
        """Under a listed status."""
        place = place_of(request)
        if not self.serves(place) or answer.content_type != "application/json":
            return answer  # nothing that the document knows was asked for
        listed = STATUSES[place]
        told = cast("dict[str, Any]", json.loads(answer.body))
        status = next((near for near in (answer.status, *NEAREST.get(answer.status, ())) if near in listed), 200)
        if place in POLLS and _is_waiting(answer.status, told):
            if told.get("message") != "processing" or told.get("code") == 200:
                return json_answer(202, {"type": "not_ready", "error": NOT_READY})
            return json_answer(200, {"code": 202, "message": "processing", "data": []})  # "interim", of riffusion alone
        if status >= 400:
            return json_answer(status, told)
        if answer.status >= 400:
            return json_answer(200, _unlisted(place, answer.status, told))
        return json_answer(status, self.body(place, told, rng))


def _is_waiting(status: int, told: dict[str, Any]) -> bool:
    not_ready = status == 202 or told.get("type") == "not_ready"
    return not_ready or (status == 200 and "type" not in told and not told.get("data"))


def _reason(told: dict[str, Any]) -> str:
    return str(told.get("error") or told.get("message") or "failed")


def _failure(place: str, kind: str, reason: str, told: dict[str, Any]) -> dict[str, Any]:
    """What the SDK takes for a failure, in what the document takes for a result."""
    if place == LYRICS:
        said = {"status": kind, "text": "", "title": "", "task_id": told.get("task_id", ""), "input": ""}
        return {"code": FAILURES[kind], "message": reason, "data": {**said, "metadata": {}}}
    return {"type": kind, "error": reason, "code": FAILURES[kind], "message": reason, "data": []}


def _unlisted(place: str, status: int, told: dict[str, Any]) -> dict[str, Any]:
    """An error where only a 200 is listed."""
    reason = _reason(told)
    if place in POLLS and status == 504:
        return _failure(place, "timeout", reason, told)
    if place == STUDIO:
        return {"code": "success", "data": {"status": "FAILURE", "fail_reason": reason, "data": None}}
    return {"code": status, "message": reason, "data": NO_DATA.get(place, [])}


def _element(place: str, element: dict[str, Any]) -> dict[str, Any]:
    """A clip; beside the whole song that it is a part of, it is that."""
    if "full" in element:
        element = element["full"] or element["extended" if "extended" in element else "replaced"]
    clip = {name: element[name] for name in ELEMENTS[place] if name in element}
    if clip.get("duration") is not None:
        clip["duration"] = float(clip["duration"])
    if clip.get("seed") is not None:
        clip["seed"] = int(clip["seed"])
    return clip


def _studio(task: dict[str, Any]) -> dict[str, Any]:
    told = {name: task[name] for name in STUDIO_TASK}
    songs: list[dict[str, Any]] = task["data"]["songs"] if task["data"] else []
    known = [{name: song[name] for name in STUDIO_SONG if name in song} for song in songs]
    told["data"] = {"songs": [{**song, "tags": ", ".join(song["tags"])} for song in known]}
    return told
