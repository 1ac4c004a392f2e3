"""The vendor's own SDK orders everything that it knows, over real HTTP, and understands what comes back."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import httpx
import musicapi
from musicapi import MusicAPI

from sandbox.musicapi.serve import vendor_server
from sandbox.musicapi.vendor import Vendor
from sandbox.wire.clock import RunningClock
from tests.sandbox.musicapi.families.test_uploads import audio, file_server

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
TIMEOUT = 60.0
WORDS = {"custom_mode": True, "mv": "sonic-v5", "prompt": "[Verse]\nLa la la", "tags": "pop", "title": "Demo"}


def params(name: str, **fields: Any) -> Any:
    """One of the SDK's own parameter objects."""
    return getattr(musicapi, f"{name}Params")(**fields)


async def by_sdk(vendor: Vendor, url: str, use: Callable[[MusicAPI], T]) -> T:
    """What `use` makes of the SDK's client, away from the loop."""

    def run() -> T:
        with (
            httpx.Client(trust_env=False) as http,
            MusicAPI(vendor.key, base_url=f"{url}/api/v1", http_client=http) as client,
        ):
            return use(client)

    return await asyncio.wait_for(asyncio.to_thread(run), TIMEOUT)


def finished(ask: Callable[[], Any], *, heard: bool = True) -> list[Any]:
    """What a task gave; the SDK itself takes a task for finished that still runs, and a "not ready" for an error."""
    for _ in range(2_000):
        try:
            result = ask()
        except KeyError:
            result = None
        if result and result.data and all(_final(clip, heard=heard) for clip in result.data):
            return result.data
        time.sleep(0.02)
    raise AssertionError("the task did not end")


def _final(clip: Any, *, heard: bool) -> bool:
    address = clip.audio_url or ""
    return clip.state in ("succeeded", None) and (not heard or ("http" in address and "pipe" not in address))


async def test_the_vendors_own_sdk_orders_everything() -> None:
    vendor = Vendor(RunningClock(600.0), clip_seconds=8.0, create_interval=0.0)
    # SDK 0.1.0 takes no field of an accepted create but those that live answers have.
    vendor.readings = replace(vendor.readings, accepts_with_code=False)
    async with vendor_server(vendor) as server, file_server(mine=audio(7)) as root:
        url = f"{root}/mine"

        def sonic(client: MusicAPI) -> None:
            def clips(task: Any) -> list[Any]:
                return finished(lambda: client.sonic.get_task(task.task_id))

            first, second = clips(client.sonic.create(params("SonicCreate", **WORDS)))
            stems = clips(client.sonic.stems_basic(params("Stems", clip_id=first.clip_id)))
            assert len(stems) == vendor.readings.basic_stems
            both = [first.clip_id, second.clip_id]
            assert len(clips(client.sonic.mashup(params("Mashup", mashup_clip_ids=both, **WORDS)))) == 2
            section = {"infill_start_s": 1, "infill_end_s": 3}
            asked = params("ReplaceSection", clip_id=first.clip_id, mv="sonic-v5", **section)
            assert [clip.duration for clip in clips(client.sonic.replace_section(asked))] == ["2.00", "2.00"]
            uploaded = client.sonic.upload(params("SonicUpload", url=url))
            over = {"task_type": "add_instrumental", "continue_clip_id": uploaded.clip_id}
            assert clips(client.sonic.create(params("SonicCreate", **WORDS, **over)))
            extended = client.sonic.upload_extend(params("UploadExtend", url=url, continue_at=2, **WORDS))
            assert extended.steps["upload"]["clip_id"]
            assert clips(extended)
            assert clips(client.sonic.upload_cover(params("UploadCover", url=url, **WORDS)))
            chop = {"chop_sample_start_s": 0, "chop_sample_end_s": 3, "make_instrumental": False}
            assert clips(client.sonic.sample(params("Sample", url=url, **chop, **WORDS)))
            assert client.sonic.create_voice(params("CreateVoice", audio_url=url)).warning

        def producer(client: MusicAPI) -> None:
            def data(task: Any, *, heard: bool = True) -> list[Any]:
                return finished(lambda: client.producer.get_task(task.task_id), heard=heard)

            upload = client.producer.upload(params("ProducerUpload", audio_url=url))
            uploaded = data(upload, heard=False)[0].clip_id
            (song,) = data(
                client.producer.create(
                    params("ProducerCreate", task_type="extend_upload_music", clip_id=uploaded, starts_at=3, length=5)
                )
            )
            (file,) = data(client.producer.download(params("ProducerDownload", clip_id=song.clip_id, format="wav")))
            assert file.audio_url.endswith(".wav")

        def others(client: MusicAPI) -> None:
            source = client.riffusion.upload(params("RiffusionUpload", url=url)).clip_id
            swap = {"task_type": "swap_upload_music_sound", "continue_clip_id": source}
            task = client.riffusion.create(
                params("RiffusionCreate", mv="FUZZ-1.1", custom_mode=True, lyrics="La", sound="jazz", **swap)
            )
            assert len(finished(lambda: client.riffusion.get_task(task.task_id))) == 2
            old = client.suno.create(params("SonicCreate", **WORDS))
            assert len(finished(lambda: client.suno.get_clip(old.task_id))) == 2
            lyrics = client.suno.make_lyrics(params("MakeLyrics", prompt="rain in May"))
            assert lyrics.data["task_id"] if isinstance(lyrics.data, dict) else lyrics.data.task_id

        for use in (sonic, producer, others):
            await by_sdk(vendor, server.url, use)
    assert all(create.accepted for create in vendor.creates)
