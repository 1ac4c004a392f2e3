"""MusicAPI out of credits, or away: nothing is taken in, the line keeps its places, and it ends by itself."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import PersonError, Problem
from bot.workers.vendor_stops import SHORTEST_STOP
from data.jobs import queries
from data.rows import JobState
from sandbox.wire.exchange import json_answer
from tests.bot.conftest import GUILD, OTHER_GUILD, open_studio

if TYPE_CHECKING:
    from data.rows import Job
    from tests.bot.conftest import Studio

CREATE = r"/create$"
EMPTY = json_answer(402, {"type": "insufficient_credits", "error": "empty"})


async def refusal(studio: Studio) -> Any:
    """Why an order is refused, of which nothing stays."""
    before = await studio.account()
    with pytest.raises(PersonError) as refused:
        await studio.place(studio.order())
    assert await studio.account() == before
    return refused.value.problem


async def in_line(studio: Studio) -> list[Job]:
    """Jobs of two guilds in line: one, the other, and one again."""
    guilds = (GUILD, OTHER_GUILD, GUILD)
    return [
        await studio.place(studio.order(f"song {number}", guild_id=guild_id)) for number, guild_id in enumerate(guilds)
    ]


async def places(studio: Studio, jobs: list[Job]) -> list[int | None]:
    found = [await studio.queries.job_status(job.id) for job in jobs]
    return [status.place if status else None for status in found]


async def test_an_empty_account_stops_what_comes_and_keeps_what_waits(studio: Studio) -> None:
    await studio.song()  # so that the guilds had turns before
    jobs = await in_line(studio)
    before = await places(studio, jobs)
    assert set(before) == {1, 2, 3}
    studio.transport.trouble.answer_instead("POST", CREATE, EMPTY, times=2)
    await studio.create()
    assert await places(studio, jobs) == before
    assert [(await studio.job(job.id)).state for job in jobs] == [JobState.QUEUED] * 3
    assert await refusal(studio) is Problem.VENDOR_STOPPED
    posts = studio.posts("/create")
    studio.clock.advance(SHORTEST_STOP.total_seconds() - 1)
    await studio.create()
    assert studio.posts("/create") == posts  # not even asked
    studio.clock.advance(1)
    await studio.create()
    assert studio.posts("/create") == posts + 1
    assert await places(studio, jobs) == before
    assert await refusal(studio) is Problem.VENDOR_STOPPED
    assert [told for told in studio.told if "refuses the account" in told] == studio.told
    assert len(studio.told) == 1
    studio.clock.advance(SHORTEST_STOP.total_seconds())
    await studio.create()
    await studio.place(studio.order("taken in again"))
    assert [(await studio.finish(job)).state for job in jobs] == [JobState.DONE] * 3
    assert len(studio.told) == 2
    assert "takes songs again" in studio.told[1]


async def test_every_process_knows_of_it_and_one_tells_the_operator(studio: Studio) -> None:
    async with open_studio(studio.database, beside=studio, worker_id="another") as another:
        first, second = (
            await studio.place(studio.order()),
            await another.place(another.order("pop", guild_id=OTHER_GUILD)),
        )
        studio.transport.trouble.answer_instead("POST", CREATE, EMPTY, times=2)
        await studio.create()
        assert await refusal(another) is Problem.VENDOR_STOPPED
        studio.clock.advance(SHORTEST_STOP.total_seconds())
        await another.create()
        assert await refusal(studio) is Problem.VENDOR_STOPPED
        assert len(studio.told + another.told) == 1
        studio.clock.advance(SHORTEST_STOP.total_seconds())
        await another.create()
        await studio.place(studio.order("taken in again"))
        assert len(studio.told + another.told) == 2
        async with studio.database.reading() as tx:
            states = [job.state for job in await queries.by_ids(tx, [first.id, second.id])]
        assert JobState.RUNNING in states


async def test_an_order_finds_out_that_it_is_over_where_nobody_waits(studio: Studio) -> None:
    job = await studio.place(studio.order())
    studio.transport.trouble.answer_instead("POST", CREATE, EMPTY)
    await studio.create()
    assert await studio.lifecycle.cancel(job, "1")
    assert await refusal(studio) is Problem.VENDOR_STOPPED
    studio.clock.advance(SHORTEST_STOP.total_seconds())
    await studio.song("the first one again")


async def test_a_vendor_out_of_reach_stops_what_comes_once_it_is_no_hiccup(studio: Studio) -> None:
    studio.transport.unreachable = True
    job = await studio.place(studio.order())
    await studio.create()
    await studio.place(studio.order("one that did not hear of it"))
    assert studio.told == []
    studio.clock.advance(5)
    await studio.create()
    assert await refusal(studio) is Problem.VENDOR_STOPPED
    studio.clock.advance(600)
    await studio.create()
    assert await refusal(studio) is Problem.VENDOR_STOPPED
    assert len(studio.told) == 1
    studio.transport.unreachable = False
    studio.clock.advance(60)
    assert (await studio.finish(job)).state is JobState.DONE
    assert "takes songs again" in studio.told[-1]
    await studio.place(studio.order("taken in again"))


async def test_many_that_order_at_once_while_it_stops_hold_nothing(studio: Studio) -> None:
    job = await studio.place(studio.order())
    studio.transport.trouble.answer_instead("POST", CREATE, EMPTY)
    await studio.create()
    asked = [studio.place(studio.order(f"song {number}")) for number in range(20)]
    refused = await asyncio.gather(*asked, return_exceptions=True)
    assert [getattr(each, "problem", each) for each in refused] == [Problem.VENDOR_STOPPED] * 20
    assert (await studio.account()).held == job.price
