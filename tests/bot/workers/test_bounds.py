"""How often what MusicAPI does not take is sent, how long is waited between, and for how long a task may run."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.jobs.lifecycle import CREATES
from bot.workers import leases, poller
from bot.workers.vendor_stops import STOP_TIMEOUT
from data.rows import FailureKind, JobState
from sandbox.wire.exchange import json_answer
from tests.bot.conftest import SONIC

if TYPE_CHECKING:
    from tests.bot.conftest import Studio

CREATE, POLL = r"/create$", r"/task/"


async def test_a_create_that_can_never_be_sent_is_refunded_after_hours(studio: Studio) -> None:
    studio.transport.unreachable = True
    job = await studio.place(studio.order())
    while not (await studio.job(job.id)).state.final:
        await studio.create()
        studio.clock.advance(300)
    assert studio.context.now() - job.created_at <= STOP_TIMEOUT + timedelta(minutes=15)
    assert (await studio.job(job.id)).failure is FailureKind.NOT_SENT
    assert (await studio.job(job.id)).create_attempts < CREATES
    assert (await studio.account()).left == 240
    assert len(studio.told) == 1


async def test_a_create_that_is_never_taken_is_refunded_after_hours(studio: Studio) -> None:
    busy = json_answer(429, {"message": "rate limit"})
    studio.transport.trouble.answer_instead("POST", CREATE, busy, times=1_000)
    ended = await studio.finish(await studio.place(studio.order()), step=60)
    assert (ended.state, ended.failure) == (JobState.FAILED, FailureKind.REFUSED)
    assert studio.context.now() - ended.created_at <= STOP_TIMEOUT + timedelta(minutes=5)
    assert ended.create_attempts < CREATES
    assert (await studio.account()).left == 240


@pytest.mark.parametrize(("said", "seconds"), [("45", 45), ("86400", 60)])
async def test_polls_pause_for_as_long_as_musicapi_says_but_not_for_a_day(
    studio: Studio, said: str, seconds: int
) -> None:
    studio.vendor.orders.stall_next_task()
    await studio.place(studio.order())
    await studio.create()
    too_many = json_answer(429, {"message": "rate limit"}, Retry_After=said)
    studio.transport.trouble.answer_instead("GET", POLL, too_many)
    while not studio.polls():
        await studio.look(1)
    for _ in range(seconds - 1):
        await studio.look(1)
    assert studio.polls() == 1
    for _ in range(round(poller.CATCH_UP)):
        await studio.look(1)
    assert studio.polls() > 1


async def test_a_task_that_has_news_for_ever_is_given_up_after_half_an_hour(studio: Studio) -> None:
    job = await studio.place(studio.order())
    await studio.create()
    for minute in range(1, 32):
        news = {"clip_id": "a", "state": "running", "title": f"Take {minute}"}
        answer = json_answer(200, {"code": 200, "message": "success", "data": [news]})
        studio.transport.trouble.clear()
        studio.transport.trouble.answer_instead("GET", POLL, answer, times=1_000)
        if minute == 30:
            assert (await studio.job(job.id)).state is JobState.RUNNING
        await studio.look(60)
    ended = await studio.job(job.id)
    assert (ended.state, ended.failure) == (JobState.FAILED, FailureKind.TIMED_OUT)
    assert (await studio.account()).left == 240


@pytest.mark.parametrize("status", [404, 405])
async def test_a_path_that_is_not_found_once_costs_one_song_of_a_chosen_model_and_no_more(
    studio: Studio, status: int
) -> None:
    studio.transport.trouble.answer_instead("POST", CREATE, json_answer(status, {"message": "Not Found"}))
    first = await studio.finish(await studio.place(studio.order(model=SONIC)))
    assert (first.state, first.failure, first.reason or "") == (JobState.FAILED, FailureKind.REFUSED, "")
    assert (await studio.account()).left == 240
    assert len(studio.told) == 1
    second = await studio.finish(await studio.place(studio.order(model=SONIC)))
    assert second.state is JobState.DONE


def test_a_lost_answer_is_waited_for_longer_than_any_lease() -> None:
    assert leases.RENEW_EVERY * 2 < leases.LEASE < timedelta(minutes=2) < leases.LOST_TIMEOUT
