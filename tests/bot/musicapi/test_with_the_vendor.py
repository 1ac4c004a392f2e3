"""Every family, model and operation of the catalog with the simulated vendor, on both of its hosts."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.media.fetch import Fetcher
from bot.media.spool import Spool
from bot.musicapi import answers
from bot.musicapi.answers import NewPersona, PickedVoice
from bot.musicapi.catalog import FAMILIES, Catalog
from bot.musicapi.client import MusicAPI
from bot.musicapi.errors import InvalidRequest, TaskNotFound
from bot.musicapi.offers import Family, Host, Model
from bot.musicapi.operations import Gives, Operation
from bot.musicapi.requests import SongRequest, WebhookTarget
from bot.musicapi.responses.reports import TaskReport
from data.rows import ClipState
from sandbox.musicapi.profiles import AIMUSICAPI, MUSICAPI
from sandbox.musicapi.transport import VendorTransport
from sandbox.musicapi.vendor import Vendor
from sandbox.wire.clock import HeldClock
from tests.bot.musicapi.asking import WHOLE_LYRICS, changed, every, least, refusal

if TYPE_CHECKING:
    from bot.musicapi.offers import Offer
    from bot.musicapi.responses.reports import Accepted
    from data.rows import ReportedClip

PROFILES = {Host.MUSICAPI: MUSICAPI, Host.TWIN: AIMUSICAPI}
# Edits that have a name of their own for a recording; whether the others take one nobody knows.
BY_NAME = {Operation.EXTEND, Operation.COVER, Operation.ADD_VOCALS, Operation.ADD_INSTRUMENTAL}
KINDS = {
    Operation.WAV: {"wav"},
    Operation.MIDI: {"mid"},
    Operation.VIDEO: {"mp4"},
    Operation.DOWNLOAD: {"mp3", "m4a", "wav"},
    Operation.STEMS_BASIC: {"mp3", "wav", "m4a"},
    Operation.STEMS_FULL: {"mp3", "wav", "m4a"},
}


class World:
    """One host with a clock that the test holds."""

    def __init__(self, host: Host, seed: int = 0) -> None:
        self.host = host
        self.clock = HeldClock()
        self.vendor = Vendor(
            self.clock, profile=PROFILES[host], clip_seconds=12.0, create_interval=0.0, seed=seed, studio=True
        )
        self.transport = VendorTransport(self.vendor)
        self.musicapi = MusicAPI(f"https://{host}", self.vendor.key, transport=self.transport, sleep=self._sleep)
        self.files = Fetcher("musicapi.test", transport=self.transport)

    async def _sleep(self, seconds: float) -> None:
        self.clock.advance(seconds)

    async def finished(self, request: SongRequest, expected: int) -> TaskReport:
        """Create and ask every ten seconds, for half an hour at most."""
        callback = WebhookTarget("https://encore.example/musicapi/token", "a secret")
        accepted = await self.musicapi.create(request, callback)
        if isinstance(accepted, TaskReport) and accepted.state != "running":
            return accepted
        for _ in range(180):
            with suppress(TaskNotFound):  # a fresh task is not known everywhere at once
                report = await self._poll(request, accepted, expected)
                if report.state != "running":
                    return report
            self.clock.advance(10)
        raise AssertionError("the task does not end")

    async def _poll(self, request: SongRequest, accepted: Accepted, expected: int) -> TaskReport:
        if isinstance(accepted, TaskReport):
            return await self.musicapi.repeat(request)
        return await self.musicapi.task(request.family, accepted.task_id, request.operation, expected=expected)

    async def song(self, family: Family, operation: Operation = Operation.CREATE, **more: Any) -> ReportedClip:
        """The first clip of an operation that does not go wrong."""
        report = await self.finished(least(family, operation, **more), family.offers[operation].clips)
        assert report.state == "done", report.reason
        return report.clips[0]


def models_of(host: Host) -> list[tuple[Host, Family, Model]]:
    return [(host, family, model) for family in FAMILIES[host] for model in family.models]


def named(value: object) -> str:
    return value.name if isinstance(value, Family | Model) else str(value)


@pytest.mark.parametrize(("host", "family", "model"), [m for host in Host for m in models_of(host)], ids=named)
async def test_every_model_makes_new_songs(host: Host, family: Family, model: Model) -> None:
    world, offer = World(host), family.offers[Operation.CREATE]
    clips: list[ReportedClip] = []
    for request in every(family, Operation.CREATE, model.name):
        before = (await world.musicapi.credits()).spendable
        report = await world.finished(request, offer.clips)
        assert report.state == "done", report.reason
        assert [clip.state for clip in report.clips] == [ClipState.SUCCEEDED] * offer.clips
        assert 0 < before - (await world.musicapi.credits()).spendable <= offer.price
        assert {clip.model for clip in report.clips} <= {model.name, ""}
        if family.name == "sonic":  # also where the host calls it `chirp-*`
            assert report.clips[0].model == model.name
        clips += report.clips
    clip = clips[0]
    async with Spool() as spool:
        audio = await world.files.fetch_audio(clip.audio_url, spool, limit_bytes=8 * 1024 * 1024)
        assert audio.extension == family.audio
        if clip.image_url:
            assert (await world.files.fetch_image(clip.image_url, spool)).extension in ("jpg", "png")


class Sources:
    """What the operations of one family start from."""

    def __init__(self, world: World, family: Family) -> None:
        self._world = world
        self._family = family
        self._clips: dict[str, ReportedClip] = {}

    async def of(self, request: SongRequest) -> SongRequest:
        """The request with clips, addresses and personas that the vendor knows."""
        details = request.details
        if details.url:
            # What lies on the vendor's own files is as good a recording as any.
            recording = await self._song("recording", FAMILIES[self._world.host][0])
            details = replace(details, url=recording.audio_url, length=recording.duration)
        if details.other_clip_id:
            details = replace(details, other_clip_id=(await self._song("other", self._family)).clip_id)
        if details.persona_id:
            details = replace(details, persona_id=await self._persona())
        request = changed(request, details=details)
        if not request.source.clip_id:
            return request
        source = await self._source(request)
        if details.vox_id:
            request = changed(request, details=replace(details, vox_id=await self._vox(source)))
        return changed(request, source_clip_id=source.clip_id, source_duration=source.duration)

    async def _source(self, request: SongRequest) -> ReportedClip:
        if request.source.uploaded:
            return await self._uploaded()
        clip = await self._song("clip", self._family, lyrics=WHOLE_LYRICS)
        if request.operation is not Operation.FULL_SONG:
            return clip
        return await self._world.song(
            self._family, Operation.EXTEND, style="pop", source_clip_id=clip.clip_id, source_duration=clip.duration
        )

    async def _song(self, name: str, family: Family, **more: Any) -> ReportedClip:
        if name not in self._clips:
            self._clips[name] = await self._world.song(family, **more)
        return self._clips[name]

    async def _uploaded(self) -> ReportedClip:
        if "uploaded" not in self._clips:
            recording = await self.of(least(self._family, Operation.UPLOAD))
            (clip,) = (await self._world.finished(recording, 1)).clips
            self._clips["uploaded"] = replace(clip, duration=recording.details.length)
        return self._clips["uploaded"]

    async def _vox(self, source: ReportedClip) -> str:
        asked = least(self._family, Operation.VOX, source_clip_id=source.clip_id, source_duration=source.duration)
        report = await self._world.finished(asked, 1)
        assert isinstance(report.answer, PickedVoice)
        return report.answer.vox_id

    async def _persona(self) -> str:
        report = await self._world.finished(await self.of(least(self._family, Operation.PERSONA)), 1)
        assert isinstance(report.answer, NewPersona)
        return report.answer.persona_id


OPERATIONS = [
    (host, family, operation)
    for host in Host
    for family in FAMILIES[host]
    for operation in family.offers
    if operation is not Operation.CREATE
]


@pytest.mark.parametrize(("host", "family", "operation"), OPERATIONS, ids=named)
async def test_the_vendor_takes_every_operation_and_the_client_reads_every_answer(
    host: Host, family: Family, operation: Operation
) -> None:
    world = World(host)
    sources = Sources(world, family)
    for request in every(family, operation):
        await made(world, await sources.of(request), family.offers[operation])


@pytest.mark.parametrize(("host", "family", "operation"), OPERATIONS, ids=named)
async def test_a_vendor_of_which_the_unknown_is_otherwise_is_understood(
    host: Host, family: Family, operation: Operation
) -> None:
    world = World(host, seed={Host.MUSICAPI: 1, Host.TWIN: 2}[host])
    request = await Sources(world, family).of(least(family, operation))
    await made(world, request, family.offers[operation])


async def made(world: World, request: SongRequest, offer: Offer) -> None:
    """Order it, and see that it came and cost what was said."""
    assert refusal(Catalog(world.host, FAMILIES[world.host]), request) is None
    before = (await world.musicapi.credits()).spendable
    try:
        report = await world.finished(request, offer.clips)
    except InvalidRequest:
        # Whether what has no name of its own for a recording takes one is not known.
        assert request.source.uploaded
        assert offer.operation not in BY_NAME
        return
    assert report.state == "done", report.reason
    paid = before - (await world.musicapi.credits()).spendable
    again = world.vendor.readings.repeats_cost and offer.operation in (Operation.MIDI, Operation.DOWNLOAD)
    assert again or 0 <= paid <= offer.price
    await check(world, report, offer)


async def check(world: World, report: TaskReport, offer: Offer) -> None:
    """Whether a report holds what its operation gives."""
    match offer.gives:
        case Gives.SONGS:
            assert len(report.clips) >= offer.clips
            assert {clip.state for clip in report.clips} == {ClipState.SUCCEEDED}
            assert {clip.uploaded for clip in report.clips} == {offer.operation is Operation.UPLOAD}
        case Gives.FILES:
            assert len(report.files) >= offer.clips
            assert len({file.name for file in report.files}) == len(report.files)
            async with Spool() as spool:
                file = await world.files.fetch_file(report.files[0].url, spool, limit_bytes=16 * 1024 * 1024)
            assert file.extension in KINDS[offer.operation]
        case Gives.ANSWER:
            assert report.answer is not None
            stored = json.loads(json.dumps(answers.to_json(report.answer)))
            assert all(value not in ("", [], None) for value in stored.values())
            assert answers.from_json(stored) == report.answer
