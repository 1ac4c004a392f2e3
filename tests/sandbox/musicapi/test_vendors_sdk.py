"""The vendor's own SDK does, over real HTTP and unmodified, all that its tests and its README do, and reads what comes.

Its tests answer it with canned bodies; here the vendor answers, in the mood that keeps to its document.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

import httpx
import musicapi
import pytest
from musicapi import MusicAPI, MusicAPIError, PollOptions

from sandbox.musicapi.serve import vendor_server
from sandbox.musicapi.vendor import Vendor
from sandbox.wire.clock import RunningClock
from tests.sandbox.musicapi.families.test_uploads import audio, file_server

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
TIMEOUT = 120.0  # seconds for all of a family; none takes as long on an idle machine
RUNS = 3
SPEED = 600.0
QUICKLY = PollOptions(poll_interval_ms=20, timeout_ms=60_000)
AT_ONCE = PollOptions(poll_interval_ms=100, timeout_ms=50)  # is over before anything is ready
STUDIO = {
    "prompt": "ambient jazz",
    "lyrics_type": "instrumental",
    "prompt_strength": 0.8,
    "clarity_strength": 0.7,
    "lyrics_strength": 0.5,
    "generation_quality": 0.9,
    "model_type": "studio130-v1.5",
    "config": {"mode": "regular"},
}
WORDS = {"prompt": "[Verse]\nCity lights...\n[Chorus]\n...", "title": "Night Drive", "tags": "synthwave, retro"}


def params(name: str, /, **fields: Any) -> Any:
    """One of the SDK's own parameter objects."""
    return getattr(musicapi, f"{name}Params")(**fields)


async def by_sdk(vendor: Vendor, url: str, use: Callable[[MusicAPI], T], *, key: str | None = None) -> T:
    """What `use` makes of the SDK's client, away from the loop; it repeats nothing."""

    def run() -> T:
        with (
            httpx.Client(trust_env=False, timeout=TIMEOUT) as http,
            MusicAPI(key or vendor.key, base_url=f"{url}/api/v1", http_client=http, max_retries=0) as client,
        ):
            return use(client)

    return await asyncio.wait_for(asyncio.to_thread(run), TIMEOUT)


def made(result: Any, clips: int) -> list[Any]:
    """The songs of a finished task, each with its file."""
    assert (result.code, result.message, len(result.data)) == (200, "success", clips)
    assert all(song.audio_url.startswith("http://127.0.0.1:") for song in result.data)
    assert {song.state for song in result.data} <= {"succeeded", None}
    return result.data


def credits(client: MusicAPI, url: str) -> None:
    del url
    assert client.credits.get().credits > 1000


def sonic(client: MusicAPI, url: str) -> None:
    sonic = client.sonic
    asked = params("SonicCreate", custom_mode=False, mv="sonic-v5", gpt_description_prompt="synthwave, female vocals")
    made(sonic.generate_and_wait(asked, QUICKLY), 2)
    submitted = sonic.create(params("SonicCreate", custom_mode=True, mv="sonic-v5", **WORDS))
    assert (submitted.message, submitted.warning) == ("success", None)
    assert sonic.get_task(submitted.task_id).code == 202
    first, second = made(sonic.generate_and_wait(params("SonicCreate", mv="sonic-v5", **WORDS), QUICKLY), 2)
    assert sonic.create(params("SonicCreate", mv="sonic-v5")).task_id
    with pytest.raises(MusicAPIError) as late:
        sonic.generate_and_wait(params("SonicCreate", mv="sonic-v5"), AT_ONCE)
    assert late.value.code == "client_timeout"
    further = {"task_type": "extend_music", "mv": "sonic-v5", "continue_clip_id": first.clip_id, "continue_at": 60.0}
    (longer, _) = made(sonic.generate_and_wait(params("SonicCreate", **further), QUICKLY), 2)
    whole = params("SonicCreate", task_type="concat_music", continue_clip_id=longer.clip_id)
    made(sonic.generate_and_wait(whole, QUICKLY), 1)
    for edit in ("cover_music", "remaster"):
        asked = params("SonicCreate", task_type=edit, mv="sonic-v5", continue_clip_id=first.clip_id, **WORDS)
        made(sonic.generate_and_wait(asked, QUICKLY), 2)
    _sonics_answers(client, first.clip_id, url)
    made(sonic.stems_basic_and_wait(params("Stems", clip_id=first.clip_id), QUICKLY), 2)
    made(sonic.stems_full_and_wait(params("Stems", clip_id=first.clip_id), QUICKLY), 12)
    mashed = params("Mashup", mashup_clip_ids=(first.clip_id, second.clip_id), custom_mode=False, mv="sonic-v5")
    made(sonic.mashup_and_wait(mashed, QUICKLY), 2)
    section = params("ReplaceSection", clip_id=first.clip_id, mv="sonic-v5", infill_start_s=10.0, infill_end_s=20.0)
    assert [song.duration for song in made(sonic.replace_section_and_wait(section, QUICKLY), 2)] == [10.0, 10.0]


