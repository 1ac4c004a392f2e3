"""Brings people what they were promised: the status while it changes, each clip when it is there, the end for sure.

The courier decides when and what; `Delivery` (cogs/delivery.py) knows how Discord wants it. Editing the promised
message twice does no harm, so a delivery that a crash interrupted is simply done again.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot import showing
from bot.audio.fit import CannotFit, fit
from bot.musicapi.errors import FileError
from bot.musicapi.files import AudioFile
from bot.underway import UnderWay, first_of
from data import jobs
from data.rows import JobState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.musicapi.files import Files, ImageFile
    from bot.showing import Shown
    from bot.songs import House, Songs
    from bot.views import JobView, Views
    from data.rows import Clip, Job

log = logging.getLogger(__name__)

DELIVERIES_UNDER_WAY = 6  # each holds two songs in memory
LARGEST_AUDIO = 64 * 1024 * 1024  # bytes read from the vendor for one clip: eight minutes of WAV and some
TICK = 0.5  # seconds between looks at what is owed
FETCH_TRIES = 2  # deliveries that wait for a file (5 and 10 s) before its address is posted instead
RETRY = 5.0  # seconds before a delivery is tried again, doubled each time up to
LONGEST_RETRY = 300.0


class DeliveryDelayed(Exception):
    """Discord could not take it just now; it is tried again later."""

    def __init__(self, why: str, retry_after: float | None = None) -> None:
        super().__init__(why)
        self.retry_after = retry_after


class TooLarge(Exception):
    """Discord refused the files for their size, whatever limit it published."""


class Undeliverable(Exception):
    """Neither the message, the channel nor the person can be reached; the clips stay in the library."""


@dataclass(frozen=True, slots=True)
class PackedClip:
    """A clip with what can be attached: without audio, its address is posted instead."""

    clip: Clip
    audio: AudioFile | None
    image: ImageFile | None


class Delivery(Protocol):
    """The only editor of a promised message."""

    async def show(self, view: JobView) -> None:
        """Bring the status card up to date; best effort, never raises for Discord's refusals."""
        ...

    async def post(self, view: JobView, packed: Sequence[PackedClip]) -> None:
        """Put the card and the clips where they were promised; raises DeliveryDelayed, TooLarge or Undeliverable."""
        ...

    def file_limit(self, job: Job) -> int:
        """Bytes that one file of this job may have."""
        ...


