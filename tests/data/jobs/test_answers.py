"""Jobs whose create answered at once, or whose answer was lost, and what came of jobs beside clips."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.ids import ClipId, TaskId
from data.jobs import queries, queue, schedule, transitions
from data.rows import FailureKind, JobState
from data.schema.columns import storable_json
from tests.data.making import GUILD, NOW, OWNER, after, job_in, queued
from tests.properties import examples

if TYPE_CHECKING:
    from data.engine.database import Database

RESULT = {"files": [{"name": "Vocals", "url": "https://cdn.example/v.mp3"}], "answer": {"avg": 120.5, "min": None}}

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),  # halves of pairs included
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters()), inner, max_size=3),
    max_leaves=12,
)


async def test_an_answer_at_once_ends_the_job(database: Database) -> None:
    async with database.transaction() as tx:
        job = await job_in(tx, JobState.SUBMITTING)
        done = await transitions.finish_with_result(tx, job.id, result=RESULT, now=after(2))
        assert await transitions.finish_with_result(tx, job.id, result={}, now=after(3)) is None
    async with database.reading() as tx:
        assert done == await queries.get(tx, job.id)
    assert done == replace(
        job,
        state=JobState.DONE,
        result=RESULT,
        started_at=job.submitted_at,
        finished_at=after(2),
        changed_at=after(2),
        deliver_at=after(2),
    )


async def test_how_long_an_answer_took_is_learnt(database: Database) -> None:
    async with database.transaction() as tx:
        job = await job_in(tx, JobState.SUBMITTING, operation="bpm")
        await transitions.finish_with_result(tx, job.id, result={}, now=after(2.5))
        typical_from = await queries.recent_durations(tx, family=job.family, model=job.model, operation="bpm")
        assert typical_from == [2.5]


async def test_what_came_of_a_running_job_is_kept_to_its_end(database: Database) -> None:
    async with database.transaction() as tx:
        job = await job_in(tx, JobState.RUNNING)
        assert await transitions.set_result(tx, job.id, result=RESULT) == replace(job, result=RESULT)
        done = await transitions.finish(tx, job.id, now=after(9))
        assert done is not None
        assert done.result == RESULT


@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=st.dictionaries(st.text(st.characters()), values, max_size=4))
async def test_any_answer_can_be_stored(database: Database, value: dict[str, Any]) -> None:
    async with database.transaction() as tx:
        job = await job_in(tx, JobState.SUBMITTING)
        done = await transitions.finish_with_result(tx, job.id, result=value, now=after(2))
        assert done is not None
        assert done == await queries.get(tx, job.id)
        assert done.result == storable_json(value)
        assert storable_json(done.result) == done.result


async def test_a_job_whose_answer_was_lost_waits_and_never_goes_back_into_the_line(database: Database) -> None:
    async with database.transaction() as tx:
        job = await job_in(tx, JobState.SUBMITTING)
        waiting = await transitions.mark_answer_lost(tx, job.id, now=after(70))
        assert waiting == replace(job, answer_lost_at=after(70))
        assert await transitions.mark_answer_lost(tx, job.id, now=after(80)) == waiting  # the first time counts
        assert await queue.back_to_queue(tx, job.id, now=after(81)) is None
        moved = await queue.move_to_family(tx, job.id, family="sonic", model="m", clips_expected=2, now=after(81))
        assert moved is None
        assert await queries.get(tx, job.id) == waiting


@pytest.mark.parametrize("found", [True, False])
async def test_a_lost_answer_stays_a_fact(database: Database, found: bool) -> None:
    async with database.transaction() as tx:
        job = await job_in(tx, JobState.SUBMITTING)
        await transitions.mark_answer_lost(tx, job.id, now=after(70))
        if found:
            ended = await transitions.accept(tx, job.id, task_id=TaskId("t"), poll_at=after(80), now=after(80))
        else:
            ended = await transitions.fail(tx, job.id, FailureKind.LOST, None, now=after(80))
        assert ended is not None
        assert ended.answer_lost_at == after(70)
        assert await queries.lost_before(tx, owner=OWNER, moment=after(999)) == []


async def test_an_answer_is_lost_once_however_often_a_restart_finds_it_so(database: Database) -> None:
    async with database.transaction() as tx:
        job = await job_in(tx, JobState.SUBMITTING)
        first = await transitions.mark_answer_lost(tx, job.id, now=after(70))
        assert first is not None
        assert await transitions.mark_answer_lost(tx, job.id, now=after(700)) == first  # it is waited for no longer
        assert first.answer_lost_at == after(70)


async def test_lost_answers_are_found_when_their_time_is_over(database: Database) -> None:
    async with database.transaction() as tx:
        lost = []
        for seconds in (30, 10, 20):
            job = await job_in(tx, JobState.SUBMITTING)
            lost.append(await transitions.mark_answer_lost(tx, job.id, now=after(seconds)))
        another = await job_in(tx, JobState.SUBMITTING, owner="another")
        await transitions.mark_answer_lost(tx, another.id, now=after(1))
        await job_in(tx, JobState.SUBMITTING)
        assert await queries.lost_before(tx, owner=OWNER, moment=after(30)) == lost[1:]
        assert await queries.lost_before(tx, owner=OWNER, moment=after(31)) == lost


async def test_a_job_is_found_by_its_address_only(database: Database) -> None:
    async with database.transaction() as tx:
        job = await queued(tx, webhook_token="w1")
        await queued(tx)
        assert await queries.by_webhook_token(tx, "w1") == job
        for other in ("", "w", "W1", "w1 ", "\x00\ud800"):
            assert await queries.by_webhook_token(tx, other) is None


async def test_news_of_a_running_job_make_it_due(database: Database) -> None:
    async with database.transaction() as tx:
        job = await job_in(tx, JobState.RUNNING)
        assert await schedule.planned_polls(tx, owner=OWNER, since=NOW, until=after(1)) == []
        soon = await schedule.poll_now(tx, job.id, now=after(1))
        assert soon == replace(job, poll_at=after(1))
        assert await schedule.planned_polls(tx, owner=OWNER, since=NOW, until=after(1)) == [(job.id, after(1))]


async def test_the_last_result_is_that_of_the_guilds_newest_done_job_on_the_clip(database: Database) -> None:
    async with database.transaction() as tx:
        for state in (JobState.DONE, JobState.DONE, JobState.FAILED, JobState.RUNNING):
            job = await job_in(tx, state, operation="bpm", source=7)
        for other in ({"operation": "wav"}, {"source": 8}, {"guild_id": GUILD + 1}, {"source": None}):
            await job_in(tx, JobState.DONE, **{"operation": "bpm", "source": 7, **other})
        found = await queries.last_result(tx, GUILD, ClipId(7), operation="bpm")
        assert found is not None
        assert found.id == job.id - 2
        assert await queries.last_result(tx, GUILD, ClipId(7), operation="midi") is None
        assert await queries.last_result(tx, GUILD, ClipId(9), operation="bpm") is None
