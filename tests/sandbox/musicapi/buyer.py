"""A customer of the simulated vendor: asks it as HTTP would, and lets its clock run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sandbox.musicapi.vendor import KEY, Vendor
from sandbox.wire.clock import HeldClock
from sandbox.wire.exchange import Answer, Request

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ROOT = "http://musicapi.test"

CREATES: dict[str, dict[str, Any]] = {
    "riffusion": {"mv": "FUZZ-1.1 Pro", "custom_mode": False, "prompt": "r&b pop song"},
    "sonic": {"mv": "sonic-v5", "custom_mode": False, "gpt_description_prompt": "upbeat synthwave"},
    "producer": {"task_type": "create_music", "sound": "warm lo-fi piano"},
}
LYRICS = "[Verse]\nOne line of words\n[Chorus]\nAnother line of words"
CUSTOMS: dict[str, dict[str, Any]] = {
    "riffusion": {
        "mv": "FUZZ-1.0",
        "custom_mode": True,
        "make_instrumental": False,
        "lyrics": LYRICS,
        "title": "Demo",
        "sound": "pop",
    },
    "sonic": {"mv": "sonic-v4", "custom_mode": True, "prompt": LYRICS, "tags": "pop", "title": "Demo"},
    "producer": {"task_type": "create_music", "lyrics": LYRICS, "sound": "pop", "title": "Demo", "length": 90},
}


def extension(family: str, clip_id: str, at: float) -> dict[str, Any]:
    """A body that extends a clip from `at` seconds on."""
    if family == "producer":
        return {"task_type": "extend_music", "clip_id": clip_id, "starts_at": at, "instruction": "add strings"}
    body = {**CUSTOMS[family], "task_type": "extend_music", "continue_clip_id": clip_id, "continue_at": at}
    return {**body, "continue_at": int(at)} if family == "riffusion" else body


def cover(family: str, clip_id: str) -> dict[str, Any]:
    """A body that covers a clip."""
    if family == "producer":
        return {"task_type": "cover_music", "clip_id": clip_id, "instruction": "jazz version", "strength": 0.5}
    style = {"sound": "jazz"} if family == "riffusion" else {"tags": "jazz"}
    return {**CUSTOMS[family], **style, "task_type": "cover_music", "continue_clip_id": clip_id}


class Buyer:
    """Asks one vendor; every create waits for its turn by the clock."""

    def __init__(self, vendor: Vendor, clock: HeldClock) -> None:
        self.vendor = vendor
        self.clock = clock

    @classmethod
    def of(cls, **options: Any) -> Buyer:
        """A buyer at a vendor with these options, its clips four seconds long unless said otherwise."""
        clock = HeldClock()
        return cls(Vendor(clock, **{"clip_seconds": 4.0, **options}), clock)

    async def ask(
        self, method: str, path: str, body: object = None, *, key: str | None = KEY, **headers: str
    ) -> Answer:
        """One request with its authorisation; header names with underscores."""
        named = {name.replace("_", "-").lower(): value for name, value in headers.items()}
        if key is not None:
            named["authorization"] = f"Bearer {key}"
        if body is None:
            return await self.vendor.handle(Request(method, path, headers=named))
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        return await self.vendor.handle(Request(method, path, {}, {"content-type": "application/json", **named}, sent))

    async def create(self, family: str, body: object = None) -> Answer:
        """A create, three seconds after the last one."""
        self.clock.advance(self.vendor.limit.interval)
        return await self.ask("POST", f"/api/v1/{family}/create", CREATES[family] if body is None else body)

    async def post(self, path: str, body: object) -> Answer:
        """A POST to a path such as `sonic/stems/full`, three seconds after the last one."""
        self.clock.advance(self.vendor.limit.interval)
        return await self.ask("POST", f"/api/v1/{path}", body)

    async def bought(self, family: str, body: object = None) -> str:
        """The task id of a create that must be accepted."""
        answer = await self.create(family, body)
        assert answer.status == 200, answer.body
        return content(answer)["task_id"]

    async def made(self, path: str, body: object) -> list[dict[str, Any]]:
        """What comes of a POST that makes a task, which was waited for."""
        answer = await self.post(path, body)
        assert answer.status == 200, answer.body
        return await self.waited_for(path.partition("/")[0], content(answer)["task_id"])

    async def waited_for(self, family: str, task_id: str) -> list[dict[str, Any]]:
        """What a task gave, when nothing of it changes any more."""
        left = self.vendor.seconds_left(task_id)
        assert left is not None
        self.clock.advance(left + 5)
        return content(await self.poll(family, task_id))["data"]

    async def brought(self, family: str) -> str:
        """The id of an uploaded clip: the first song of a new task, brought back by its address."""
        body = {**CREATES[family], "use_suno_cdn": True}
        url = (await self.finished(family, body))[0]["audio_url"]
        if family == "producer":
            return (await self.made("producer/upload", {"audio_url": url}))[0]["clip_id"]
        answer = await self.post(f"{family}/upload", {"url": url})
        assert answer.status == 200, answer.body
        return content(answer)["clip_id"]

    async def poll(self, family: str, task_id: str) -> Answer:
        """One look at a task."""
        return await self.ask("GET", f"/api/v1/{family}/task/{task_id}")

    async def polls(self, family: str, task_id: str, every: float = 3.0, most: int = 400) -> AsyncIterator[Answer]:
        """Every answer until nothing changes any more, and one after it."""
        for _ in range(most):
            yield await self.poll(family, task_id)
            if self.vendor.seconds_left(task_id) == 0.0:
                return
            self.clock.advance(every)

    async def finished(self, family: str, body: object = None) -> list[dict[str, Any]]:
        """The clips of a new task that was waited for, in their order."""
        task_id = await self.bought(family, body)
        left = self.vendor.seconds_left(task_id)
        assert left is not None
        self.clock.advance(left + 5)
        clips = content(await self.poll(family, task_id))["data"]
        return sorted(clips, key=lambda clip: self.vendor.clips[clip["clip_id"]].position)

    async def credits(self) -> int:
        """What get-credits says is left."""
        said = content(await self.ask("GET", "/api/v1/get-credits"))
        return said["credits"] + said["extra_credits"]

    async def file(self, url: str, method: str = "GET", **headers: str) -> Answer:
        """A file by the address that an answer named; one redirect is followed."""
        assert url.startswith(ROOT)
        answer = await self.ask(method, url.removeprefix(ROOT), key=None, **headers)
        return await self.file(answer.headers["Location"], method, **headers) if answer.status == 302 else answer


def content(answer: Answer) -> Any:
    """The JSON of an answer."""
    return json.loads(answer.body)
