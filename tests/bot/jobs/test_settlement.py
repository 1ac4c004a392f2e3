"""Everything but songs: each operation held, asked once, written down with its credits, or refunded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from bot.errors import ModelUnavailable
from bot.musicapi.answers import NewPersona, Tempo
from bot.musicapi.operations import Operation
from bot.musicapi.responses.reports import TaskReport
from data.brief import Details
from data.jobs import queries
from data.rows import FailureKind, JobState
from sandbox.wire.exchange import json_answer
from tests.bot.conftest import GUILD, SONIC, VIEWER, answer_of, offered, open_studio
from tests.telling import tells

if TYPE_CHECKING:
    from data.engine.database import Database
    from tests.bot.conftest import Studio

WORDS = "[Verse 1]\nThe harbour light is burning low\n\n[Chorus]\nSing it back to me"


@pytest.fixture
def studio(workshop: Studio) -> Studio:
    """A studio whose clips are long enough to be brought back as recordings."""
    return workshop


async def test_a_tempo_is_answered_at_once_and_never_polled(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    before, asked = await studio.spent(), studio.polls()
    found = await studio.done(Operation.BPM, clip)
    assert set(answer_of(found)) == {"avg", "min", "max"}
    assert (await studio.spent() - before, studio.posts("/bpm"), studio.polls()) == (1, 1, asked)
    assert (found.task_id, found.brief.source) == (None, clip.id)


async def test_a_wav_names_its_file(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    made = await studio.done(Operation.WAV, clip)
    assert made.result is not None
    assert [file["url"].rpartition(".")[2] for file in made.result["files"]] == ["wav"]
    assert await studio.spent() == 16


async def test_stems_are_a_task_whose_files_are_kept(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    made = await studio.done(Operation.STEMS_BASIC, clip)
    assert made.result is not None
    assert len(made.result["files"]) == studio.vendor.readings.basic_stems
    assert await studio.clips(made) == []
    assert studio.posts("/stems/basic") == 1
    assert await studio.spent() == 30


async def test_the_sections_of_a_clip_stay_with_it(studio: Studio) -> None:
    _, (clip, _) = await studio.song("", lyrics=WORDS, style="pop", model=SONIC)
    assert Operation.LYRICS_TIMELINE in await offered(studio, clip)
    await studio.done(Operation.LYRICS_TIMELINE, clip)
    known = (await studio.queries.clip_menu(clip.id, GUILD, VIEWER)).clip
    assert known.timeline is not None
    assert {"text", "start", "end"} <= set(known.timeline["words"][0])
    assert Operation.LYRICS_TIMELINE not in await offered(studio, clip)


async def test_lyrics_and_styles_are_written_from_a_few_words(studio: Studio) -> None:
    written = answer_of(await studio.done(Operation.WRITE_LYRICS, prompt="a lighthouse in winter"))
    assert len(written["versions"]) == 2
    enriched = answer_of(await studio.done(Operation.ENRICH_STYLE, style="lofi, rain"))
    assert enriched["style"]
    assert await studio.spent() == 3


@pytest.mark.parametrize("after", [False, True])
async def test_an_answer_at_once_that_is_lost_is_refunded_and_never_asked_for_again(
    studio: Studio, after: bool
) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    studio.clock.advance(10)
    studio.transport.raise_next(httpx.ReadTimeout, after=after)
    ended = await studio.done(Operation.WAV, clip)
    assert ended.failure is FailureKind.LOST
    assert studio.posts("/wav") == int(after)
    assert await studio.spent() == 15


async def test_an_answer_at_once_that_nobody_wrote_down_is_refunded_at_the_start(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    studio.clock.advance(10)
    job = await studio.place(studio.order("", operation=Operation.WAV, source=clip.id))
    await studio.queue._take_turn()  # killed between the commit and the answer
    async with open_studio(studio.database) as restarted:
        restarted.clock.advance(studio.clock.now() - restarted.clock.now())
        await restarted.poller.take_back()
        await restarted.create()
        assert (await restarted.job(job.id)).failure is FailureKind.LOST
        assert restarted.vendor.creates == []
    assert await studio.spent() == 15


async def test_an_operation_that_is_gone_is_refunded_and_offered_no_more(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    studio.vendor.orders.refuse_next_create(410, {"type": "endpoint_retired", "error": "no more stems"})
    ended = await studio.done(Operation.STEMS_FULL, clip)
    assert ended.failure is FailureKind.REFUSED
    assert not ended.reason  # the vendor's words would tell a person to change theirs
    assert await studio.spent() == 15
    left = await offered(studio, clip)
    assert Operation.STEMS_FULL not in left
    assert Operation.STEMS_BASIC in left
    with tells(ModelUnavailable, "no longer"):
        await studio.place(studio.order("", operation=Operation.STEMS_FULL, source=clip.id))
    with tells(ModelUnavailable, "no longer"):
        await studio.queries.clip_operation(clip.id, GUILD, VIEWER, Operation.STEMS_FULL)
    assert len(studio.told) == 1


async def test_what_another_family_can_write_too_goes_there_when_the_first_is_gone(database: Database) -> None:
    async with open_studio(database, families=("sonic", "producer")) as studio:
        assert [candidate.family.name for candidate in await studio.queries.candidates_for(Operation.UPLOAD)] == [
            "sonic",
            "producer",
        ]
        studio.vendor.orders.refuse_next_create(410, {"type": "endpoint_retired", "error": "no more uploads"})
        job = await studio.place(
            studio.order("", operation=Operation.UPLOAD, details=Details(url="http://musicapi.test/a.mp3", length=30.0))
        )
        await studio.create()
        await studio.look(4)
        moved = await studio.job(job.id)
        assert (moved.family, moved.state) == ("producer", JobState.QUEUED)


async def test_a_song_that_moves_to_a_cheaper_family_costs_what_that_one_costs(database: Database) -> None:
    async with open_studio(database, families=("sonic", "producer")) as studio:
        studio.vendor.orders.retire("sonic", "create_music")
        job = await studio.place(studio.order())
        assert (job.family, job.price) == ("sonic", 15)
        assert (await studio.account()).held == 15
        moved = await studio.finish(job)
        assert (moved.family, moved.state) == ("producer", JobState.DONE)
        assert await studio.spent() == 12


async def test_done_with_nothing_to_bring_is_refunded(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    job = await studio.place(studio.order("", operation=Operation.STEMS_BASIC, source=clip.id))
    await studio.create()
    running = await studio.job(job.id)
    nothing = json_answer(200, {"code": 200, "message": "success", "status": "SUCCESS", "data": []})
    studio.transport.trouble.answer_instead("GET", rf"/task/{running.task_id}$", nothing, times=1_000)
    ended = await studio.finish(job)
    assert ended.state is JobState.FAILED
    assert await studio.spent() == 15


@pytest.mark.parametrize(
    ("operation", "report"),
    [
        (Operation.WAV, TaskReport("done")),
        (Operation.BPM, TaskReport("done", answer=None)),
        (Operation.PERSONA, TaskReport("done", answer=NewPersona(""))),
        (Operation.BPM, TaskReport("failed", reason="too quiet")),
    ],
    ids=str,
)
async def test_an_answer_that_is_none_is_refunded_in_the_same_moment(
    studio: Studio, operation: Operation, report: TaskReport
) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    job = await studio.place(studio.order("", operation=operation, source=clip.id, title="Marlene"))
    await studio.queue._take_turn()
    for _ in range(2):  # written down again after a database that answered late
        await studio.lifecycle.record_result(job, report)
    ended = await studio.job(job.id)
    assert (ended.state, ended.failure, ended.result) == (JobState.FAILED, FailureKind.FAILED, None)
    assert await studio.spent() == 15
    assert await studio.queries.personas(GUILD) == []


async def test_a_recording_of_which_no_clip_came_is_refunded_in_the_same_moment(studio: Studio) -> None:
    recording = Details(url="http://musicapi.test/a.mp3", length=30.0)
    job = await studio.place(studio.order("", operation=Operation.UPLOAD, details=recording))
    await studio.queue._take_turn()
    await studio.lifecycle.record_result(job, TaskReport("done"))
    assert (await studio.job(job.id)).failure is FailureKind.FAILED
    assert await studio.spent() == 0


async def test_a_task_that_ends_with_nothing_is_refunded_in_the_same_moment(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    job = await studio.place(studio.order("", operation=Operation.STEMS_BASIC, source=clip.id))
    await studio.create()
    await studio.lifecycle.record_report(await studio.job(job.id), TaskReport("done"))
    assert (await studio.job(job.id)).failure is FailureKind.FAILED
    assert await studio.spent() == 15


async def test_an_answer_that_comes_after_the_refund_changes_nothing(
    studio: Studio, caplog: pytest.LogCaptureFixture
) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    job = await studio.place(studio.order("", operation=Operation.BPM, source=clip.id))
    await studio.queue._take_turn()
    await studio.lifecycle.fail_as_lost(job)
    await studio.lifecycle.record_result(job, TaskReport("done", answer=Tempo(120.0, 120.0, 120.0)))
    assert (await studio.job(job.id)).failure is FailureKind.LOST
    assert await studio.spent() == 15
    assert f"answer_orphaned job={job.id}" in caplog.text


async def test_a_task_whose_family_is_gone_is_refunded_at_once(studio: Studio) -> None:
    job = await studio.place(studio.order(model=SONIC))
    await studio.create()
    gone = json_answer(410, {"type": "endpoint_retired", "error": "gone"})
    studio.transport.trouble.answer_instead("GET", r"/task/", gone, times=1_000)
    await studio.look(6)
    ended = await studio.job(job.id)
    assert (ended.state, ended.failure, ended.reason) == (JobState.FAILED, FailureKind.REFUSED, "gone")
    assert await studio.spent() == 0


async def test_how_long_a_kind_takes_is_learnt_for_each_operation(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    before = (await studio.queries.clip_operation(clip.id, GUILD, VIEWER, Operation.STEMS_BASIC)).candidate
    kind = (before.family, before.model, Operation.STEMS_BASIC)
    async with studio.database.reading() as tx:
        documented_typical = await studio.queries.typical_in(tx, *kind)
    assert (documented_typical.p10, documented_typical.p50, documented_typical.p90) == before.offer.typical
    for _ in range(5):
        await studio.done(Operation.STEMS_BASIC, clip)
    async with studio.database.reading() as tx:
        typical_from = await studio.queries.typical_in(tx, *kind)
        past = await queries.recent_durations(tx, family="sonic", model="sonic-v5", operation=Operation.STEMS_BASIC)
    assert typical_from != documented_typical
    assert min(past) <= typical_from.p50 <= max(past)
