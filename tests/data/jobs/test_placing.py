"""What is known before an order is written down is what its tables say, whichever way it is asked for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from data import retirements
from data.guilds import default_models
from data.guilds.default_models import DefaultModels
from data.ids import GuildId, UserId
from data.jobs import placing, queries, queue, transitions
from data.jobs.placing import OrderFacts
from data.rows import FailureKind, JobState
from tests.data.making import GUILD, LEASE, NOW, OWNER, after, job_in, queued

if TYPE_CHECKING:
    from data.engine.database import Database
    from data.engine.transaction import Transaction

MEMBER = UserId(3)


async def facts(tx: Transaction, host: str = "api.musicapi.ai") -> OrderFacts:
    return await placing.facts(tx, host=host, guild_id=GUILD, user_id=MEMBER, retired_since=NOW - timedelta(days=1))


async def test_nothing_is_known_at_first(database: Database) -> None:
    nothing = OrderFacts(DefaultModels("", ""), frozenset(), 0, 0, 0)
    assert await database.read(facts) == nothing
    async with database.transaction() as tx:
        assert await facts(tx) == nothing


async def test_it_is_what_the_tables_say(database: Database) -> None:
    async with database.transaction() as tx:
        await default_models.set_for_member(tx, MEMBER, "sonic")
        await default_models.set_for_member(tx, UserId(4), "producer")
        await default_models.set_for_guild(tx, GUILD, "riffusion")
        for host, family in (("api.musicapi.ai", "nuro"), ("api.musicapi.ai", "sonic"), ("another", "producer")):
            await retirements.add(tx, host=host, family=family, operation="create", reason="gone", now=NOW)
        await job_in(tx, JobState.RUNNING)
        first, _, last = [await queued(tx) for _ in range(3)]
        known = await facts(tx)
        other = await facts(tx, "another")
    assert known.defaults == DefaultModels("sonic", "riffusion")
    assert known.retired == {("nuro", "create"), ("sonic", "create")}
    assert other.retired == {("producer", "create")}
    assert known.most_queued == last.id - first.id + 1 >= 3
    assert await database.write(facts) == await database.read(facts) == known


async def test_the_line_is_counted_for_the_guild_and_for_the_member_wherever_they_ask(database: Database) -> None:
    async with database.transaction() as tx:
        assert await job_in(tx, JobState.RUNNING, user_id=MEMBER)
        mine = [await queued(tx, user_id=MEMBER) for _ in range(2)]
        await queued(tx, user_id=UserId(4))
        elsewhere = await queued(tx, user_id=MEMBER, guild_id=GuildId(5))
        known = await facts(tx)
        assert (known.queued_of_guild, known.queued_of_member) == (3, 3)
        # What has its turn is in nobody's way any more, and what goes back waits again.
        for taken in (mine[0], elsewhere):
            assert await queue.take_turn(tx, taken.id, owner=OWNER, lease_until=LEASE, now=NOW)
        known = await facts(tx)
        assert (known.queued_of_guild, known.queued_of_member) == (2, 1)
        await queue.back_to_queue(tx, mine[0].id, now=NOW)
        known = await facts(tx)
        assert (known.queued_of_guild, known.queued_of_member) == (3, 2)
    assert await database.write(facts) == await database.read(facts) == known


async def test_the_line_is_counted_by_indexes_that_hold_the_line_alone(database: Database) -> None:
    async with database.transaction() as tx:
        for number in range(200):
            await queued(tx, guild_id=GuildId(number % 40 + 1), user_id=UserId(number % 50 + 1))
        if tx.dialect.name == "postgresql":
            await tx.execute(text("ANALYZE jobs"))
            await tx.execute(text("SET LOCAL enable_seqscan = off"))  # a table this small is read as a whole
        explain = "EXPLAIN QUERY PLAN" if tx.dialect.name == "sqlite" else "EXPLAIN"
        statement: Any = placing._facts._for(tx.dialect)
        written = statement.params(guild=GUILD, member=MEMBER, at_host="h", retired_since=NOW).compile(
            dialect=tx.dialect, compile_kwargs={"literal_binds": True}
        )
        plan = " ".join(str(row) for row in await tx.execute(text(f"{explain} {written}")))
    assert "jobs_queued_by_guild" in plan
    assert "jobs_queued_by_member" in plan


async def test_of_two_like_orders_each_finds_the_other_whichever_got_its_id_first(database: Database) -> None:
    async with database.transaction() as tx:
        first, second = await queued(tx), await queued(tx)
        assert first.id < second.id
        # On PostgreSQL, the second may have its hold and be committed while the first waits for the account.
        for job in (first, second):
            assert await queries.is_repeated(tx, job, since=after(-3))
            assert not await queries.is_repeated(tx, job, since=after(0))
        assert await transitions.fail(tx, second.id, FailureKind.CANCELLED, None, now=NOW)
        assert not await queries.is_repeated(tx, first, since=after(-3))
        assert await queries.is_repeated(tx, second, since=after(-3))
