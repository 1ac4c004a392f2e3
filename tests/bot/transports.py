"""A hand that takes the courier's messages as Discord would, without Discord."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.delivery.transport import TooLarge
from tests.bot.media.spooling import read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.delivery.attachments import ClipAttachment, FileAttachment
    from bot.status.job_status import JobStatus
    from data.rows import Job
    from tests.bot.conftest import Studio


class Hand:
    """Takes messages as Discord would: up to `room` bytes a file, and with whatever trouble was ordered."""

    def __init__(self) -> None:
        self.room = 10 * 1024 * 1024
        self.posts: list[tuple[int, list[ClipAttachment]]] = []
        self.files: list[list[FileAttachment]] = []
        self.sounds: list[bytes] = []  # of the clips that were posted last
        self.tried = 0
        self.shown: list[int] = []
        self.told: list[int] = []
        self.troubles: dict[int, Exception] = {}  # by job
        self.stuck: asyncio.Event | None = None
        self.posted = asyncio.Event()
        self.reached = asyncio.Event()
        self.held: asyncio.Event | None = None  # a post waits for it

    async def show(self, status: JobStatus) -> None:
        self.shown.append(status.job.id)
        if self.stuck is not None:
            await self.stuck.wait()

    async def post(self, status: JobStatus, clips: Sequence[ClipAttachment], files: Sequence[FileAttachment]) -> bool:
        self.tried += 1
        self.reached.set()
        if self.held is not None:
            await self.held.wait()
        if status.job.id in self.troubles:
            raise self.troubles[status.job.id]
        found = [file.data for clip in clips for file in (clip.audio, clip.image) if file is not None]
        if any(data.size > self.room for data in (*found, *(file.data for file in files if file.data))):
            raise TooLarge("413 Payload Too Large")
        self.posts.append((status.job.id, list(clips)))
        self.files.append(list(files))
        self.sounds = [read(clip.audio.data) for clip in clips if clip.audio]
        self.posted.set()
        return False

    async def tell(self, status: JobStatus) -> None:
        self.told.append(status.job.id)

    def file_limit(self, job: Job) -> int:
        return job.file_limit


async def deliver(studio: Studio, seconds: float = 0.0) -> None:
    """Let time pass, then bring what is owed."""
    studio.clock.advance(seconds)
    await studio.courier.tick()
    await studio.courier.wait_until_idle()
