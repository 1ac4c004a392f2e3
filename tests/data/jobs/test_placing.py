"""What is known before an order is written down is what its tables say, whichever way it is asked for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from data import default_models, retirements
from data.default_models import DefaultModels
from data.ids import UserId
from data.jobs import placing
from data.jobs.placing import OrderFacts
from data.rows import JobState
from tests.data.making import GUILD, NOW, job_in, queued

if TYPE_CHECKING:
    from data.engine.database import Database
    from data.engine.transaction import Transaction

MEMBER = UserId(3)


async def facts(tx: Transaction, host: str = "api.musicapi.ai") -> OrderFacts:
    return await placing.facts(tx, host=host, guild_id=GUILD, user_id=MEMBER, retired_since=NOW - timedelta(days=1))


async def test_nothing_is_known_at_first(database: Database) -> None:
    nothing = OrderFacts(DefaultModels("", ""), frozenset(), 0)
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
