"""The database in trouble: locked, full, restarted, demoted, cut off in a COMMIT. The bot goes on, or ends with a line
and goes on once it is started again; each song comes to its end once, and people are told in one sentence."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import resource
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.conftest import audio, open_stage
from tests.e2e.every_stage import PEOPLE, check_the_end, in_every_stage
from tests.e2e.fates import ImpatientSQLite, ShortOutages
from tests.e2e.postgresql_proxy import postgresql_proxy

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Generator

    from tests.e2e.conftest import Stage

CREATE = r"/create$"
POLL = r"/task/"
SEEDS = os.environ.get("SEEDS", "3").split()  # `make test-cuts` tries others
LIVES = 4
MANY_CREDITS = {"GUILD_MONTHLY_CREDITS": "5000"}


class Supervisor:
    """Starts the bot again whenever it ended because something broke, as Docker and systemd do."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._task = asyncio.create_task(self._supervise())
        self.codes: list[int] = []

    async def _supervise(self) -> None:
        while True:
            self.codes.append(await self._stage.bot.ended())
            await self._stage.soon(self._stage.sandbox.discord.gone())
            await self._stage.bot.start()

    async def end(self) -> None:
        """Let the bot alone; raises what went wrong."""
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task


@contextlib.asynccontextmanager
async def supervised(stage: Stage) -> AsyncGenerator[Supervisor]:
    """The bot is started again where it ends, and ends with 1 alone: nobody has to mend a setting."""
    supervisor = Supervisor(stage)
    try:
        yield supervisor
    finally:
        await supervisor.end()
    assert set(supervisor.codes) <= {1}
    if not stage.bot.running:
        await stage.bot.start()
    await stage.soon(stage.sandbox.discord.ready())


def path_of(stage: Stage) -> Path:
    return Path(stage.database_url.removeprefix("sqlite:///"))


