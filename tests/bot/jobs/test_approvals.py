"""What waits for a moderator's word is not sent before it, is decided once, and loses no credit, whatever happens."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, select

from bot.errors import PersonError, Problem
from bot.jobs import approvals
from bot.jobs.approvals import WAITS
from bot.musicapi.operations import Operation
from bot.status.job_status import Stage
from data import tables
from data.guilds import admin_log, cases, limits
from data.guilds.cases import Case, Outcome
from data.ids import CaseId, ChannelId, GuildId, JobId, MessageId, UserId
from data.rows import FailureKind, Job, JobState
from tests.bot.conftest import GUILD, MEMBER, OTHER_GUILD, SONIC
from tests.bot.jobs.test_limits import processes

if TYPE_CHECKING:
    from data.engine.database import Database
    from tests.bot.conftest import Studio

SONG = 12
MODERATOR = UserId(MEMBER + 500)


async def ask_first(studio: Studio) -> None:
    async with studio.database.transaction() as tx:
        await limits.lock(tx, GUILD)
        await limits.put_values(tx, GUILD, {"approval": True, "moderation_channel_id": ChannelId(77)})


async def case_of(studio: Studio, job: Job) -> Case:
    async with studio.database.reading() as tx:
        found = await cases.find_unposted(tx, now=studio.context.now() + timedelta(hours=1), limit=100)
    return next(each for each in found if each.job_id == job.id)


async def approve(studio: Studio, case: Case, guild_id: GuildId = GUILD) -> Case:
    return await approvals.approve(
        studio.context,
        studio.lifecycle.changes,
        guild_id,
        case.id,
        by=MODERATOR,
    )


async def reject(studio: Studio, case: Case, words: str = "") -> Case:
    changes = studio.lifecycle.changes
    return await approvals.reject(studio.context, changes, GUILD, case.id, by=MODERATOR, words=words)


async def actions(studio: Studio) -> list[str]:
    async with studio.database.reading() as tx:
        return [entry.action for entry in await admin_log.of_guild(tx, GUILD, limit=20)]


@pytest.mark.promise(key="approval")
async def test_nothing_is_sent_before_it_is_approved_and_then_it_is_made(studio: Studio) -> None:
    await ask_first(studio)
    job = await studio.place(studio.order())
    assert job.awaits_approval
    assert (await studio.account()).held == SONG
    for _ in range(3):
        await studio.create()
        studio.clock.advance(600)
    assert studio.posts("create") == 0
    status = await studio.queries.job_status(job.id)
    assert status is not None
    assert (status.stage, status.place, status.asked_again_at) == (Stage.APPROVAL, None, None)
    case = await case_of(studio, job)
    assert (await approve(studio, case)).outcome is Outcome.APPROVED
    done = await studio.finish(await studio.job(job.id))
    assert done.state is JobState.DONE
    assert (await studio.spent(), await actions(studio)) == (SONG, ["order.approved"])


@pytest.mark.promise(key="approval")
async def test_what_is_rejected_is_refunded_and_says_why(studio: Studio) -> None:
    await ask_first(studio)
    job = await studio.place(studio.order())
    case = await case_of(studio, job)
    assert (await reject(studio, case, "not here")).closed_by == MODERATOR
    ended = await studio.job(job.id)
    assert (ended.state, ended.failure, ended.reason) == (
        JobState.FAILED,
        FailureKind.CANCELLED,
        "rejected: not here",
    )
    assert ended.deliver_at is not None
    assert await studio.spent() == 0
    again = await approve(studio, case)  # pressed after it
    assert again.outcome is Outcome.REJECTED
    assert (await studio.job(job.id)).state is JobState.FAILED
    assert await actions(studio) == ["order.rejected"]


@pytest.mark.promise(key="approval")
async def test_of_many_moderators_at_once_one_decides(database: Database, database_url: str) -> None:
    async with processes(database, database_url, allowance=10_000) as studios:
        studio = studios[0]
        await ask_first(studio)
        for number in range(6):
            job = await studio.place(studio.order(f"song {number}"))
            case = await case_of(studio, job)
            pressed = [(approve if press % 2 else reject)(studios[press % len(studios)], case) for press in range(6)]
            cancelled = studio.lifecycle.cancel(job, "5") if number % 2 else asyncio.sleep(0, result=False)
            *decided, was_cancelled = await asyncio.gather(*pressed, cancelled)
            outcomes = {each.outcome for each in decided if isinstance(each, Case)}
            assert len(outcomes) == 1
            outcome, ended = outcomes.pop(), await studio.job(job.id)
            assert was_cancelled is (ended.reason == "5")
            match outcome:
                case Outcome.APPROVED:  # the member may cancel what is in line now
                    assert ended.state is (JobState.FAILED if was_cancelled else JobState.QUEUED)
                    assert not ended.awaits_approval
                case Outcome.REJECTED:
                    assert (ended.state, was_cancelled) == (JobState.FAILED, False)
                case _:
                    assert (outcome, was_cancelled) == (Outcome.OVER, True)
        held = sum([(await studio.job(job_id)).state is JobState.QUEUED for job_id in await _jobs(studio)])
        assert (await studio.account()).held == held * SONG


async def _jobs(studio: Studio) -> list[JobId]:
    async with studio.database.reading() as tx:
        return list((await tx.execute(select(tables.jobs.c.id))).scalars())


@pytest.mark.promise(key="approval")
async def test_what_nobody_decides_about_ends_after_a_day_with_its_credits(studio: Studio) -> None:
    await ask_first(studio)
    job, cancelled = await studio.place(studio.order()), await studio.place(studio.order("other"))
    assert await studio.lifecycle.cancel(cancelled, "5")
    studio.clock.advance(WAITS.total_seconds() - 60)
    assert await approvals.end_forgotten(studio.context, studio.lifecycle.changes) == []
    studio.clock.advance(61)
    ended = await approvals.end_forgotten(studio.context, studio.lifecycle.changes)
    assert {(each.job_id, each.outcome) for each in ended} == {(job.id, Outcome.EXPIRED)}
    assert (await studio.job(job.id)).reason == "undecided"
    assert (await studio.spent(), await actions(studio)) == (0, [])
    assert await approvals.end_forgotten(studio.context, studio.lifecycle.changes) == []


async def test_what_there_is_too_much_of_at_once_is_told_as_undecided_too(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(approvals, "AT_ONCE", 1)
    await ask_first(studio)
    jobs = [await studio.place(studio.order(f"song {number}")) for number in range(3)]
    studio.clock.advance(WAITS.total_seconds() + 1)
    for job in jobs:
        (ended,) = await approvals.end_forgotten(studio.context, studio.lifecycle.changes)
        assert (ended.job_id, ended.outcome) == (job.id, Outcome.EXPIRED)
        assert (await studio.job(job.id)).reason == "undecided"
    assert await studio.spent() == 0


async def test_an_order_whose_case_went_with_its_members_data_ends_as_well(studio: Studio) -> None:
    await ask_first(studio)
    job = await studio.place(studio.order())
    async with studio.database.transaction() as tx:
        await tx.execute(delete(tables.moderation_cases))
    studio.clock.advance(WAITS.total_seconds() + 1)
    assert await approvals.end_forgotten(studio.context, studio.lifecycle.changes) == []
    assert (await studio.job(job.id)).state is JobState.FAILED
    assert await studio.spent() == 0


async def test_a_card_is_stale_once_its_order_ended_elsewhere_and_one_process_edits_it(studio: Studio) -> None:
    await ask_first(studio)
    job, now = await studio.place(studio.order()), studio.context.now()
    case = await case_of(studio, job)
    read, write = studio.database.read, studio.database.write
    assert await write(cases.claim, case.id, now=now)
    assert await studio.lifecycle.cancel(job, "5")
    assert await read(cases.find_stale, now=now, limit=9) == []  # it is still being posted
    assert await write(cases.confirm, case.id, ChannelId(77), MessageId(78), now=now)
    (stale,) = await read(cases.find_stale, now=now, limit=9)
    assert (stale.id, stale.outcome, stale.closed_by) == (case.id, Outcome.OVER, None)
    assert [await write(cases.claim_edit, case.id, now=now) for _ in range(2)] == [True, False]
    assert await read(cases.find_stale, now=now, limit=9) == []
    later = now + cases.CLAIM_LASTS  # whoever had it was killed
    assert [each.id for each in await read(cases.find_stale, now=later, limit=9)] == [case.id]
    await write(cases.mark_shown, replace(stale, stale_since=later))  # of what was so at another moment
    assert await read(cases.find_stale, now=later, limit=9) != []
    await write(cases.mark_shown, stale)
    assert await read(cases.find_stale, now=later, limit=9) == []
    assert not await write(cases.claim_edit, case.id, now=later)


async def test_what_an_operator_ends_leaves_nothing_to_decide(studio: Studio) -> None:
    await ask_first(studio)
    job = await studio.place(studio.order())
    case = await case_of(studio, job)
    await studio.lifecycle.give_up(job, FailureKind.TIMED_OUT)
    assert (await approve(studio, case)).outcome is Outcome.OVER
    assert await studio.spent() == 0


async def test_managers_and_what_one_member_alone_reads_are_not_asked_about(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    await ask_first(studio)
    assert not (await studio.place(studio.order(manages=True))).awaits_approval
    assert not (await studio.place(studio.order("", operation=Operation.BPM, source=clip.id))).awaits_approval
    assert not (await studio.place(studio.order(guild_id=OTHER_GUILD))).awaits_approval


async def test_who_waits_for_a_moderator_keeps_nobody_waiting_and_is_left_alone_by_older_versions(
    studio: Studio,
) -> None:
    await ask_first(studio)
    waiting = await studio.place(studio.order())
    assert waiting.needs_version == 5
    next_one = await studio.place(studio.order("other", manages=True))
    status = await studio.queries.job_status(next_one.id)
    assert status is not None
    assert status.place == 1
    assert (await studio.finish(next_one)).state is JobState.DONE
    assert (await studio.job(waiting.id)).state is JobState.QUEUED


async def test_a_case_is_posted_by_one_and_another_server_knows_nothing_of_it(studio: Studio) -> None:
    await ask_first(studio)
    case, now = await case_of(studio, await studio.place(studio.order())), studio.context.now()
    claims = [await studio.database.write(cases.claim, case.id, now=now) for _ in range(2)]
    assert claims == [True, False]
    later = now + cases.CLAIM_LASTS
    assert await studio.database.write(cases.claim, case.id, now=later)  # whoever had it was killed
    with pytest.raises(PersonError) as refused:
        await approve(studio, case, OTHER_GUILD)
    assert refused.value.problem is Problem.CASE_GONE
    with pytest.raises(PersonError):
        await reject(studio, replace(case, id=CaseId(999)))
