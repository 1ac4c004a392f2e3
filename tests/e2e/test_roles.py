"""Many processes of one bot on PostgreSQL: gateways share Discord's shards, workers make the songs; on SQLite, one."""

from __future__ import annotations

import asyncio
import os
import signal
from collections import Counter
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from bot.gateway.reconnect import APART
from data import tables
from data.jobs import queries
from sandbox.world import Sandbox
from tests.e2e.conftest import SPEED, Stage, audio
from tests.e2e.forked_bot import ForkedBot
from tests.e2e.test_database_trouble import stopped
from tests.e2e.test_two_processes import LEASE, asked_of_discord, said_by
from tests.e2e.test_upload import recording

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from data.rows import Job
    from sandbox.discord.entities import Channel
    from sandbox.discord.invocations import Invocation

ON_POSTGRESQL = pytest.mark.parametrize("new_database_url", ["postgresql"], indirect=True)
pytestmark = pytest.mark.timeout(300)

OUTAGE_LEASE = 6.0  # seconds: so long that a busy machine renews in time, and so short that an outage is longer
STEP = 22  # bits of a snowflake below its milliseconds, by which a server finds its shard
MOST_SHARDS = 4


class Fleet:
    """Processes of one bot in one world, with a server for each shard."""

    def __init__(self, world: Sandbox, folder: Path, database_url: str, stack: AsyncExitStack, lease: float) -> None:
        self.world, self.folder, self.database_url = world, folder, database_url
        self._stack, self._lease = stack, lease
        self.bots: dict[str, ForkedBot] = {}
        self.channels = [self._server(shard) for shard in range(MOST_SHARDS)]
        self.stage: Stage

    async def start(self, name: str, role: str = "", *, apart: float = 0.0, **env: str) -> ForkedBot:
        """Begin a process; what it says later is waited for by `said`."""
        settings = self.world.env(database_url=self.database_url, WORKER_ID=name, **env)
        bot = ForkedBot(settings, self.folder / f"{name}.log", role=role, apart=apart, lease=self._lease)
        if not self.bots:
            self.stage = Stage(self.world, bot, self.database_url)
            self._stack.push_async_callback(self.stage.close)
        else:
            bot.listeners.append(self.stage._notice)
        self.bots[name] = bot
        await self._stack.enter_async_context(bot)
        return bot

    async def said(self, name: str, words: str) -> None:
        """Wait until this process logs these words."""
        await said_by(self.stage, self.bots[name], words)

    def log(self, name: str) -> str:
        return self.bots[name].log.read_text()

    async def all_shards(self, count: int) -> None:
        """Wait until somebody listens on each of so many shards."""
        gateway = self.world.discord.gateway

        def listens() -> bool:
            connected = [session for session in gateway.sessions if session.is_connected and session.shards == count]
            return {session.shard for session in connected} == set(range(count))

        await self.stage.soon(gateway.until(listens))

    def ask(self, shard: int, prompt: str) -> Invocation:
        """Type `/song` in the server of this shard."""
        return self.stage.ask("mia", where=self.channels[shard], prompt=prompt)

    async def finish(self, asked: list[Invocation]) -> None:
        """Wait for these songs, each of which is one message with two clips."""
        messages = await asyncio.gather(*(self.stage.finished(one) for one in asked))
        assert [len(audio(message)) for message in messages] == [2] * len(asked)
        assert len({message.id for message in messages}) == len(asked)

    def answers(self) -> Counter[str]:
        """How often each interaction was answered."""
        return Counter(request.path for request in asked_of_discord(self.stage, "POST", "/callback"))

    async def jobs(self) -> list[Job]:
        async with (await self.stage.database()).reading() as tx:
            return await queries.many(tx, select(tables.jobs))

    def _server(self, shard: int) -> Channel:
        world = self.world.world
        ms = (world.ids.next() >> STEP) // MOST_SHARDS * MOST_SHARDS - 1_000 * MOST_SHARDS + shard
        guild = world.add_guild(f"Server {shard}", self.world.admin, [self.world.mia], guild_id=ms << STEP)
        return world.add_channel(guild, "songs")


@asynccontextmanager
async def open_fleet(folder: Path, database_url: str, *, lease: float = LEASE, **world: Any) -> AsyncGenerator[Fleet]:
    async with AsyncExitStack() as stack:
        sandbox = await stack.enter_async_context(
            Sandbox(**{"speed": SPEED, "clip_seconds": 2.0, "identify_interval": 0.0, "answer_deadline": 40.0, **world})
        )
        fleet = Fleet(sandbox, folder, database_url, stack, lease)
        yield fleet
        assert "Traceback" not in "".join(fleet.log(name) for name in fleet.bots)