@contextlib.contextmanager
def locked(stage: Stage) -> Generator[None]:
    """Another process writes, and does not end."""
    with contextlib.closing(sqlite3.connect(path_of(stage), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextlib.contextmanager
def full(stage: Stage) -> Generator[None]:
    """SQLite's log may not grow any more, as on a disk that is full."""
    _, most = resource.prlimit(stage.bot.pid, resource.RLIMIT_FSIZE)
    log = Path(f"{path_of(stage)}-wal")
    resource.prlimit(stage.bot.pid, resource.RLIMIT_FSIZE, (log.stat().st_size, most))
    yield
    if stage.bot.running:
        resource.prlimit(stage.bot.pid, resource.RLIMIT_FSIZE, (most, most))


TROUBLES = {"locked": locked, "full": full}


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with open_stage(tmp_path, fate=ImpatientSQLite(0.3)) as opened:
        yield opened


async def told_privately(stage: Stage) -> str:
    """Ask for a song, and return the sentence that the person alone gets."""
    message = (await stage.ask().answered()).message
    assert message is not None, stage.log()
    assert message.private_to == stage.person().user.id
    return message.content


@pytest.mark.promise(key="database-trouble")
@pytest.mark.parametrize("trouble", TROUBLES)
async def test_who_asks_while_nothing_can_be_written_is_told_so_and_charged_nothing(
    tmp_path: Path, trouble: str
) -> None:
    async with open_stage(tmp_path, fate=ImpatientSQLite(0.3, idle=True), answer_deadline=30.0) as stage:
        await stage.song("noah")  # all that a start writes is written
        await stage.settled()  # and all that this song does
        with TROUBLES[trouble](stage):
            said = await told_privately(stage)
            assert "No credit is lost" in said
            assert said.count("\n") == 1
        assert len(audio(await stage.song())) == 2  # of the bot that was in trouble
        assert ((await stage.account()).spent, stage.creates()) == (24, 2)


@pytest.mark.promise(key="database-trouble")
@pytest.mark.parametrize("trouble", TROUBLES)
async def test_a_song_whose_end_cannot_be_written_down_comes_once_it_can_be(stage: Stage, trouble: str) -> None:
    pause = stage.sandbox.musicapi.trouble.pause("GET", POLL, "after")
    stage.sandbox.vendor.orders.time_next_task(1, 1)
    asked = stage.ask()
    await stage.soon(pause.reached())
    with TROUBLES[trouble](stage):
        pause.release()
        assert await stage.soon(stage.bot.ended()) == 1
        (line,) = stage.lines("bot stopped_by_error")
        assert "OperationalError" in line
    await stage.start()
    message = await stage.finished(asked)
    assert len(audio(message)) == 2
    assert stage.songs_in() == [message]
    assert ((await stage.account()).spent, stage.creates()) == (12, 1)


@pytest.mark.promise(key="database-trouble")
@pytest.mark.parametrize("trouble", TROUBLES)
async def test_an_answer_that_was_paid_for_is_written_down_as_soon_as_it_can_be(stage: Stage, trouble: str) -> None:
    pause = stage.sandbox.musicapi.trouble.pause("POST", CREATE, "after")
    asked = stage.ask()
    await stage.soon(pause.reached())
    with TROUBLES[trouble](stage):
        pause.release()
        # Four tries last longer than a stop would wait; by then the bot has ended all else, and waits for this alone.
        await stage.logged("bot.workers.submitter create_unwritten", count=5 if trouble == "locked" else 1)
    async with supervised(stage):
        assert len(audio(await stage.finished(asked))) == 2
    assert ((await stage.account()).spent, stage.creates()) == (12, 1)


async def test_a_start_while_the_file_is_locked_ends_with_a_line_and_the_next_one_works(stage: Stage) -> None:
    await stage.bot.stop()
    with locked(stage):
        await stage.bot.start()
        assert await stage.soon(stage.bot.ended()) == 1
    assert "locked" in stage.bot.last_words()
    await stage.start()
    assert len(audio(await stage.song())) == 2


# PostgreSQL


@contextlib.asynccontextmanager
async def stopped(server: Any) -> AsyncGenerator[None]:
    """The server was stopped, and is started again."""
    await asyncio.to_thread(server.stop)
    try:
        yield
    finally:
        await asyncio.to_thread(server.ensure_postgres_running)


@contextlib.asynccontextmanager
async def demoted(server: Any) -> AsyncGenerator[None]:
    """The server takes no writes, as where another one has taken its place; later it is the first one again."""
    set_to = "SET default_transaction_read_only = off; ALTER SYSTEM SET default_transaction_read_only = {}; "
    await asyncio.to_thread(server.psql, set_to.format("on") + "SELECT pg_reload_conf();")
    try:
        yield
    finally:
        await asyncio.to_thread(server.psql, set_to.format("off") + "SELECT pg_reload_conf();")


@pytest.mark.promise(key="database-trouble")
@pytest.mark.parametrize("new_database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("trouble", [stopped, demoted])
async def test_a_bot_lives_through_an_outage_of_its_server_and_brings_each_song_to_its_end_once(
    new_database_url: str, postgresql_server: Any, tmp_path: Path, trouble: Any
) -> None:
    async with open_stage(tmp_path, env=MANY_CREDITS, database_url=new_database_url) as stage:
        await in_every_stage(stage)
        pid, sessions = stage.bot.pid, list(stage.sandbox.discord.gateway.sessions)
        async with trouble(postgresql_server):
            await stage.logged("data.engine.outage database_lost")
            if trouble is stopped:  # one that is demoted tells its sessions one by one: an order may be written down
                assert "No credit is lost" in await told_privately(stage)
        await check_the_end(stage)
        assert (stage.bot.running, stage.bot.pid) == (True, pid)
        assert stage.sandbox.discord.gateway.sessions == sessions  # none of a day's sessions was begun
        assert stage.lines("data.engine.outage database_back")
        assert not stage.lines("never retrieved")


@pytest.mark.promise(key="database-trouble")
@pytest.mark.parametrize("new_database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("trouble", [stopped, demoted])
async def test_a_server_that_was_away_for_long_finds_every_song_brought_to_its_end_once(
    new_database_url: str, postgresql_server: Any, tmp_path: Path, trouble: Any
) -> None:
    short = ShortOutages(1.0)
    async with open_stage(tmp_path, env=MANY_CREDITS, database_url=new_database_url, fate=short) as stage:
        await in_every_stage(stage)
        known = len(stage.lines(" job_queued "))
        async with trouble(postgresql_server):
            asked = stage.ask("noah", prompt="meanwhile")
            assert await stage.soon(stage.bot.ended()) == 1
            # A server that is demoted tells its sessions one by one: until then, an order is written down and shown.
            is_public = asked.message is not None and asked.message.private_to is None
            assert not is_public or len(stage.lines(" job_queued ")) > known
            for _ in range(2):  # whoever supervises it does not wait for the server
                await stage.bot.start()
                assert await stage.soon(stage.bot.ended()) == 1
            ends = ("bot stopped_by_error", "bot database_away")
            assert sum(len(stage.lines(end)) for end in ends) >= 3
        await stage.start()
        await check_the_end(stage)


@pytest.mark.promise(key="database-trouble")
@pytest.mark.parametrize("new_database_url", ["postgresql"], indirect=True)
async def test_an_order_whose_commit_was_cut_off_is_made_once_and_its_card_is_shown(
    new_database_url: str, tmp_path: Path
) -> None:
    async with (
        postgresql_proxy(new_database_url) as proxy,
        open_stage(tmp_path, database_url=proxy.url) as stage,
    ):
        for number, after in enumerate((True, False), 1):
            words = f"a song of the cut, number {number}"
            proxy.order(after=after, words=words)
            asked = stage.ask(prompt=words)
            await stage.soon(proxy.cut.wait())
            message = await stage.finished(asked)
            assert message.private_to is None
            assert asked.followups == []
            assert ((await stage.account()).spent, stage.creates()) == (12 * number, number)
        assert len(stage.songs_in()) == 2
        assert len(stage.lines("cogs.orders order_again")) == 2


@pytest.mark.promise(key="database-trouble")
@pytest.mark.parametrize(("new_database_url", "seed"), [("postgresql", 3)], indirect=["new_database_url"])
async def test_cut_off_at_any_commit_each_song_comes_to_its_end_once(
    new_database_url: str, tmp_path: Path, seed: str
) -> None:
    chance = random.Random(seed)
    async with (
        postgresql_proxy(new_database_url) as proxy,
        open_stage(tmp_path, env=MANY_CREDITS, database_url=proxy.url) as stage,
        supervised(stage),
    ):
        stage.may_lose_the_pace = True
        await in_every_stage(stage)
        for life in range(LIVES):
            proxy.order(chance.randint(1, 12), after=chance.random() < 0.5)
            for number in range(3):
                stage.ask(PEOPLE[number % 3], prompt=f"life {life} song {number}")
            await stage.soon(proxy.cut.wait())
        await check_the_end(stage)
