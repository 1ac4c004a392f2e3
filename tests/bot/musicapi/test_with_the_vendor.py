"""Every family, model and operation of the catalog with the simulated vendor, on both of its hosts."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.musicapi.catalog import FAMILIES, Catalog, Family, Host, Model, Operation
from bot.musicapi.client import MusicAPI
from bot.musicapi.errors import TaskNotFound
from bot.musicapi.files import Files
from bot.musicapi.requests import SongRequest
from data.rows import ClipState
from sandbox.clock import HeldClock
from sandbox.musicapi.profiles import AIMUSICAPI, MUSICAPI
from sandbox.musicapi.transport import VendorTransport
from sandbox.musicapi.vendor import Vendor

if TYPE_CHECKING:
    from bot.musicapi.replies import TaskReport
    from data.rows import ReportedClip

PROFILES = {Host.MUSICAPI: MUSICAPI, Host.TWIN: AIMUSICAPI}
LYRICS = "[Verse]\nRain on the harbor wall\n[Chorus]\nStay a while"


class World:
    """One host with a clock that the test holds."""

    def __init__(self, host: Host) -> None:
        self.clock = HeldClock()
        self.vendor = Vendor(self.clock, profile=PROFILES[host], clip_seconds=4.0, create_interval=0.0)
        self.transport = VendorTransport(self.vendor)
        self.musicapi = MusicAPI(f"https://{host}", self.vendor.key, transport=self.transport, sleep=self._sleep)
        self.files = Files("musicapi.test", transport=self.transport)

    async def _sleep(self, seconds: float) -> None:
        self.clock.advance(seconds)

    async def finished(self, request: SongRequest, expected: int) -> TaskReport:
        """Create and ask every ten seconds, for half an hour at most."""
        task_id = await self.musicapi.create(request)
        for _ in range(180):
            with suppress(TaskNotFound):  # a fresh task is not known everywhere at once
                report = await self.musicapi.task(request.family, task_id, expected=expected)
                if report.state != "running":
                    return report
            self.clock.advance(10)
        raise AssertionError("the task does not end")


def models_of(host: Host) -> list[tuple[Host, Family, Model]]:
    return [(host, family, model) for family in FAMILIES[host] for model in family.models]


def named(value: object) -> str:
    return value.name if isinstance(value, Family | Model) else str(value)


@pytest.mark.parametrize(("host", "family", "model"), [m for host in Host for m in models_of(host)], ids=named)
async def test_the_vendor_takes_every_request_and_the_client_reads_every_answer(
    host: Host, family: Family, model: Model
) -> None:
    world = World(host)
    catalog = Catalog(host, FAMILIES[host])
    plain = SongRequest(Operation.CREATE, family.name, model.name, prompt="r&b pop", style="warm", title="Harbor")
    source: ReportedClip | None = None
    for operation, offer in family.offers.items():
        words = [plain, replace(plain, lyrics=LYRICS), replace(plain, instrumental=True)]
        for each in words:
            request = replace(
                each,
                operation=operation,
                source_clip_id=source.clip_id if source else None,
                source_duration=source.duration if source else None,
            )
            if request.words and not offer.limits.lyrics:
                assert catalog.can_take(request) is not None
                continue
            before = (await world.musicapi.credits()).spendable
            report = await world.finished(request, offer.clips)
            assert report.state == "done", report.reason
            assert [clip.state for clip in report.clips] == [ClipState.SUCCEEDED] * offer.clips
            assert 0 < before - (await world.musicapi.credits()).spendable <= offer.price
            source = source or report.clips[0]
            assert {clip.model for clip in report.clips} <= {model.name, ""}
            if family.name == "sonic":  # also where the host calls it `chirp-*`
                assert report.clips[0].model == model.name
    assert source is not None
    audio = await world.files.fetch_audio(source.audio_url, limit_bytes=4 * 1024 * 1024)
    assert audio.container == family.audio
    assert (await world.files.fetch_image(source.image_url)).extension in ("jpg", "png")
