"""The vendor at its worst: all that a client must survive that keeps to the document and to what was seen.

Nothing here is a lie: what was accepted is made, a final word is true, and whoever asks again is told. Refusals of a
create come before it has any effect.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from random import Random
from typing import Any, cast

from sandbox.musicapi.moods.mood import Mood, MoodName, place_of
from sandbox.musicapi.rng import new_uuid, seeded
from sandbox.musicapi.webhook_policy import WebhookPolicy
from sandbox.musicapi.works import Task
from sandbox.wire.exchange import DROPPED, Answer, Request, json_answer

POSTPONED = 0.1  # the share of creates that are told "too many requests" out of turn
TROUBLED = 0.12  # the share of questions that end in trouble that passes
STALE = 0.15  # the share of polls that know nothing of clips that were named before
LATE, LATEST = 0.5, 5.0  # the share of files that come later than their clip is final, and the most seconds
UNFOUND = 3.0  # seconds for which a new task may not be found; no longer than that
GONE, NULL = 0.25, 0.25  # the shares of what may be missing that is, or is null
TWICE = 0.2  # the share of lists that name an element twice
PACKED = 0.3  # the share of answers that are packed where the client takes that

RUNNING = ("pending", "running", "processing")
OTHERWISE = (
    *RUNNING,
    "queued",
    "submitted",
    "in_progress",
    "STREAMING",
)  # an unknown state runs still (musicapi.md 11)
TYPES = (
    "application/json",
    "application/json; charset=UTF-8",
    "Application/JSON",
    "application/vnd.api+json",
    "text/plain; charset=utf-8",
    "text/html",
    "application/octet-stream",
    "",
)
# What a clip may lack or have as null (musicapi.md 3.24, 13): all but its id, its state and its file.
OPTIONAL = (
    *("tags", "sound", "image_url", "video_url", "wav_url", "created_at", "gpt_description_prompt", "negative_tags"),
    *("style_weight", "weirdness_constraint", "mv", "seed", "duration", "timestamp", "vocal_variation", "liked"),
    *("likes", "plays", "artist", "image_path", "genre", "mood", "gender", "timbre"),
)
WORDS = ("title", "lyrics")  # optional, too, of what can be heard; of lyrics they are all there is
STATES = ("state", "clip_id", "finished", "progress")  # one of these is in whatever comes of a task
EXTRA: dict[str, Any] = {
    "request_id": "9f0c…\u202e\u0007",
    "server_time_ns": 10**19,
    "flags": [],
    "deprecation": None,
    "meta": {"shard": {"zone": {"rack": [1, [2, [3, [None]]]]}}, "": "an empty name"},
    "\N{HEADPHONE} note": "\0, \N{SNOWMAN}, <b>&amp;</b>",
}
EXTRA_OF_CLIP: dict[str, Any] = {
    "play_count": 10**17,
    "reactions": None,
    "badges": [{"label": "new", "until": 1e300}],
    "is_trashed": False,
}


class Hostile(Mood):
    """Extra, missing, null and odd; packed, in pieces, slow, late, out of turn and twice."""

    name: MoodName = "hostile"

    def webhook_policy(self, seed: int) -> WebhookPolicy:
        """Each twice, and what tells of a stream after what tells of the end."""
        return replace(WebhookPolicy.drawn(seed), twice=1.0, streams=1.0, late_streams=1.0)

    def postpones(self, rng: Random) -> bool:
        """Now and then."""
        return rng.random() < POSTPONED

    def settle(self, task: Task, *, is_timed: bool) -> None:
        """A task is not found at first, names its clips in any order of events, and their files come late."""
        if task.commission.at_once or is_timed:
            return
        rng = seeded("hostile", task.draw)
        task.visible_at += rng.uniform(0.0, UNFOUND)
        if task.commission.gives == "song":
            task.partial = rng.choice(("together", "one_by_one", "named"))
        for clip in task.clips:
            if rng.random() < LATE:
                clip.url_at += rng.uniform(0.0, LATEST)

    def holds_back(self, task: Task, now: float, rng: Random) -> bool:
        """Now and then, as long as the task runs: as one of many copies that is behind the others."""
        return not task.is_done(now) and rng.random() < STALE

    def body(self, place: str, told: dict[str, Any], rng: Random) -> dict[str, Any]:
        """With all that is allowed to be odd about it."""
        dressed = _dressed(told, rng) if place.startswith("GET ") else told
        if isinstance(dressed.get("code"), int) and rng.random() < 0.3:
            dressed = {**dressed, "code": str(dressed["code"])}
        return _with(dressed, EXTRA, rng)

    def answer(self, request: Request, answer: Answer, rng: Random) -> Answer:
        """As the worst of servers would send it."""
        if request.method == "GET" and rng.random() < TROUBLED:
            return _trouble(rng)
        if answer.content_type == "application/json":
            told = cast("dict[str, Any]", json.loads(answer.body))
            is_result = answer.status < 300
            told = self.body(place_of(request), told, rng) if is_result else _with(told, EXTRA, rng)
            answer = replace(answer, body=_written(told, rng), content_type=rng.choice(TYPES))
        headers = {**answer.headers, "X-Request-Id": new_uuid(rng), "Set-Cookie": "edge=1; Path=/", "Vary": "*"}
        if (wait := headers.get("Retry-After")) and rng.random() < 0.5:
            # RFC 9110 10.2.3: seconds or a date.
            headers["Retry-After"] = format_datetime(datetime.now(UTC) + timedelta(seconds=int(wait)), usegmt=True)
        body = answer.body
        if "gzip" in request.headers.get("accept-encoding", "") and rng.random() < PACKED:
            body, headers["Content-Encoding"] = gzip.compress(body, mtime=0), "gzip"
        return replace(answer, body=body, headers=headers, drip=rng.choice((None, None, 0.0, 0.2, 0.5)))

    def file(self, answer: Answer) -> Answer:
        """In pieces, and nobody says how many."""
        return replace(answer, drip=0.0)


def _trouble(rng: Random) -> Answer:
    """What passes: a client asks again."""
    page = b"<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
    return rng.choice(
        (
            Answer(500, b"Internal Server Error.", content_type="text/plain"),
            Answer(502, page, content_type="text/html"),
            json_answer(503, {"message": "Service Unavailable"}, Retry_After="1"),
            json_answer(429, {"message": "rate limit"}, Retry_After="1"),
            Answer(429, b"rate limited", content_type="text/plain"),
            DROPPED,
        )
    )


def _dressed(told: Mapping[str, Any], rng: Random) -> dict[str, Any]:
    """What came of a task, with whatever may be missing, null, a text or there twice."""
    dressed = {name: _value(name, value, rng) for name, value in told.items()}
    if not any(name in dressed for name in STATES):
        return dressed
    if dressed.get("state") in RUNNING:
        dressed["state"] = rng.choice(OTHERWISE)
    is_heard = any(dressed.get(name) for name in ("audio_url", "song_path"))
    for name in (*OPTIONAL, *WORDS) if is_heard else OPTIONAL:
        chance = rng.random()
        if name in dressed and chance < GONE:
            del dressed[name]
        elif name in dressed and chance < GONE + NULL:
            dressed[name] = None
    return _with(dressed, EXTRA_OF_CLIP, rng)


def _value(name: str, value: Any, rng: Random) -> Any:
    if isinstance(value, dict):
        told = cast("dict[str, Any]", value)
        return told if name == "timestamp" else _dressed(told, rng)
    if isinstance(value, list):
        items = cast("list[Any]", value)
        return _list(items, rng) if name in ("data", "songs") else items
    if name == "duration" and isinstance(value, float):
        return str(value) if rng.random() < 0.5 else value
    if name == "seed" and isinstance(value, str):
        return int(value) if rng.random() < 0.5 else value
    if name in ("audio_url", "image_url") and isinstance(value, str) and value and "?" not in value:
        return f"{value}?alt=media&token={seeded('token', value).randrange(10**9)}%2B"
    return value


def _list(items: list[Any], rng: Random) -> list[Any]:
    listed = [_value("", item, rng) for item in items]
    if listed and rng.random() < TWICE:
        listed.append(rng.choice(listed))
    rng.shuffle(listed)
    return listed


def _with(told: Mapping[str, Any], extra: Mapping[str, Any], rng: Random) -> dict[str, Any]:
    """With some of what nobody knows, in any order."""
    fields = [*told.items(), *(item for item in extra.items() if item[0] not in told and rng.random() < 0.6)]
    rng.shuffle(fields)
    return dict(fields)


def _written(told: Any, rng: Random) -> bytes:
    written = json.dumps(told, indent=rng.choice((None, 1, "\t")), ensure_ascii=True)
    return f"{rng.choice(('', chr(10), '  '))}{written}{rng.choice(('', chr(13) + chr(10)))}".encode()
