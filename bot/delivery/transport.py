"""What the courier asks of whoever carries its messages, and what can go wrong on the way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.delivery.attachments import ClipAttachment, FileAttachment
from bot.status.job_status import JobStatus
from data.rows import Job


class DeliveryDelayed(Exception):
    """Discord could not take it just now; it is tried again later, and not before `retry_after` seconds if named."""

    def __init__(self, why: str, retry_after: float | None = None) -> None:
        super().__init__(why)
        self.retry_after = retry_after


class TooLarge(Exception):
    """Discord refused the files for their size, whatever limit it published."""


class Undeliverable(Exception):
    """Neither the message, the channel nor the person can be reached; the clips stay in the library."""


class Transport(Protocol):
    """The only editor of a promised message."""

    async def show(self, status: JobStatus) -> None:
        """Bring the status card up to date; best effort, never raises for Discord's refusals."""
        ...

    async def post(self, status: JobStatus, clips: Sequence[ClipAttachment], files: Sequence[FileAttachment]) -> bool:
        """Put the card, the clips and the files where they were promised.

        True: a new message told who asked by itself, by a mention if `status` says so; False: an edit, which notifies
        nobody. Raises DeliveryDelayed, TooLarge or Undeliverable.
        """
        ...

    async def tell(self, status: JobStatus) -> None:
        """Tell who asked by a mention that their job has ended; never raises, and no try is repeated."""
        ...

    def file_limit(self, job: Job) -> int:
        """Bytes that one file of this job may have."""
        ...