@pytest.mark.promise(key="answered-once")
@ON_POSTGRESQL
async def test_gateways_share_shards_a_standby_takes_over_and_a_worker_posts_what_they_took(
    new_database_url: str, tmp_path: Path
) -> None:
    async with open_fleet(tmp_path, new_database_url, shards=4) as fleet:
        first = await fleet.start("first", "gateway", SHARDS_PER_PROCESS="2")
        await fleet.said("first", "shards_taken worker=first shards=0,1 count=4")
        await fleet.start("second", "gateway", SHARDS_PER_PROCESS="2")
        await fleet.said("second", "shards_taken worker=second shards=2,3 count=4")
        await fleet.start("spare", "gateway")
        await fleet.said("spare", "gateway_taken by=first,second")
        await fleet.all_shards(4)

        asked = [fleet.ask(shard, f"song {shard}") for shard in range(4)]
        assert [(await one.answered()).failed for one in asked] == [False] * 4
        assert [job.owner for job in await fleet.jobs()] == [None] * 4  # and nobody makes them yet
        assert fleet.stage.creates() == 0
        await fleet.start("worker", "worker")
        await fleet.finish(asked)

        pause = fleet.world.discord.trouble.pause("GET", r"/(ephemeral-)?attachments/", "before")
        given = {"rights": True, "file": ("a.wav", recording(8))}
        thinking = fleet.stage.person().type_command(fleet.channels[0].id, "upload", given)
        await fleet.stage.soon(pause.reached())
        await first.kill()
        pause.drop()
        await fleet.said("spare", "gateway_taken_over worker=spare shards=0,1 count=4")
        await fleet.all_shards(4)
        again = [fleet.ask(shard, f"another {shard}") for shard in range(4)]
        await fleet.finish(again)
        told = await fleet.stage.shown(thinking)
        assert told.content == "Encore was stopped in the middle of this. Ask again.\n-# Nothing was charged."
        assert set(fleet.answers().values()) == {1}
        assert (len(fleet.answers()), fleet.stage.accepted()) == (9, 8)
        assert len(asked_of_discord(fleet.stage, "PUT", "/commands")) == 1

        made = [name for name in fleet.bots if " create_accepted " in fleet.log(name)]
        posted = [name for name in fleet.bots if " job_delivered " in fleet.log(name)]
        assert (made, posted) == (["worker"], ["worker"])
        assert " shards_taken " not in fleet.log("worker")
        for name in ("second", "worker"):  # each part of it ends in order as well
            assert await fleet.bots[name].stop() == 0
        await fleet.said("spare", "shards_taken worker=spare shards=2,3 count=4")


@pytest.mark.promise(key="answered-once")
@ON_POSTGRESQL
async def test_more_shards_are_taken_without_a_stop_and_nothing_is_answered_twice(
    new_database_url: str, tmp_path: Path
) -> None:
    async with open_fleet(tmp_path, new_database_url, lease=60.0, shards=2, answer_deadline=15.0) as fleet:
        await fleet.start("first", SHARDS_PER_PROCESS="2")
        await fleet.said("first", "ready user=")
        assert not (await fleet.ask(3, "before").answered()).failed
        fleet.world.world.shards = 4  # as Discord recommends from now on
        await fleet.start("second", SHARDS_PER_PROCESS="2")
        asked: list[Invocation] = []
        moved = asyncio.create_task(fleet.all_shards(4))
        while not moved.done():
            asked.append(fleet.ask(len(asked) % 4, f"song {len(asked)}"))
            await asyncio.wait([moved], timeout=0.5)
        await moved
        await fleet.said("first", "shard_count_changes from=2 to=4")
        after = [fleet.ask(shard, f"after {shard}") for shard in range(4)]
        assert [(await one.answered()).failed for one in after] == [False] * 4
        during = [(await one.answered()).failed for one in asked]
        heard = 1 + during.count(False) + 4  # the others read that the application did not respond
        answers = fleet.answers()
        assert set(answers.values()) == {1}
        assert heard <= len(answers) <= 1 + len(asked) + 4  # a busy machine may answer one too late
        assert len(await fleet.jobs()) <= len(answers)
        counts = {session.shards for session in fleet.world.discord.gateway.sessions if session.is_connected}
        assert counts == {4}


