"""MusicAPI's riffusion family in a hundred lines: quick enough to measure by, and it knows when a song was ready."""

from __future__ import annotations

import random
import struct
import time
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Callable

KEY = "benchmark-key"
CLIPS = 2


@dataclass(slots=True)
class Task:
    """One task; moments are of `time.monotonic`."""

    prompt: str
    ready_at: float
    clip_ids: tuple[str, ...]
    polls: int = 0
    known_at: float | None = None  # when a poll was first answered with the clips


@dataclass(slots=True)
class Tasks:
    """Everything that was asked of the vendor, by task id; `unknown_polls` asked for what nobody created here."""

    known: dict[str, Task] = field(default_factory=dict[str, Task])
    unknown_polls: int = 0

    def by_prompt(self) -> dict[str, Task]:
        """The tasks by their prompts, which the benchmarks make unique."""
        return {task.prompt: task for task in self.known.values()}

    @property
    def polls(self) -> int:
        """How often anybody asked about a task."""
        return self.unknown_polls + sum(task.polls for task in self.known.values())


class BenchmarkVendor:
    """Serves riffusion's create, poll and files on a free port; use as an async context manager.

    `seconds` draws how long a task takes. A task that nobody created runs for ever. A clip weighs at least
    `clip_bytes`. Answers are those of docs.musicapi.ai/riffusion-create-with-prompt and /riffusion-get.
    """

    def __init__(
        self, audio: bytes, picture: bytes, seconds: Callable[[random.Random], float], clip_bytes: int = 0
    ) -> None:
        self.tasks = Tasks()
        self._audio, self._picture, self._seconds = _padded(audio, clip_bytes), picture, seconds
        self._random = random.Random(0)
        app = web.Application()
        app.router.add_post("/api/v1/riffusion/create", self._create)
        app.router.add_get("/api/v1/riffusion/task/{task_id}", self._poll)
        app.router.add_get("/files/{name}", self._file)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        self.url = ""

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _create(self, request: web.Request) -> web.Response:
        try:
            body = await request.json()
        except ConnectionResetError:  # the bot was stopped amid its request: nobody reads the answer
            return web.Response(status=400)
        task_id = str(uuid.UUID(int=self._random.getrandbits(128)))
        clip_ids = tuple(str(uuid.UUID(int=self._random.getrandbits(128))) for _ in range(CLIPS))
        self.tasks.known[task_id] = Task(body["prompt"], time.monotonic() + self._seconds(self._random), clip_ids)
        return web.json_response({"message": "success", "task_id": task_id})

    async def _poll(self, request: web.Request) -> web.Response:
        task = self.tasks.known.get(request.match_info["task_id"])
        if task is None:
            self.tasks.unknown_polls += 1
        else:
            task.polls += 1
        if task is None or time.monotonic() < task.ready_at:
            return web.json_response({"code": 200, "message": "processing", "data": []})
        task.known_at = task.known_at or time.monotonic()
        clips = [
            {
                "clip_id": clip_id,
                "state": "succeeded",
                "title": task.prompt,
                "mv": "FUZZ-1.1 Pro",
                "sound": "plain",
                "lyrics": "",
                "duration": "30",
                "audio_url": f"{self.url}/files/{clip_id}.m4a",
                "image_url": f"{self.url}/files/{clip_id}.jpeg",
            }
            for clip_id in task.clip_ids
        ]
        return web.json_response({"code": 200, "message": "success", "data": clips})

    async def _file(self, request: web.Request) -> web.Response:
        if request.match_info["name"].endswith(".jpeg"):
            return web.Response(body=self._picture, content_type="image/jpeg")
        return web.Response(body=self._audio, content_type="audio/mp4")


def _padded(audio: bytes, size: int) -> bytes:
    """The m4a file in so many bytes: a box called `free` at its end, which players skip, makes it as large."""
    missing = max(0, size - len(audio))
    return audio + struct.pack(">I4s", missing, b"free") + bytes(missing - 8) if missing >= 8 else audio
