"""Which shards a process takes and keeps, before the gateway that Discord says there is."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.gateway import reconnect
from bot.gateway.client import point_at
from bot.gateway.shard_leases import RENEW_EVERY, Gateway
from data.engine.dialects import read_clock
from data.engine.process_lock import LockLost
from data.engine.unavailable import DatabaseLost
from data.processes import shards
from sandbox.world import Sandbox
from tests.bot.gateway.test_shard_connections import Quiet

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.gateway.client import Encore
    from data.engine.transaction import Transaction
    from tests.bot.conftest import Studio

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
LEASE = timedelta(seconds=reconnect.SHARD_LEASE)


@pytest.fixture
async def client() -> AsyncIterator[Encore]:
    """One that is logged in, where four shards are recommended."""
    base, built_in = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    async with Sandbox(shards=4, simulates_musicapi=False) as sandbox, Quiet() as client:
        point_at(sandbox.discord.api_url)
        await client.login(sandbox.world.token)
        yield client
        await client.close()
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, built_in


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


async def share(studio: Studio, client: Encore) -> tuple[Gateway, Clock]:
    """A gateway that has two of four shards, the others being another process's."""
    clock = Clock()
    gateway = Gateway(client, studio.context, elapsed=clock)
    application = client.application_id or 0

    async def take_two(tx: Transaction) -> None:
        now = await read_clock(tx, studio.context.now())
        await shards.want(tx, application, 4, now=now)
        await shards.claim(tx, application, owner="other", count=4, at_most=2, lease=LEASE, now=now)

    await studio.database.write(take_two)
    await gateway.take()
    assert len(gateway._held) == 2
    return gateway, clock


async def test_shards_of_a_claim_whose_answer_was_lost_are_kept_and_opened(
    studio: Studio, client: Encore, monkeypatch: pytest.MonkeyPatch
) -> None:
    gateway, clock = await share(studio, client)
    await studio.database.write(shards.release, client.application_id or 0, owner="other")
    write = studio.database.write_urgently

    async def lose_answer(*args: Any, **more: Any) -> Any:
        result = await write(*args, **more)
        if isinstance(result, shards.Claim) and result.shard_ids:
            raise DatabaseLost("the connection ended in the commit")
        return result

    with monkeypatch.context() as patch:
        patch.setattr(studio.database, "write_urgently", lose_answer)
        with pytest.raises(DatabaseLost):
            await gateway.tick()
    assert len(gateway._held) == 2
    clock.seconds += RENEW_EVERY + 0.1
    await gateway.tick()
    assert gateway._held == {0, 1, 2, 3}
    opened = [gateway._to_open.get_nowait()[0] for _ in range(gateway._to_open.qsize())]
    assert sorted(shard for taken in opened for shard in taken) == [0, 1, 2, 3]


async def test_shards_that_another_process_may_have_end_the_process(studio: Studio, client: Encore) -> None:
    gateway, clock = await share(studio, client)
    await studio.database.write(shards.release, client.application_id or 0, owner=studio.context.worker_id)
    clock.seconds += RENEW_EVERY + 0.1
    with pytest.raises(LockLost):
        await gateway.tick()
