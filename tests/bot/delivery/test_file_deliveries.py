"""Files, answers and recordings are brought like songs: once, where they fit, and never in the way of a song."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.delivery import courier, posting
from bot.media import fetch
from bot.musicapi.answers import Tempo
from bot.musicapi.operations import Gives, Operation
from data.brief import Details
from sandbox.wire.exchange import Answer
from tests.bot.conftest import CLIP_SECONDS
from tests.bot.media.spooling import laid_down, read
from tests.bot.transports import Hand, deliver

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.delivery.attachments import ClipAttachment, FileAttachment
    from bot.media.sniff import Kind
    from bot.media.spool import Spool
    from bot.status.job_status import JobStatus
    from data.rows import Clip
    from tests.bot.conftest import Studio


@pytest.fixture
def studio(workshop: Studio) -> Studio:
    """A studio whose clips are long enough to be brought back as recordings."""
    return workshop


@pytest.fixture
def hand(studio: Studio) -> Hand:
    taken = Hand()
    studio.courier.use_transport(taken)
    return taken


class Brittle(Hand):
    """Breaks wherever a file is attached, as something about files that nobody foresaw would."""

    async def post(self, status: JobStatus, clips: Sequence[ClipAttachment], files: Sequence[FileAttachment]) -> bool:
        if any(clip.audio for clip in clips) or any(file.data for file in files):
            raise ValueError("nobody foresaw this")
        return await super().post(status, clips, files)


async def a_clip_of_sonic(studio: Studio, hand: Hand) -> Clip:
    """A clip whose song was delivered."""
    _, (clip, _) = await studio.song(model="sonic/sonic-v5")
    await deliver(studio)
    hand.posts.clear()
    hand.files.clear()
    hand.tried = 0
    return clip


async def test_what_an_operation_made_is_brought_as_files(studio: Studio, hand: Hand) -> None:
    clip = await a_clip_of_sonic(studio, hand)
    job = await studio.done(Operation.STEMS_BASIC, clip)
    await deliver(studio)
    assert hand.posts == [(job.id, [])]
    view = await studio.queries.job_status(job.id)
    assert view is not None
    assert view.gives is Gives.FILES
    assert [file.name for file in hand.files[0]] == [file.name for file in view.files]
    assert all(file.data for file in hand.files[0])
    assert (await studio.job(job.id)).delivered_at is not None


async def test_an_answer_is_brought_as_its_card_alone(studio: Studio, hand: Hand) -> None:
    job = await studio.done(Operation.BPM, await a_clip_of_sonic(studio, hand))
    await deliver(studio)
    assert (hand.posts, hand.files) == ([(job.id, [])], [[]])
    view = await studio.queries.job_status(job.id)
    assert view is not None
    assert view.gives is Gives.ANSWER
    assert isinstance(view.answer, Tempo)


async def test_files_that_discord_finds_too_large_come_as_their_addresses_at_last(studio: Studio, hand: Hand) -> None:
    clip = await a_clip_of_sonic(studio, hand)
    job = await studio.done(Operation.WAV, clip)
    hand.room = 100
    await deliver(studio)
    ((file,),) = hand.files
    assert file.data is None
    assert file.url.endswith(".wav")
    assert hand.tried == 3
    assert (await studio.job(job.id)).delivered_at is not None


async def test_a_file_of_an_operation_that_is_not_there_yet_is_waited_for(studio: Studio, hand: Hand) -> None:
    clip = await a_clip_of_sonic(studio, hand)
    await studio.done(Operation.WAV, clip)
    studio.transport.trouble.answer_instead("GET", r"\.wav$", Answer(404, b"", "text/plain"))
    await deliver(studio)
    assert hand.posts == []
    await deliver(studio, 6)
    assert [file.extension for file in hand.files[0]] == ["wav"]


async def test_a_file_of_an_operation_that_never_comes_is_left_to_its_address(studio: Studio, hand: Hand) -> None:
    clip = await a_clip_of_sonic(studio, hand)
    await studio.done(Operation.WAV, clip)
    studio.transport.trouble.answer_instead("GET", r"\.wav$", Answer(404, b"", "text/plain"), times=1_000)
    for seconds in (0, 6):
        await deliver(studio, seconds)
        assert hand.posts == []
    await deliver(studio, 11)
    assert [(file.data, file.url.endswith(".wav")) for file in hand.files[0]] == [(None, True)]


async def test_files_that_break_the_message_leave_their_addresses(studio: Studio, hand: Hand) -> None:
    clip = await a_clip_of_sonic(studio, hand)
    brittle = Brittle()
    studio.courier.use_transport(brittle)
    jobs = [await studio.done(Operation.WAV, clip), (await studio.song())[0]]
    for _ in range(posting.TRIES_WITH_FILES):
        await deliver(studio, 60)
        assert brittle.posts == []
    await deliver(studio, 60)
    assert {job_id for job_id, _ in brittle.posts} == {job.id for job in jobs}
    for job in jobs:
        assert (await studio.job(job.id)).delivered_at is not None


async def test_no_song_waits_behind_stems(studio: Studio, hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    clip = await a_clip_of_sonic(studio, hand)
    stuck = asyncio.Event()

    async def slow(_: object, _url: str, spool: Spool, **__: object) -> fetch.FetchedFile[Kind]:
        await stuck.wait()
        return fetch.FetchedFile(await laid_down(spool, b"RIFF"), "wav")

    monkeypatch.setattr(fetch.Fetcher, "fetch_file", slow)
    bulky = [await studio.done(Operation.WAV, clip) for _ in range(courier.MAX_FILE_DELIVERIES + 4)]
    song, _ = await studio.song()
    await studio.courier.tick()
    await studio.courier._deliveries.wait_until_empty()
    assert [job for job, _ in hand.posts] == [song.id]
    assert len(studio.courier._file_deliveries._tasks) == courier.MAX_FILE_DELIVERIES
    stuck.set()
    for _ in bulky:
        await deliver(studio, 1)
    assert {job for job, _ in hand.posts} == {song.id, *(job.id for job in bulky)}


async def test_a_recording_is_brought_from_where_the_person_put_it(studio: Studio, hand: Hand, spool: Spool) -> None:
    clip = await a_clip_of_sonic(studio, hand)
    details = Details(url=clip.audio_url, length=CLIP_SECONDS)
    job = await studio.done(Operation.UPLOAD, details=details, title="My tape")
    await deliver(studio)
    ((brought, (packed,)),) = hand.posts
    assert (brought, packed.clip.uploaded) == (job.id, True)
    assert packed.audio is not None
    fetched = await studio.courier._fetcher.fetch_audio(clip.audio_url, spool, limit_bytes=2**25)
    assert hand.sounds == [read(fetched.data)]