def _sonics_answers(client: MusicAPI, clip_id: str, url: str) -> None:
    """What is answered at once, and what begins with audio that is brought along."""
    sonic, mode = client.sonic, {"custom_mode": False, "mv": "sonic-v5"}
    assert len(sonic.lyrics(params("SonicLyrics", description="happy pop")).results) == 2
    assert sonic.aligned_lyrics(params("AlignedLyrics", clip_id=clip_id)).data["alignment"]
    assert sonic.bpm(params("Bpm", clip_id=clip_id)).data["avg_bpm"] > 40
    assert sonic.upsample_tags(params("UpsampleTags", tags="pop")).data["upsampled_tags"]
    voice = sonic.vox(params("Vox", clip_id=clip_id)).data["vox_audio_id"]
    persona = sonic.create_persona(params("CreatePersona", name="MyVoice", clip_id=clip_id, vox_audio_id=voice))
    sung = params("SonicCreate", task_type="persona_music", mv="sonic-v5", persona_id=persona.persona_id, **WORDS)
    assert sonic.create(sung).task_id
    assert sonic.midi(params("Midi", clip_id=clip_id)).data["midi_url"].endswith(".mid")
    assert sonic.wav(params("Wav", clip_id=clip_id)).data["wav_url"].endswith(".wav")
    with pytest.raises(MusicAPIError, match="not found") as missing:
        sonic.wav(params("Wav", clip_id="nobody"))
    assert missing.value.status == 404
    uploaded = sonic.upload(params("SonicUpload", url=url))
    over = {"task_type": "add_instrumental", "continue_clip_id": uploaded.clip_id}
    made(sonic.generate_and_wait(params("SonicCreate", mv="sonic-v5", **over), QUICKLY), 2)
    for name, step in (("UploadCover", sonic.upload_cover), ("UploadExtend", sonic.upload_extend)):
        begun = step(params(name, url=url, **mode))
        assert begun.steps["upload"]["success"]
        assert sonic.get_task(str(begun.task_id)).code in (200, 202)
    chop = {"chop_sample_start_s": 0.0, "chop_sample_end_s": 30.0, "make_instrumental": True}
    assert sonic.sample(params("Sample", url=url, **chop, **mode)).task_id
    voice = sonic.create_voice(params("CreateVoice", audio_url=url))
    assert voice.task_id
    assert voice.warning


def suno(client: MusicAPI, url: str) -> None:
    del url
    submitted = client.suno.create(params("SonicCreate", mv="sonic-v5"))
    assert client.suno.get_clip(submitted.task_id).code == 202
    song, _ = made(client.suno.generate_and_wait(params("SonicCreate", mv="sonic-v5", **WORDS), QUICKLY), 2)
    lyrics = client.suno.make_lyrics(params("MakeLyrics", prompt="happy song"))
    told = client.suno.get_lyrics(lyrics.data["task_id"])
    assert (told.code, told.data["task_id"]) == (200, lyrics.data["task_id"])
    shared = client.suno.get_song(params("GetSong", share_link=f"https://suno.com/song/{song.clip_id}"))
    assert shared.song_title == song.title


def producer(client: MusicAPI, url: str) -> None:
    producer = client.producer
    submitted = producer.create(params("ProducerCreate", sound="piano ambient"))
    assert producer.get_task(submitted.task_id).code == 202
    (song,) = made(producer.generate_and_wait(params("ProducerCreate", sound="calm piano", length=60), QUICKLY), 1)
    assert isinstance(song.seed, int)
    uploaded = producer.upload(params("ProducerUpload", audio_url=url))
    assert uploaded.task_id
    assert producer.download(params("ProducerDownload", clip_id=song.clip_id, format="wav")).task_id
    (file,) = made(producer.download_and_wait(params("ProducerDownload", clip_id=song.clip_id), QUICKLY), 1)
    assert file.audio_url.endswith(".mp3")
    longer = {"task_type": "extend_music", "clip_id": song.clip_id, "starts_at": 50, "length": 30}
    made(producer.generate_and_wait(params("ProducerCreate", **longer), QUICKLY), 1)
    with pytest.raises(MusicAPIError) as retired:
        producer.create(params("ProducerCreate", task_type="cover_music", clip_id=song.clip_id))
    assert retired.value.status == 410


