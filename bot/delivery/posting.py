"""Posts how a job ended: with its files where Discord takes them, smaller or fewer where it does not."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from bot.concurrency.byte_budget import Reservation
from bot.delivery.attachments import ClipAttachment, FileAttachment, bundle_files, fetch_clips, fit_clips
from bot.delivery.transport import DeliveryDelayed, TooLarge, Transport, Undeliverable
from bot.media.fetch import Fetcher
from bot.media.spool import Spool
from bot.status.job_status import JobStatus
from data.rows import JobState

log = logging.getLogger(__name__)

TRIES_WITH_FILES = 3  # deliveries that break before fewer files are tried
UNBOOSTED = 10 * 1024 * 1024  # bytes a file may have where nothing was boosted, direct messages included
FETCH_TRIES = 2  # deliveries that wait for a file (5 and 10 s) before its address is posted instead


async def post_result(
    transport: Transport, fetcher: Fetcher, status: JobStatus, room: Reservation | None = None
) -> bool:
    """Post how a job ended, with as much of its files as Discord takes, and return whether that told who asked.

    `room` is for the files of its clips. Raises DeliveryDelayed or Undeliverable.
    """
    if status.files and status.job.state is JobState.DONE:
        return await _post_files(transport, fetcher, status)
    async with Spool(room) as spool:
        return await _post_clips(transport, fetcher, status, spool)


async def _post_files(transport: Transport, fetcher: Fetcher, status: JobStatus) -> bool:
    limit = transport.file_limit(status.job)
    for size in (limit, limit * 3 // 8, 0):
        # Fetched anew for every size: kept for the rare refusal, they would be there twice every time.
        async with Spool() as spool:
            bundle = await bundle_files(fetcher, spool, status.job.id, status.files, size)
            if bundle.missing and status.job.delivery_attempts < FETCH_TRIES:
                raise DeliveryDelayed(f"{bundle.missing} files could not be fetched yet")
            if (told := await _try_to_post(transport, status, (), bundle.files)) is not None:
                return told
        log.warning("delivery_steps_down job=%s limit=%s", status.job.id, size)
    raise DeliveryDelayed("too large even without files")


async def _post_clips(transport: Transport, fetcher: Fetcher, status: JobStatus, spool: Spool) -> bool:
    ready = status.ready_clips
    if status.job.state is not JobState.DONE:  # what was heard before it failed stays, also in a message that is new
        ready = tuple(clip for clip in ready if clip.posted_at is not None)
    clips = await fetch_clips(fetcher, spool, ready)
    missing = sum(clip.retry for clip in clips)
    if missing and status.job.delivery_attempts < FETCH_TRIES:
        raise DeliveryDelayed(f"{missing} files could not be fetched yet")
    limit = transport.file_limit(status.job)
    large = min(limit, max((clip.audio.data.size for clip in clips if clip.audio), default=0))
    # Trust no published limit: a refusal steps down. A letter may never have more than the unboosted limit.
    steps = {limit, large * 3 // 4, large * 3 // 8, UNBOOSTED if large > UNBOOSTED else limit}
    for size in (*sorted(steps, reverse=True), 0):
        async with Spool(spool.room) as smaller:
            if (told := await _try_to_post(transport, status, await fit_clips(clips, size, smaller))) is not None:
                return told
        log.warning("delivery_steps_down job=%s limit=%s", status.job.id, size)
    raise DeliveryDelayed("too large even without files")


async def _try_to_post(
    transport: Transport,
    status: JobStatus,
    clips: Sequence[ClipAttachment],
    files: Sequence[FileAttachment] = (),
) -> bool | None:
    """Whether the post told who asked; None: there is none, and smaller files may help.

    Raises DeliveryDelayed or Undeliverable.
    """
    try:
        return await transport.post(status, clips, files)
    except TooLarge:
        return None
    except (DeliveryDelayed, Undeliverable):
        raise
    except Exception as error:
        # What breaks here would break again after every restart, and must not take everybody's songs with it.
        log.error("delivery_broken job=%s", status.job.id, exc_info=error)
        # Broken again and again, perhaps it is the files: then the rest can be read at least.
        attached = any(clip.audio for clip in clips) or any(file.data for file in files)
        if status.job.delivery_attempts < TRIES_WITH_FILES or not attached:
            raise DeliveryDelayed(type(error).__name__) from error
        return None