@pytest.mark.promise(key="answered-once")
@ON_POSTGRESQL
async def test_one_that_was_suspended_for_longer_than_its_leases_answers_nothing(
    new_database_url: str, tmp_path: Path
) -> None:
    async with open_fleet(tmp_path, new_database_url) as fleet:
        first = await fleet.start("first", "gateway")
        await fleet.said("first", "ready user=")
        await fleet.start("second", "gateway")
        await fleet.said("second", "gateway_taken by=first")
        os.kill(first.pid, signal.SIGSTOP)
        try:
            await fleet.said("second", "ready user=")
            asked = fleet.ask(0, "heard by both")
            assert not (await asked.answered()).failed
        finally:
            os.kill(first.pid, signal.SIGCONT)
        assert await fleet.stage.soon(first.ended()) == 1
        assert " stopped_by_error " in fleet.log("first")
        assert list(fleet.answers().values()) == [1]
        assert len(await fleet.jobs()) == 1


@pytest.mark.promise(key="answered-once")
@ON_POSTGRESQL
async def test_shards_whose_leases_end_while_the_database_is_away_are_let_go_and_their_sessions_go_on(
    new_database_url: str, postgresql_server: Any, tmp_path: Path
) -> None:
    async with open_fleet(tmp_path, new_database_url, lease=OUTAGE_LEASE, shards=4) as fleet:
        gateway = fleet.world.discord.gateway
        for name, shards in (("first", "0,1"), ("second", "2,3")):
            await fleet.start(name, "gateway", SHARDS_PER_PROCESS="2")
            await fleet.said(name, f"shards_taken worker={name} shards={shards} count=4")
        await fleet.all_shards(4)
        starts = fleet.world.world.session_starts
        begun, pids = starts.remaining, [bot.pid for bot in fleet.bots.values()]
        async with stopped(postgresql_server):
            for name, shards in (("first", "0,1"), ("second", "2,3")):
                await fleet.said(name, f"shards_paused shards={shards}")
            await fleet.stage.soon(gateway.until(lambda: not any(each.is_connected for each in gateway.sessions)))
        await fleet.all_shards(4)
        asked = [fleet.ask(shard, f"song {shard}") for shard in range(4)]
        assert [(await one.answered()).failed for one in asked] == [False] * 4
        assert set(fleet.answers().values()) == {1}
        assert starts.remaining == begun  # none of a day's sessions was begun
        assert [bot.pid for bot in fleet.bots.values() if bot.running] == pids
        assert not [name for name in fleet.bots if " stopped_by_error " in fleet.log(name)]


@ON_POSTGRESQL
async def test_processes_begin_their_sessions_apart_and_use_up_no_day(new_database_url: str, tmp_path: Path) -> None:
    sharding: dict[str, Any] = {"shards": 4, "max_concurrency": 2, "identify_interval": 2.0}
    async with open_fleet(tmp_path, new_database_url, **sharding) as fleet:
        starts, two = fleet.world.world.session_starts, {"SHARDS_PER_PROCESS": "2"}
        starts.resets_at = fleet.world.clock.now() + 3600.0
        await asyncio.gather(*(fleet.start(name, "gateway", apart=APART, **two) for name in ("first", "second")))
        await fleet.all_shards(4)
        # Granted 5.5 seconds apart; a busy machine may send the first of two late, which two seconds allow for.
        assert (fleet.world.discord.gateway.authenticator.came_too_soon, starts.remaining) == (0, starts.total - 4)
        starts.remaining = 10  # as after a day in which connections broke all the time
        await fleet.bots["second"].kill()
        third = await fleet.start("third", "gateway", apart=APART, **two)
        await fleet.said("third", "session_waits shard=")
        assert len([line for line in fleet.log("third").splitlines() if " session_waits " in line]) <= 2
        assert starts.remaining == 10
        assert await third.stop() == 0


async def test_sqlite_takes_one_process_and_its_commands(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/encore.db"
    async with open_fleet(tmp_path, url) as fleet:
        await fleet.start("first")
        await fleet.said("first", "ready user=")
        for name, role in (("second", ""), ("gate", "gateway"), ("worker", "worker")):
            refused = await fleet.start(name, role)
            assert await fleet.stage.soon(refused.ended()) == 3
            (line,) = fleet.log(name).splitlines()
            assert " sqlite_takes_one_process fix=" in line
            assert "use PostgreSQL (DATABASE_URL)" in line
        check = await fleet.start("check", "check")
        assert await fleet.stage.soon(check.ended()) == 0
        assert len(audio(await fleet.stage.song())) == 2