def riffusion(client: MusicAPI, url: str) -> None:
    riffusion = client.riffusion
    submitted = riffusion.create(params("RiffusionCreate", prompt="electronic beats"))
    assert riffusion.get_task(submitted.task_id).code == 202
    asked = params("RiffusionCreate", prompt="electronic dance music", mv="FUZZ-1.1 Pro")
    song, _ = made(riffusion.generate_and_wait(asked, QUICKLY), 2)
    uploaded = riffusion.upload(params("RiffusionUpload", url=url))
    for clip_id, edit in ((song.clip_id, "swap_music_sound"), (uploaded.clip_id, "cover_upload_music")):
        asked = params("RiffusionCreate", task_type=edit, continue_clip_id=clip_id, sound="jazz")
        made(riffusion.generate_and_wait(asked, QUICKLY), 2)


def studio(client: MusicAPI, url: str) -> None:
    del url
    submitted = client.studio.create(params("StudioCreate", **STUDIO))
    begun = client.studio.get_task(submitted.data).data
    assert begun is not None
    assert begun.status in ("NOT_START", "IN_PROGRESS")
    done = client.studio.generate_and_wait(params("StudioCreate", **STUDIO), QUICKLY).data
    assert done is not None
    assert (done.status, [song.finished for song in done.songs or []]) == ("SUCCESS", [True, True])


FAMILIES = (credits, sonic, suno, producer, riffusion, studio)


@pytest.mark.parametrize("steps", FAMILIES, ids=lambda steps: steps.__name__)
async def test_the_vendors_own_steps_pass_three_times_in_a_row(steps: Callable[[MusicAPI, str], None]) -> None:
    async with file_server(mine=audio(31)) as root:
        for seed in range(RUNS):
            vendor = Vendor(RunningClock(SPEED), mood="documented", seed=seed)
            async with vendor_server(vendor) as server:
                await by_sdk(vendor, server.url, lambda client: steps(client, f"{root}/mine"))
            assert all(create.accepted for create in vendor.creates if create.status not in (404, 410))


async def test_the_vendors_own_sdk_understands_refusals_and_failures() -> None:
    vendor = Vendor(RunningClock(SPEED), mood="documented", credits=17, upload_seconds=20.0)
    async with vendor_server(vendor) as server, file_server(page=b"<html>") as root:

        def raised(use: Callable[[MusicAPI], Any]) -> Callable[[MusicAPI], MusicAPIError]:
            def run(client: MusicAPI) -> MusicAPIError:
                with pytest.raises(MusicAPIError) as error:
                    use(client)
                return error.value

            return run

        song = params("SonicCreate", mv="sonic-v5", **WORDS)
        wrong = await by_sdk(vendor, server.url, raised(lambda client: client.credits.get()), key="wrong")
        assert (wrong.status, wrong.is_auth_error) == (401, True)
        for title in ("x" * 81, 5):
            asked = params("SonicCreate", **{"mv": "sonic-v5", **WORDS, "title": title})
            refused = await by_sdk(vendor, server.url, raised(lambda client, asked=asked: client.sonic.create(asked)))
            assert (refused.status, "title" in str(refused)) == (400, True)
        no_audio = params("UploadCover", url=f"{root}/page", custom_mode=False, mv="sonic-v5")
        steps = (await by_sdk(vendor, server.url, lambda client: client.sonic.upload_cover(no_audio))).steps
        assert (steps["upload"]["success"], "audio" in steps["upload"]["error"]) == (False, True)
        for kind in ("failed", "timeout", "forbidden", "api_error"):
            vendor.orders.fail_next("upstream error", kind, after=0.0)
            failed = await by_sdk(
                vendor, server.url, raised(lambda client: client.sonic.generate_and_wait(song, QUICKLY))
            )
            assert (failed.code, str(failed)) == (kind, "upstream error")
        assert (await by_sdk(vendor, server.url, lambda client: client.sonic.create(song))).task_id
        poor = await by_sdk(vendor, server.url, raised(lambda client: client.sonic.create(song)))
        assert (poor.status, poor.is_credit_error) == (403, True)
