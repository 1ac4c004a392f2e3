"""Sonic by its older name, and what only that name has: lyrics as a task, and shared songs (musicapi.md 3.25)."""

from __future__ import annotations

import re
from typing import Any

from sandbox.musicapi.families.sonic.family import Sonic
from sandbox.musicapi.families.sonic.fields import FAMILY
from sandbox.musicapi.form import Form
from sandbox.musicapi.instant import InstantRequest
from sandbox.musicapi.moderation import check_words
from sandbox.musicapi.operation import FREE, InstantOperation, Operation, Pace, Prices, TaskOperation
from sandbox.musicapi.poll import Addresses, Poll
from sandbox.musicapi.profiles import Profile
from sandbox.musicapi.words import new_title
from sandbox.musicapi.works import Clip, Commission, Task
from sandbox.wire.exchange import Answer, json_answer

LEGACY = "suno"
CLIP, LYRICS = "clip", "get-lyrics"  # where songs and lyrics are polled
TOPIC = 119  # the most characters
LINK = re.compile(r"https?://[^/\s]+/(?:song|s)/([0-9a-f-]{36})(?:[?#].*)?")
AUTHOR = "encore"


def _lyrics(form: Form, profile: Profile) -> Commission:
    del profile
    topic = form.text("prompt", most=TOPIC, required=True)
    check_words(form, topic, "")
    return Commission(prompt=topic, count=1)


def _lyrics_acceptance(task: Task) -> dict[str, Any]:
    """The id is one level down."""
    return {"code": 200, "data": {"task_id": task.task_id}, "message": "success"}


def _unfinished_lyrics(task: Task) -> dict[str, Any]:
    """An object from the start."""
    return _lyrics_body(task, "running")


def _finished_lyrics(task: Task, texts: list[dict[str, Any]]) -> dict[str, Any]:
    return _lyrics_body(task, "complete", **texts[0])


def _lyrics_text(clip: Clip, at: Addresses, poll: Poll) -> dict[str, Any]:
    del at
    return {"title": clip.title or new_title("", poll.rng), "text": clip.lyrics}


def _lyrics_body(task: Task, status: str, title: str = "", text: str = "") -> dict[str, Any]:
    told = {"status": status, "text": text, "title": title, "task_id": task.task_id}
    return {"code": 200, "data": {**told, "input": task.commission.prompt, "metadata": None}, "message": "success"}


def _shared_song(asked: InstantRequest) -> Answer:
    """What is told of a finished song to whoever has its link, and 400 for any other link."""
    link = asked.form.raw("share_link")
    found = LINK.fullmatch(link) if isinstance(link, str) else None
    clip = asked.vendor.library.clip(FAMILY, found.group(1)) if found else None
    if clip is None:
        return asked.errors.answer(400, "share_link is invalid." if link else "The 'share_link' field is required.")
    at = asked.vendor.files.addresses(clip, asked.vendor.clock.now())
    return json_answer(
        200,
        {
            "audio_url": at.audio or "",
            "video_url": "",
            "cover_image": at.image or "",
            "song_title": clip.title,
            "song_author": AUTHOR,
            "music_styles": clip.style,
        },
    )


OPERATIONS: tuple[Operation, ...] = (
    TaskOperation(
        "make_lyrics",
        Prices(2, 2),
        _lyrics,
        path="make-lyrics",
        gives="lyrics",
        pace=Pace(8.0, 20.0),
        has_webhook=False,
        accepted=_lyrics_acceptance,
        waiting=_unfinished_lyrics,
        result=_finished_lyrics,
        describe=_lyrics_text,
    ),
    InstantOperation("get_song", FREE, "get-song", _shared_song),
)


class Suno(Sonic):
    """The same clips and tasks as sonic's, by other paths."""

    polled_at = (CLIP, LYRICS)
    operations: tuple[Operation, ...] = (*Sonic.operations, *OPERATIONS)  # its tasks are polled here, too

    def operation_at(self, path: str) -> Operation | None:
        """What only the older name has; all that both have is asked for at `create`."""
        found = super().operation_at(path)
        return None if found in Sonic.operations else found

    def finds(self, task: Task, word: str) -> bool:
        """Lyrics at one place, songs at the other."""
        return task.commission.family == self.name and (task.commission.gives == "lyrics") == (word == LYRICS)
