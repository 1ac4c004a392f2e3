"""Clips as reports name them: in the order of their first naming, never worse than they were known."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from data import clips
from data.guilds.viewers import Viewer
from data.ids import ChannelId, ClipId, GuildId, UserId, VendorClipId
from data.rows import Clip, ClipState, Job, JobState, ReportedClip
from tests.data.making import GUILD, NOW, after, delete_clip, job_in, new_job

if TYPE_CHECKING:
    from data.engine.database import Database
    from data.engine.transaction import Transaction

VIEWER = Viewer(UserId(1), frozenset({ChannelId(new_job().channel_id)}))
RUNNING, SUCCEEDED, FAILED = ClipState.RUNNING, ClipState.SUCCEEDED, ClipState.FAILED
FULL = ReportedClip(
    clip_id="a",
    state=SUCCEEDED,
    model="chirp-v5",
    title="Night Drive",
    style="synthwave",
    lyrics="[Verse]\nLights",
    duration=183.48,
    audio_url="https://cdn.example/a.m4a",
    image_url="https://cdn.example/a.jpg",
    timeline={"words": [{"word": "Lights", "start": 0.5}]},
)


async def running(tx: Transaction) -> Job:
    return await job_in(tx, JobState.RUNNING)


async def record(tx: Transaction, job: Job, *reported: ReportedClip) -> bool:
    return await clips.record(tx, job, reported, now=after(9))


async def test_a_clip_is_all_that_was_reported(database: Database) -> None:
    async with database.transaction() as tx:
        job = await running(tx)
        assert await record(tx, job, FULL)
        (clip,) = await clips.of_job(tx, job.id)
    assert clip == Clip(
        id=clip.id,
        job_id=job.id,
        guild_id=GUILD,
        position=1,
        clip_id=VendorClipId("a"),
        family="riffusion",
        model="chirp-v5",
        state=SUCCEEDED,
        title="Night Drive",
        style="synthwave",
        lyrics="[Verse]\nLights",
        duration=183.48,
        audio_url="https://cdn.example/a.m4a",
        image_url="https://cdn.example/a.jpg",
        timeline={"words": [{"word": "Lights", "start": 0.5}]},
        created_at=after(9),
        deleted_at=None,
        posted_at=None,
        uploaded=False,
    )


async def test_a_clip_without_a_model_has_its_jobs(database: Database) -> None:
    async with database.transaction() as tx:
        job = await running(tx)
        await record(tx, job, ReportedClip("a", RUNNING))
        assert (await clips.of_job(tx, job.id))[0].model == job.model


async def test_the_position_is_that_of_the_first_naming(database: Database) -> None:
    async with database.transaction() as tx:
        job = await running(tx)
        assert await record(tx, job, ReportedClip("b", RUNNING))
        assert await record(tx, job, ReportedClip("a", RUNNING), ReportedClip("b", SUCCEEDED))
        assert await record(tx, job, ReportedClip("c", FAILED), ReportedClip("a", SUCCEEDED))
        made = await clips.of_job(tx, job.id)
    assert [(clip.position, clip.clip_id, clip.state) for clip in made] == [
        (1, "b", SUCCEEDED),
        (2, "a", SUCCEEDED),
        (3, "c", FAILED),
    ]


async def test_the_same_report_again_is_no_news(database: Database) -> None:
    async with database.transaction() as tx:
        job = await running(tx)
        for report in (replace(FULL, state=RUNNING), FULL):
            assert await record(tx, job, report, report)
            assert not await record(tx, job, report)
        assert not await record(tx, job)
        assert len(await clips.of_job(tx, job.id)) == 1


async def test_nothing_known_is_overwritten_with_nothing(database: Database) -> None:
    async with database.transaction() as tx:
        job = await running(tx)
        await record(tx, job, FULL)
        before = await clips.of_job(tx, job.id)
        assert not await record(tx, job, ReportedClip("a", SUCCEEDED))
        assert await clips.of_job(tx, job.id) == before


@pytest.mark.parametrize("final", [SUCCEEDED, FAILED])
async def test_a_final_state_never_leaves_and_takes_no_address_of_an_earlier_one(
    database: Database, final: ClipState
) -> None:
    async with database.transaction() as tx:
        job = await running(tx)
        await record(tx, job, replace(FULL, state=final))
        before = await clips.of_job(tx, job.id)
        for other in ClipState:
            if other is not final:
                late = ReportedClip("a", other, audio_url="https://audiopipe.example/a", title="other")
                assert not await record(tx, job, late)
        assert await clips.of_job(tx, job.id) == before
        assert await record(tx, job, ReportedClip("a", final, audio_url="https://cdn.example/moved.m4a"))


async def test_what_arrives_late_is_filled_in(database: Database) -> None:
    async with database.transaction() as tx:
        job = await running(tx)
        await record(tx, job, ReportedClip("a", SUCCEEDED, title="Night Drive"))
        assert await record(tx, job, FULL)
        (clip,) = await clips.of_job(tx, job.id)
        assert (clip.title, clip.duration, clip.timeline) == (FULL.title, FULL.duration, FULL.timeline)


async def test_an_upload_is_known_as_one_and_stays_one(database: Database) -> None:
    async with database.transaction() as tx:
        job = await running(tx)
        assert await record(tx, job, ReportedClip("a", SUCCEEDED, uploaded=True), ReportedClip("b", RUNNING))
        assert not await record(tx, job, ReportedClip("a", SUCCEEDED))
        assert await record(tx, job, ReportedClip("b", SUCCEEDED, uploaded=True))
        assert [clip.uploaded for clip in await clips.of_job(tx, job.id)] == [True, True]


async def test_the_last_finished_clips_of_a_guild_newest_first(database: Database) -> None:
    async with database.transaction() as tx:
        first, other = await running(tx), await job_in(tx, JobState.RUNNING, family="sonic")
        await record(tx, first, ReportedClip("a", SUCCEEDED), ReportedClip("b", FAILED), ReportedClip("c", SUCCEEDED))
        await record(tx, other, ReportedClip("d", SUCCEEDED), ReportedClip("e", RUNNING), ReportedClip("f", SUCCEEDED))
        strange = await job_in(tx, JobState.RUNNING, guild_id=GUILD + 1)
        await record(tx, strange, ReportedClip("g", SUCCEEDED))
        deleted = (await clips.of_job(tx, other.id))[2]
        await delete_clip(tx, deleted.id, at=NOW)

        async def names(**asked: Any) -> list[str]:
            return [clip.clip_id for clip in await clips.recent(tx, GUILD, viewer=VIEWER, **asked)]

        assert await names(limit=10) == ["d", "c", "a"]
        assert await names(limit=2) == ["d", "c"]
        assert await names(family="riffusion", limit=10) == ["c", "a"]
        assert await names(family="nuro", limit=10) == []


async def test_the_last_clips_have_the_title_that_their_person_chose(database: Database) -> None:
    async with database.transaction() as tx:
        for title, name in (("Harbour", "a"), ("", "b")):
            job = await job_in(tx, JobState.RUNNING, title=title)
            words = {"words": [{"text": "la", "start": 0.0, "end": 1.0}]}
            await record(tx, job, ReportedClip(name, SUCCEEDED, title="Untold Dreams", lyrics="la", timeline=words))
        found = await clips.recent(tx, GUILD, viewer=VIEWER, limit=10)
        assert [clip.title for clip in found] == ["Untold Dreams", "Harbour"]
        assert [clip.clip_id for clip in found] == ["b", "a"]
        assert [(clip.lyrics, clip.timeline) for clip in found] == [("", None)] * 2


async def test_the_words_of_a_clip_can_be_learnt_later(database: Database) -> None:
    timeline = {"words": [{"text": "[Verse", "start": 4.5, "end": 4.5}]}
    async with database.transaction() as tx:
        job = await running(tx)
        await record(tx, job, ReportedClip("a", SUCCEEDED))
        (clip,) = await clips.of_job(tx, job.id)
        assert await clips.set_timeline(tx, clip.id, timeline)
        assert not await clips.set_timeline(tx, clip.id, {"at": float("nan")})
        assert not await clips.set_timeline(tx, ClipId(404), timeline)
        assert await clips.get(tx, clip.id, guild_id=GUILD, viewer=None) == replace(clip, timeline=timeline)


@pytest.mark.parametrize(
    "nonsense",
    [
        {"duration": float("nan")},
        {"duration": float("inf")},
        {"duration": -1.0},
        {"timeline": {"at": float("nan")}},
        {"timeline": {}},
    ],
    ids=str,
)
async def test_nonsense_of_the_vendor_stops_nothing(database: Database, nonsense: dict[str, Any]) -> None:
    async with database.transaction() as tx:
        job = await running(tx)
        await record(tx, job, ReportedClip("a", SUCCEEDED, **nonsense), ReportedClip("", SUCCEEDED))
        await record(tx, job, ReportedClip("a", SUCCEEDED, **nonsense))
        (clip,) = await clips.of_job(tx, job.id)
        assert clip.duration is None
        assert not clip.timeline


async def test_other_peoples_text_stops_nothing(database: Database) -> None:
    strange = "a\x00b\ud800c"
    report = ReportedClip(
        strange, SUCCEEDED, strange, strange, strange, strange, None, strange, strange, {strange: strange}
    )
    async with database.transaction() as tx:
        job = await running(tx)
        assert await record(tx, job, report)
        assert not await record(tx, job, report)
        (clip,) = await clips.of_job(tx, job.id)
        assert clip.clip_id == clip.title == clip.audio_url == "a\ufffdb?c"
        assert clip.timeline == {strange: strange}


async def test_two_reports_at_once_name_each_clip_once(database: Database) -> None:
    async with database.transaction() as tx:
        job = await running(tx)

    async def arrive() -> bool:
        async with database.transaction() as tx:
            return await record(tx, job, ReportedClip("a", RUNNING), ReportedClip("b", SUCCEEDED))

    news = await asyncio.gather(*(arrive() for _ in range(10)))
    assert news.count(True) == 1
    async with database.reading() as tx:
        assert [clip.position for clip in await clips.of_job(tx, job.id)] == [1, 2]


async def test_the_same_clip_id_in_two_jobs_is_two_clips(database: Database) -> None:
    async with database.transaction() as tx:
        first, second = await running(tx), await running(tx)
        for job in (first, second):
            assert await record(tx, job, FULL)
        assert len({(await clips.of_job(tx, job.id))[0].id for job in (first, second)}) == 2


async def test_a_clip_belongs_to_one_guild(database: Database) -> None:
    async with database.transaction() as tx:
        job = await running(tx)
        await record(tx, job, FULL)
        (clip,) = await clips.of_job(tx, job.id)
        assert await clips.get(tx, clip.id, guild_id=GUILD, viewer=None) == clip
        assert await clips.get(tx, clip.id, guild_id=GuildId(GUILD + 1), viewer=None) is None
        assert await clips.get(tx, clip.id, guild_id=GUILD, viewer=None) == clip


@pytest.mark.parametrize("forged", [0, -1, 404, 2**63 - 1, 2**63, 10**80, -(10**80)])
async def test_a_forged_id_finds_nothing(database: Database, forged: int) -> None:
    async with database.transaction() as tx:
        assert await clips.get(tx, ClipId(forged), guild_id=GUILD, viewer=None) is None


async def test_a_deleted_clip_is_known_as_deleted(database: Database) -> None:
    async with database.transaction() as tx:
        job = await running(tx)
        await record(tx, job, FULL)
        (clip,) = await clips.of_job(tx, job.id)
        await delete_clip(tx, clip.id, at=after(1))
        assert await clips.get(tx, clip.id, guild_id=GUILD, viewer=None) == replace(clip, deleted_at=after(1))


async def test_the_first_posting_counts(database: Database) -> None:
    async with database.transaction() as tx:
        job = await running(tx)
        await record(tx, job, FULL, ReportedClip("b", SUCCEEDED))
        first, second = await clips.of_job(tx, job.id)
        await clips.mark_posted(tx, [], now=NOW)
        await clips.mark_posted(tx, [first.id], now=after(1))
        await clips.mark_posted(tx, [first.id, second.id], now=after(2))
        assert [clip.posted_at for clip in await clips.of_job(tx, job.id)] == [after(1), after(2)]


async def test_a_job_has_no_more_clips_than_a_message_holds(database: Database) -> None:
    async with database.transaction() as tx:
        job = await job_in(tx, JobState.RUNNING)
        flood = [ReportedClip(f"c{number}", ClipState.RUNNING) for number in range(1_000)]
        assert await clips.record(tx, job, flood, now=NOW)
        assert not await clips.record(tx, job, flood, now=NOW)
        assert [clip.clip_id for clip in await clips.of_job(tx, job.id)] == ["c0", "c1", "c2", "c3", "c4"]
