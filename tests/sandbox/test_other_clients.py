"""The simulated MusicAPI speaks the vendor's protocol, not our bot's dialect: its own SDK works with it unmodified."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import httpx
import pytest
from musicapi import MusicAPI, MusicAPIError, PollOptions, RiffusionCreateParams, SonicCreateParams
from musicapi import _types as sdk

from sandbox.musicapi.serve import vendor_server
from sandbox.musicapi.vendor import Vendor
from sandbox.wire.clock import RunningClock

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from sandbox.wire.server import LoopbackServer

T = TypeVar("T")
TIMEOUT = 30.0
QUICKLY = PollOptions(poll_interval_ms=20, timeout_ms=20_000)


@asynccontextmanager
async def _vendor() -> AsyncGenerator[tuple[Vendor, LoopbackServer]]:
    vendor = Vendor(RunningClock(200.0), mood="documented", clip_seconds=2.0)
    async with vendor_server(vendor) as server:
        yield vendor, server


async def _by_sdk(vendor: Vendor, server: LoopbackServer, use: Callable[[MusicAPI], T]) -> T:
    def run() -> T:
        with (
            httpx.Client(trust_env=False) as http,
            MusicAPI(vendor.key, base_url=f"{server.url}/api/v1", http_client=http) as client,
        ):
            return use(client)

    return await asyncio.wait_for(asyncio.to_thread(run), TIMEOUT)


def _finished(ask: Callable[[], Any]) -> Any:
    """Ask until the task is done, as the SDK takes it."""
    for _ in range(1_000):
        if (result := ask()).code == 200:
            return result
        time.sleep(0.02)
    raise AssertionError("the task did not end")


async def test_the_vendors_own_sdk_makes_songs() -> None:
    async with _vendor() as (vendor, server):

        def riffusion(client: MusicAPI) -> Any:
            asked = RiffusionCreateParams(mv="FUZZ-1.1 Pro", custom_mode=False, prompt="r&b pop")
            task = client.riffusion.create(asked)
            return _finished(lambda: client.riffusion.get_task(task.task_id))

        def sonic(client: MusicAPI) -> Any:
            words = "[Verse]\nLa la la"
            asked = SonicCreateParams(mv="sonic-v5", custom_mode=True, prompt=words, tags="pop", title="Demo")
            task = client.sonic.create(asked)
            return _finished(lambda: client.sonic.get_task(task.task_id))

        assert (await _by_sdk(vendor, server, riffusion)).data[0].mv == "FUZZ-1.1 Pro"
        assert (await _by_sdk(vendor, server, sonic)).data[0].clip_id
        credits = await _by_sdk(vendor, server, lambda client: client.credits.get())
        assert credits.credits + credits.extra_credits == 100_000 - 12 - 15
        assert len(vendor.accepted) == 2


async def test_the_vendors_own_sdk_uses_what_answers_at_once() -> None:
    async with _vendor() as (vendor, server):

        def use(client: MusicAPI) -> None:
            sonic = client.sonic
            asked = SonicCreateParams(mv="sonic-v5", custom_mode=True, prompt="[Verse]\nLa la la", tags="pop")
            task = sonic.create(asked)
            clip_id = _finished(lambda: sonic.get_task(task.task_id)).data[0].clip_id
            assert sonic.bpm(sdk.BpmParams(clip_id)).data["avg_bpm"] > 40
            voice = sonic.vox(sdk.VoxParams(clip_id, vocal_start_s=0.0, vocal_end_s=1.0)).data["vox_audio_id"]
            assert sonic.create_persona(sdk.CreatePersonaParams("Ada", clip_id, vox_audio_id=voice)).persona_id
            assert sonic.wav(sdk.WavParams(clip_id)).data["wav_url"].endswith(".wav")
            assert sonic.midi(sdk.MidiParams(clip_id)).data["midi_url"].endswith(".mid")
            words = sonic.aligned_lyrics(sdk.AlignedLyricsParams(clip_id)).data["alignment"]
            assert [word["word"].split()[-1] for word in words] == ["La", "la", "la"]
            assert "rain" in sonic.upsample_tags(sdk.UpsampleTagsParams("rain")).data["upsampled_tags"]
            assert len(sonic.lyrics(sdk.SonicLyricsParams("rain in May")).results) == 2
            with pytest.raises(MusicAPIError, match="not found"):
                sonic.wav(sdk.WavParams("nobody"))

        await _by_sdk(vendor, server, use)
        assert vendor.account.charged == 15 + 7 * 1 + 2


async def test_the_vendors_own_sdk_understands_refusals_and_failures() -> None:
    async with _vendor() as (vendor, server):

        def create(client: MusicAPI) -> Any:
            return client.riffusion.create(RiffusionCreateParams(mv="FUZZ-1.1", custom_mode=False, prompt="x" * 201))

        def generate(client: MusicAPI) -> Any:
            asked = RiffusionCreateParams(mv="FUZZ-1.1", custom_mode=False, prompt="pop")
            return client.riffusion.generate_and_wait(asked, QUICKLY)

        with pytest.raises(MusicAPIError, match="200"):
            await _by_sdk(vendor, server, create)
        vendor.orders.fail_next("upstream error", after=0.0)
        with pytest.raises(MusicAPIError, match="upstream error"):
            await _by_sdk(vendor, server, generate)
