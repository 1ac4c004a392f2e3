"""Key-values, heartbeats, retirements, webhooks, rate limits, guilds' allowances and default models."""

from __future__ import annotations

import asyncio
import contextvars
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from data import key_values, ledger, retirements, tables, webhooks
from data.guilds import default_models
from data.guilds.default_models import DefaultModels
from data.ids import GuildId, InteractionId, UserId
from data.messages import deferrals
from data.messages.deferrals import Deferral
from data.processes import heartbeats, rate_limits
from data.processes.rate_limits import Granted, NotBefore
from data.rows import Account
from tests.data.making import GUILD, KEY, MONTH, NOW, after, set_allowance

if TYPE_CHECKING:
    from sqlalchemy import Table

    from data.engine.database import Database
    from data.engine.transaction import Transaction


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)  # SQLite lets one write at a time
async def test_a_value_that_is_removed_while_another_one_is_kept_makes_room_for_it(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    insert_once = key_values.insert_once

    async def remove() -> None:
        async with database.transaction() as other:
            await key_values.remove(other, ["posting"])

    async def insert_and_be_overtaken(tx: Transaction, table: Table, **values: Any) -> Any:
        row = await insert_once(tx, table, **values)
        if row is None:
            await asyncio.create_task(remove(), context=contextvars.Context())
        return row

    async with database.transaction() as tx:
        await key_values.put(tx, "posting", "theirs")
    monkeypatch.setattr(key_values, "insert_once", insert_and_be_overtaken)
    async with database.transaction() as tx:
        assert await key_values.keep(tx, "posting", "ours") == "ours"


async def test_facts_are_replaced(database: Database) -> None:
    async with database.transaction() as tx:
        assert await key_values.get(tx, "commands") is None
        await key_values.put(tx, "commands", "a")
        await key_values.put(tx, "commands", "b")
        await key_values.put(tx, "other", "c")
        assert await key_values.get(tx, "commands") == "b"


async def test_a_fact_that_is_kept_is_the_first_however_many_come_at_once(database: Database) -> None:
    async def keep(value: str) -> str:
        async with database.transaction() as tx:
            return await key_values.keep(tx, "key", value)

    kept = await asyncio.gather(*map(keep, "abcdef"))
    assert len(set(kept)) == 1
    async with database.reading() as tx:
        assert await key_values.get(tx, "key") == kept[0]


async def test_the_last_heartbeat_counts(database: Database) -> None:
    async with database.transaction() as tx:
        assert await heartbeats.last(tx, "w") is None
        await heartbeats.beat(tx, worker_id="w", now=NOW)
        await heartbeats.beat(tx, worker_id="w", now=after(1))
        await heartbeats.beat(tx, worker_id="x", now=after(2))
        assert await heartbeats.last(tx, "w") == after(1)


async def test_a_worker_that_was_not_alive_for_a_week_is_forgotten(database: Database) -> None:
    for number, moment in enumerate([NOW, NOW + timedelta(days=3), NOW + timedelta(days=8)]):
        await database.write(heartbeats.beat, worker_id=f"pod-{number}", now=moment)
    async with database.reading() as tx:
        assert [worker_id for worker_id, _ in await heartbeats.every(tx)] == ["pod-2", "pod-1"]


async def test_a_retirement_is_news_once_and_per_host(database: Database) -> None:
    async with database.transaction() as tx:
        news = [
            await retirements.add(tx, host=host, family="sonic", operation="cover", reason="410\x00", now=NOW)
            for host in ("a", "a", "b")
        ]
        await retirements.add(tx, host="a", family="sonic", operation="create", reason="", now=NOW)
        assert news == [True, False, True]
        assert await retirements.known(tx, host="a") == {("sonic", "cover"), ("sonic", "create")}
        assert await retirements.known(tx, host="c") == frozenset()


async def test_of_two_that_saw_an_old_refusal_one_takes_the_trial(database: Database) -> None:
    what = {"host": "musicapi", "family": "sonic", "operation": "cover"}
    async with database.transaction() as tx:
        await retirements.add(tx, **what, reason="410", now=NOW - timedelta(days=2))
    taken = list[bool]()
    for _ in range(2):  # what the second one saw was true until the first one had written
        async with database.transaction() as tx:
            taken.append(await retirements.take_trial(tx, **what, since=NOW - timedelta(days=1), now=NOW))
    assert taken == [True, False]


async def test_the_pace_grants_one_create_per_interval(database: Database) -> None:
    three = timedelta(seconds=3)
    async with database.transaction() as tx:
        assert await rate_limits.acquire(tx, KEY, now=NOW, interval=three) == Granted()
        assert await rate_limits.acquire(tx, KEY, now=after(1), interval=three) == NotBefore(after(3))
        assert await rate_limits.acquire(tx, KEY, now=after(2.999999), interval=three) == NotBefore(after(3))
        assert await rate_limits.acquire(tx, KEY, now=after(3), interval=three) == Granted()
        assert await rate_limits.acquire(tx, KEY, now=after(3), interval=three) == NotBefore(after(6))


async def test_no_interval_is_no_pacing(database: Database) -> None:
    async with database.transaction() as tx:
        for _ in range(3):
            assert await rate_limits.acquire(tx, KEY, now=NOW, interval=timedelta(0)) == Granted()


async def test_a_push_back_holds_and_never_shortens(database: Database) -> None:
    async with database.transaction() as tx:
        await rate_limits.push_back(tx, KEY, until=after(60))
        await rate_limits.push_back(tx, KEY, until=after(30))
        assert await rate_limits.acquire(tx, KEY, now=after(59), interval=timedelta(0)) == NotBefore(after(60))
        assert await rate_limits.acquire(tx, KEY, now=after(60), interval=timedelta(0)) == Granted()


async def test_an_unknown_guild_has_a_fresh_month(database: Database) -> None:
    async with database.reading() as tx:
        assert await ledger.account(tx, GUILD, MONTH, default_allowance=240) == Account(GUILD, MONTH, 240, 0, 0)


async def test_an_allowance_can_be_set_and_taken_back(database: Database) -> None:
    async with database.transaction() as tx:
        for allowance, expected in ((5, 5), (0, 0), (None, 240)):
            await set_allowance(tx, allowance)
            account = await ledger.account(tx, GUILD, MONTH, default_allowance=240)
            assert account.allowance == expected
        assert (await ledger.account(tx, GuildId(GUILD + 1), MONTH, default_allowance=240)).allowance == 240


async def test_a_negative_allowance_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.transaction() as tx:
            await set_allowance(tx, -1)


async def test_a_moment_from_before_the_clock_was_set_back_holds_nobody_up(database: Database) -> None:
    three, minute = timedelta(seconds=3), timedelta(minutes=1)
    async with database.transaction() as tx:
        await rate_limits.push_back(tx, KEY, until=after(3600))
        assert await rate_limits.acquire(tx, KEY, now=after(3540), interval=three, furthest=minute) == NotBefore(
            after(3600)
        )
        assert await rate_limits.acquire(tx, KEY, now=NOW, interval=three, furthest=minute) == Granted()
        assert await rate_limits.acquire(tx, KEY, now=after(1), interval=three, furthest=minute) == NotBefore(after(3))


async def test_a_default_model_can_be_named_and_taken_back(database: Database) -> None:
    async with database.transaction() as tx:
        assert await default_models.get(tx, guild_id=GUILD, user_id=UserId(3)) == DefaultModels("", "")
        for model in ("sonic/sonic-v5", "riffusion", None):
            await default_models.set_for_member(tx, UserId(3), model)
            assert await default_models.get(tx, guild_id=GUILD, user_id=UserId(3)) == DefaultModels(model or "", "")
        await default_models.set_for_member(tx, UserId(3), "sonic")
        for model in ("producer", None):
            await default_models.set_for_guild(tx, GUILD, model)
            assert await default_models.get(tx, guild_id=GUILD, user_id=UserId(3)) == DefaultModels(
                "sonic", model or ""
            )
            assert await default_models.get(tx, guild_id=GUILD, user_id=UserId(4)) == DefaultModels("", model or "")


async def test_a_default_model_and_an_allowance_leave_each_other_alone(database: Database) -> None:
    async with database.transaction() as tx:
        await set_allowance(tx, 5)
        await default_models.set_for_guild(tx, GUILD, "sonic")
        assert (await ledger.account(tx, GUILD, MONTH, default_allowance=240)).allowance == 5
        await set_allowance(tx, None)
        assert (await default_models.get(tx, guild_id=GUILD, user_id=UserId(3))).server == "sonic"


async def test_a_callback_is_new_once(database: Database) -> None:
    async with database.transaction() as tx:
        news = [await webhooks.record_once(tx, name, now=NOW) for name in ("a", "a", "b", "a\x00\ud800", "a\x00\ud800")]
    assert news == [True, False, True, True, False]


async def test_a_callback_that_comes_many_times_at_once_is_new_once(database: Database) -> None:
    async def arrive() -> bool:
        async with database.transaction() as tx:
            return await webhooks.record_once(tx, "a", now=NOW)

    assert (await asyncio.gather(*(arrive() for _ in range(10)))).count(True) == 1


async def test_callbacks_are_remembered_for_a_day(database: Database) -> None:
    day = 24 * 60 * 60
    async with database.transaction() as tx:
        assert await webhooks.record_once(tx, "a", now=NOW)
        assert await webhooks.record_once(tx, "b", now=after(1))
        assert not await webhooks.record_once(tx, "a", now=after(day - 1))
        assert await webhooks.record_once(tx, "a", now=after(day))
        assert not await webhooks.record_once(tx, "b", now=after(day))
        kept = await tx.execute(select(tables.webhooks.c.webhook_id).order_by(tables.webhooks.c.webhook_id))
        assert kept.scalars().all() == ["a", "b"]


async def test_who_waits_for_an_answer_is_remembered_while_it_can_be_given(database: Database) -> None:
    waiting = [
        Deferral(InteractionId(number), f"token {number}", owner, NOW - timedelta(minutes=minutes))
        for number, owner, minutes in ((1, "w1", 14), (2, "w1", 1), (3, "w2", 4), (4, "w2", 1))
    ]
    async with database.transaction() as tx:
        for each in (*waiting, waiting[0]):
            await deferrals.add(tx, each)
    async with database.transaction() as tx:
        found = await deferrals.find_interrupted(tx, owners=["w1"], older_than=NOW - timedelta(minutes=3))
        assert sorted(found, key=lambda each: each.interaction_id) == waiting[:3]
        await deferrals.remove(tx, waiting[1])
        await deferrals.forget_old(tx, now=NOW + timedelta(minutes=2))
        found = await deferrals.find_interrupted(tx, owners=["w1"], older_than=NOW)
        assert sorted(found, key=lambda each: each.interaction_id) == waiting[2:]
