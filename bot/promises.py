"""What was promised to people: which message a job's card is, and whether what became of it was brought there."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from data import clips, jobs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.house import House
    from data.rows import Job

log = logging.getLogger(__name__)


class Promises:
    """Remembers the messages; `woken` is set whenever there is a new turn to take."""

    def __init__(self, house: House) -> None:
        self._house = house
        self.woken = asyncio.Event()

    async def shown(self, job: Job, channel_id: int, message_id: int) -> None:
        """Remember which message promises this job; its turn may come from now on."""
        async with self._house.database.transaction() as tx:
            await jobs.set_message(tx, job.id, channel_id=channel_id, message_id=message_id)
        self.woken.set()

    async def token_died(self, job: Job) -> None:
        """Forget an interaction's token that Discord no longer takes."""
        async with self._house.database.transaction() as tx:
            await jobs.forget_token(tx, job.id)

    async def posted(self, clip_ids: Sequence[int]) -> None:
        """Remember that these clips are attached to the job's message."""
        async with self._house.database.transaction() as tx:
            await clips.mark_posted(tx, clip_ids, now=self._house.now())

    async def delivered(self, job: Job, clip_ids: Sequence[int] = ()) -> None:
        """Remember that the person has seen how the job ended, once and for all."""
        async with self._house.database.transaction() as tx:
            await clips.mark_posted(tx, clip_ids, now=self._house.now())
            await jobs.delivered(tx, job.id, now=self._house.now())
            await jobs.forget_token(tx, job.id)
        log.info("job_delivered job=%s state=%s clips=%s", job.id, job.state, len(clip_ids))

    async def delayed(self, job: Job, seconds: float) -> None:
        """Try the delivery again in `seconds`."""
        async with self._house.database.transaction() as tx:
            await jobs.delay_delivery(tx, job.id, deliver_at=self._house.now() + timedelta(seconds=seconds))