class Courier:
    """Delivers; `run` until stopped, or `tick` by hand."""

    def __init__(self, house: House, songs: Songs, views: Views, files: Files) -> None:
        self._house = house
        self._songs = songs
        self._views = views
        self._files = files
        self._carrier: Delivery | None = None
        self._under_way = UnderWay(DELIVERIES_UNDER_WAY)
        self._refreshing = UnderWay(32)
        self._shown: dict[int, Shown] = {}

    def deliver_by(self, delivery: Delivery) -> None:
        """Let `delivery` carry everything from now on; given before the start."""
        self._carrier = delivery

    def answered(self, view: JobView) -> None:
        """Remember that the person was just shown this card, so that it is not edited without need."""
        self._shown[view.job.id] = showing.showed(view, self._house.now())

    @property
    def _delivery(self) -> Delivery:
        if self._carrier is None:
            raise RuntimeError("the courier was started without a delivery")
        return self._carrier

    async def run(self, stop: asyncio.Event) -> None:
        """Tick until `stop`, then finish what is under way."""
        while not stop.is_set():
            await self.tick()
            await first_of(stop, seconds=TICK)
        await self.idle()

    async def tick(self) -> None:
        """Begin every delivery that is owed and every card that has something new to say; returns at once."""
        self._under_way.raise_first_error()
        self._refreshing.raise_first_error()
        house = self._house
        async with house.database.reading() as tx:
            owed = await jobs.owed(tx, owner=house.worker_id, now=house.now(), limit=4 * DELIVERIES_UNDER_WAY)
            unfinished = await jobs.unfinished(tx, owner=house.worker_id, limit=1_000)
        for job in owed:
            if not self._busy(job) and not self._under_way.full:
                self._under_way.start(job.id, self._deliver(job))
        for job in unfinished:
            idle = not self._busy(job) and not self._refreshing.full
            if idle and showing.worth_a_look(job, self._shown.get(job.id), house.now()):
                self._refreshing.start(job.id, self._refresh(job))
        self._forget({job.id for job in (*owed, *unfinished)})

    async def idle(self) -> None:
        """Return when nothing is under way."""
        await self._under_way.idle()
        await self._refreshing.idle()

    def _busy(self, job: Job) -> bool:
        return job.id in self._under_way or job.id in self._refreshing

    def _forget(self, known: set[int]) -> None:
        for gone in self._shown.keys() - known:
            del self._shown[gone]

    async def _refresh(self, job: Job) -> None:
        view = await self._views.job(job.id)
        if view is None or view.job.state.final:
            return
        now, shown = self._house.now(), self._shown.get(job.id)
        if showing.early_clip_due(view, now):
            await self._post_early(view)
        elif showing.edit_due(view, shown, now):
            await self._delivery.show(view)
        else:
            self._shown[job.id] = showing.looked(shown, now)
            return
        self._shown[job.id] = showing.showed(view, now)

    async def _post_early(self, view: JobView) -> None:
        packed = await self._pack(view, self._delivery.file_limit(view.job))
        if all(clip.audio is None for clip in packed):
            return  # the last delivery will try again, and has its own way out
        try:
            await self._delivery.post(view, packed)
        except (DeliveryDelayed, TooLarge, Undeliverable) as error:
            log.info("early_clip_waits job=%s why=%r", view.job.id, str(error))
        else:
            await self._songs.posted([clip.clip.id for clip in packed])

    async def _deliver(self, job: Job) -> None:
        view = await self._views.job(job.id)
        if view is None:
            return
        try:
            await self._post(view)
        except DeliveryDelayed as delayed:
            wait = delayed.retry_after or min(LONGEST_RETRY, RETRY * 2 ** min(job.deliveries, 10))
            log.warning("delivery_delayed job=%s seconds=%.0f why=%r", job.id, wait, str(delayed))
            await self._songs.delayed(job, wait)
            return
        except Undeliverable as error:
            log.error("delivery_impossible job=%s why=%r", job.id, str(error))
        await self._songs.delivered(job, [clip.id for clip in view.arrived])

    async def _post(self, view: JobView) -> None:
        limit = self._delivery.file_limit(view.job)
        for size in (limit, limit // 2, limit // 4, 0):  # trust no published limit: a refusal steps down
            packed = await self._pack(view, size) if view.job.state is JobState.DONE else ()
            if size and view.job.deliveries < FETCH_TRIES and any(clip.audio is None for clip in packed):
                unfetched = sum(clip.audio is None for clip in packed)
                raise DeliveryDelayed(f"{unfetched} files could not be fetched yet")
            try:
                await self._delivery.post(view, packed)
            except TooLarge:
                log.warning("delivery_too_large job=%s limit=%s", view.job.id, size)
            else:
                return

    async def _pack(self, view: JobView, limit: int) -> list[PackedClip]:
        return list(await asyncio.gather(*(self._pack_clip(clip, limit) for clip in view.arrived)))

    async def _pack_clip(self, clip: Clip, limit: int) -> PackedClip:
        audio, image = await asyncio.gather(self._audio(clip, limit), self._image(clip))
        return PackedClip(clip, audio, image)

    async def _audio(self, clip: Clip, limit: int) -> AudioFile | None:
        if not limit:
            return None
        try:
            audio = await self._files.fetch_audio(clip.audio_url, limit_bytes=LARGEST_AUDIO)
            if len(audio.data) <= limit:
                return audio
            # Encoding is seconds of work: in a thread, so that the gateway's heartbeats go on.
            return AudioFile(*await asyncio.to_thread(fit, audio.data, audio.container, limit))
        except (FileError, CannotFit) as error:
            log.warning("audio_missing job=%s clip=%s why=%r", clip.job_id, clip.id, str(error))
            return None

    async def _image(self, clip: Clip) -> ImageFile | None:
        if not clip.image_url:
            return None
        try:
            return await self._files.fetch_image(clip.image_url)
        except FileError as error:
            log.info("image_missing job=%s clip=%s why=%r", clip.job_id, clip.id, str(error))
            return None
