"""SIGTERM at any moment: the process ends by itself with code 0, and what anybody was promised comes all the same."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from filelock import FileLock
from sqlalchemy import text

from bot.process import shutdown
from data.rows import FailureKind, Job, JobState
from tests.e2e.conftest import Stage, audio, open_stage, with_files
from tests.e2e.fates import HurriedStop, StoppedAtImport, never_closes_its_database, says_that_it_migrates
from tests.e2e.test_crashes import AUDIO, CREATE, EDIT, POLL
from tests.e2e.test_two_processes import said_by, two_processes
from tests.e2e.test_upload import recording

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.forked_bot import ForkedBot

State = Callable[[Stage], AbstractAsyncContextManager[None]]
SUPERVISOR = 10.0  # seconds that Docker gives by default


async def stop(stage: Stage, bot: ForkedBot | None = None) -> None:
    """Send SIGTERM and nothing else, and wait until the process has ended by itself."""
    stopped = bot or stage.bot
    os.kill(stopped.pid, signal.SIGTERM)
    assert await stage.soon(stopped.ended()) == 0
    assert "Traceback" not in stopped.log.read_text()
    assert "stopped_by_error" not in stopped.log.read_text()


@pytest.fixture
async def hurried(tmp_path: Path) -> AsyncIterator[Stage]:
    """A bot that is ready, and that waits for little when it is to stop."""
    async with open_stage(tmp_path, fate=HurriedStop(), webhooks=True) as made:
        yield made


@asynccontextmanager
async def idle(_stage: Stage) -> AsyncGenerator[None]:
    yield


def held(side: str, method: str, path: str, **options: Any) -> State:
    """A song whose request of this kind is held for as long as the state lasts, and then dropped."""

    @asynccontextmanager
    async def state(stage: Stage) -> AsyncGenerator[None]:
        server = stage.sandbox.discord if side == "discord" else stage.sandbox.musicapi
        pause = server.trouble.pause(method, path, "before", options.get("where"))
        stage.ask()
        await stage.soon(pause.reached())
        yield
        pause.drop()

    return state


@asynccontextmanager
async def uploading(stage: Stage) -> AsyncGenerator[None]:
    """A recording that is being fetched, while somebody reads “thinking…”."""
    pause = stage.sandbox.discord.trouble.pause("GET", r"/(ephemeral-)?attachments/", "before")
    given = {"rights": True, "file": ("mine.wav", recording(8))}
    asked = stage.person().type_command(stage.sandbox.songs.id, "upload", given)
    await stage.soon(pause.reached())
    yield
    pause.drop()
    del asked


@asynccontextmanager
async def being_called(stage: Stage) -> AsyncGenerator[None]:
    """A webhook of which half has come."""
    assert stage.sandbox.webhook_port is not None
    _, writer = await asyncio.open_connection("127.0.0.1", stage.sandbox.webhook_port)
    writer.write(b"POST /musicapi/x HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf")
    await writer.drain()
    yield
    writer.close()


@asynccontextmanager
async def without_discord(stage: Stage) -> AsyncGenerator[None]:
    """An outage of Discord's, with a song that it keeps from being posted."""
    number = stage.creates() + 1
    stage.ask()
    await stage.until_state(JobState.RUNNING, number)
    stage.sandbox.discord.go_down()
    await stage.logged("discord.shard Attempting a reconnect")
    yield
    stage.sandbox.discord.come_back()


OF_MUSICAPI: dict[str, State] = {
    "idle": idle,
    "a create is not answered": held("musicapi", "POST", CREATE),
    "polling": held("musicapi", "GET", POLL),
    "fetching a clip": held("musicapi", "GET", AUDIO),
    "a webhook comes": being_called,
}
OF_DISCORD: dict[str, State] = {
    "posting a file": held("discord", "PATCH", EDIT, where=with_files),
    "an upload is fetched": uploading,
    "Discord is away": without_discord,
}


@pytest.mark.promise(key="stop")
@pytest.mark.timeout(300)
@pytest.mark.parametrize("states", [OF_MUSICAPI, OF_DISCORD], ids=["towards MusicAPI", "towards Discord"])
async def test_a_stop_in_any_state_is_an_end_and_loses_nothing(hurried: Stage, states: dict[str, State]) -> None:
    for name, state in states.items():
        async with state(hurried):
            await stop(hurried)
        assert len(hurried.lines("stop")) == len([*hurried.lines("stopping"), *hurried.lines("stopped seconds=")]), name
        await hurried.soon(hurried.sandbox.discord.gone())
        await hurried.start()
    assert len(audio(await hurried.song("noah"))) == 2
    jobs = list[Job]()
    while await hurried.job(len(jobs) + 1) is not None:
        jobs.append(await hurried.settled(len(jobs) + 1))
    lost = [job for job in jobs if job.failure is FailureKind.LOST]
    assert {job.state for job in jobs if job not in lost} == {JobState.DONE}
    assert len(lost) == ("a create is not answered" in states)
    account = await hurried.account()
    assert (account.held, account.spent) == (0, 12 * (len(jobs) - len(lost)))
    assert hurried.creates() == len(jobs) - len(lost)  # none was sent twice
    assert len(hurried.lines("interruption_told")) == ("an upload is fetched" in states)


@asynccontextmanager
async def loading(stage: Stage) -> AsyncGenerator[None]:
    """The process loads what it consists of, and stops itself."""
    stage.bot.fate = StoppedAtImport("bot.gateway.client")
    await stage.bot.start()
    assert await stage.soon(stage.bot.ended()) == 0
    stage.bot.fate = HurriedStop()
    await stage.start()
    yield


@asynccontextmanager
async def migrating(stage: Stage) -> AsyncGenerator[None]:
    """Another process makes the schema, and takes its time."""
    stage.bot.fate = HurriedStop(says_that_it_migrates)
    with FileLock(f"{stage.database_url.removeprefix('sqlite:///')}.migrating"):
        await stage.bot.start()
        await stage.logged("migrating")
        yield
    stage.bot.fate = HurriedStop()


def asking(path: str) -> State:
    """The start asks Discord for something, and gets no answer."""

    @asynccontextmanager
    async def state(stage: Stage) -> AsyncGenerator[None]:
        pause = stage.sandbox.discord.trouble.pause("GET", path, "before")
        await stage.bot.start()
        await stage.soon(pause.reached())
        yield
        pause.drop()

    return state


@asynccontextmanager
async def shut_out(stage: Stage) -> AsyncGenerator[None]:
    """The gateway takes nobody, and discord.py tries again for ever."""
    stage.sandbox.discord.gateway.closes = True
    await stage.bot.start()
    await stage.logged("bot.gateway.shard_connections shard_unreachable")
    yield
    stage.sandbox.discord.gateway.closes = False


@pytest.mark.promise(key="stop")
@pytest.mark.timeout(300)
async def test_a_stop_of_a_start_is_an_end(hurried: Stage) -> None:
    await stop(hurried)
    for state in (
        loading,
        migrating,
        asking(r"/users/@me$"),
        asking(r"/gateway/bot$"),
        asking(r"/commands$"),
        shut_out,
    ):
        async with state(hurried):
            await stop(hurried)
    assert len(hurried.lines("stop_cut_off")) <= 1  # who waits for a lock of the file system hears nothing else
    await hurried.start()
    assert len(audio(await hurried.song())) == 2


@pytest.mark.promise(key="stop")
async def test_whatever_hangs_is_cut_off_before_the_supervisor_kills(tmp_path: Path) -> None:
    async with open_stage(tmp_path, fate=HurriedStop(never_closes_its_database)) as stage:
        await stage.song()
        await stop(stage)
        (line,) = stage.lines("stop_cut_off")
        assert float(line.partition("seconds=")[2]) >= 5.0  # that of the fate
        assert stage.lines("stopped seconds=") == []
        stage.bot.fate = None
        await stage.start()
        await stage.song()
        assert (await stage.account()).spent == 24
    assert shutdown.GRACE + 2 * shutdown.GOODBYE <= shutdown.LIMIT <= SUPERVISOR - 0.5


class Tunnel:
    """A way to a PostgreSQL server, which can go silent or be closed."""

    def __init__(self, url: str) -> None:
        self._parts = urlsplit(url)
        self._socket = f"{parse_qs(self._parts.query)['host'][0]}/.s.PGSQL.5432"
        self._passing = asyncio.Event()
        self._passing.set()
        self.used = asyncio.Event()  # set when somebody wants to pass
        self._writers = set[asyncio.StreamWriter]()
        self._tasks = set[asyncio.Task[None]]()

    @asynccontextmanager
    async def opened(self) -> AsyncGenerator[str]:
        """The database's URL by way of the tunnel."""
        self._server = await asyncio.start_server(self._take, "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}{self._parts.path}"
        finally:
            self.close()
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def silence(self) -> None:
        """Carry nothing from now on, and say nothing of it."""
        self._passing.clear()
        self.used.clear()

    def close(self) -> None:
        """Break every connection, and take none."""
        self._server.close()
        for writer in self._writers:
            writer.transport.abort()

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.used.set()
        there, back = await asyncio.open_unix_connection(self._socket)
        self._writers |= {writer, back}
        self._tasks |= {asyncio.create_task(self._carry(*ends)) for ends in ((reader, back), (there, writer))}

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                await self._passing.wait()
                writer.write(data)
                await writer.drain()
            writer.close()


@pytest.mark.promise(key="stop")
@pytest.mark.parametrize("new_database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("way", ["silent", "closed"])
async def test_a_stop_while_postgresql_is_away(new_database_url: str, tmp_path: Path, way: str) -> None:
    tunnel = Tunnel(new_database_url)
    async with tunnel.opened() as url, open_stage(tmp_path, database_url=url, fate=HurriedStop()) as stage:
        stage.database_url = new_database_url  # our own eyes need no tunnel
        pause = stage.sandbox.musicapi.trouble.pause("GET", POLL, "before")
        asked = stage.ask()
        await stage.soon(pause.reached())
        if way == "silent":
            tunnel.silence()
            await stop(stage)
            tunnel.used.clear()
            await stage.bot.start()  # and the same while it opens the database
            await stage.soon(tunnel.used.wait())
            await stop(stage)
            tunnel.close()  # by now the server has noticed that nobody is there
        else:
            stopping = asyncio.create_task(stop(stage))
            await stage.logged("bot stopping")
            tunnel.close()
            await stopping
            assert stage.lines("leases_not_released")
        pause.drop()
        await stage.soon(stage.sandbox.discord.gone())
        stage.bot.env["DATABASE_URL"] = new_database_url
        await stage.start()
        assert len(audio(await stage.finished(asked))) == 2
        account = await stage.account()
        assert (account.held, account.spent, stage.creates()) == (0, 12, 1)


@pytest.mark.promise(key="stop")
@pytest.mark.parametrize("new_database_url", ["postgresql"], indirect=True)
async def test_a_rolling_restart_loses_nothing(new_database_url: str, tmp_path: Path) -> None:
    async with two_processes(tmp_path, database_url=new_database_url) as (stage, second):
        await said_by(stage, second, "gateway_taken by=sandbox")
        stage.sandbox.vendor.orders.time_next_task(60, 120)
        running = stage.ask("mia")
        await stage.until_state(JobState.RUNNING)
        pause = stage.sandbox.musicapi.trouble.pause("POST", CREATE, "after")
        asked = [running, stage.ask("noah"), stage.ask("admin")]
        for one in asked:
            await stage.soon(one.answered())
        await stage.soon(pause.reached())
        stopping = asyncio.create_task(stop(stage))
        await stage.logged("bot stopping")
        pause.release()
        await stopping
        await said_by(stage, second, "ready")
        asked.append(stage.ask("mia"))
        messages = [await stage.finished(one) for one in asked]
        assert [len(audio(message)) for message in messages] == [2] * 4
        assert len({message.id for message in messages}) == len(stage.songs_in()) == 4
        account = await stage.account()
        assert (account.held, account.spent, stage.creates()) == (0, 48, 4)
        await stop(stage, second)  # which was the only one
        await stage.bot.start()  # and what stands by stops as well
        await stage.soon(stage.sandbox.discord.ready())
        await second.start()

        async def stands_by_again() -> bool | None:
            return second.log.read_text().count(" gateway_taken by=") == 2 or None

        await stage.until(stands_by_again, "standing by again")
        await stop(stage, second)


@pytest.mark.promise(key="stop")
@pytest.mark.parametrize("what", ["button", "command", "form"])
async def test_whoever_is_being_answered_when_the_process_ends_has_their_answer(tmp_path: Path, what: str) -> None:
    async with open_stage(tmp_path) as stage:
        mia, song = stage.person(), await stage.song()
        opened = mia.press(song, "1 Extend")
        assert (await opened.answered()).modal is not None
        pause = stage.sandbox.discord.trouble.pause("POST", r"/callback$", "before")
        match what:
            case "button":
                asked = mia.press(song, "1 More…")
            case "command":
                asked = mia.type_command(stage.sandbox.songs.id, "credits")
            case _:
                asked = mia.submit(opened, {"moment": "the end"}, checked=False)
        await stage.soon(pause.reached())
        os.kill(stage.bot.pid, signal.SIGTERM)
        await stage.logged("stopping")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(stage.bot.ended(), 1.5)  # far more than it takes where nobody waits
        pause.release()
        answer = await asked.answered()
        assert answer.message is not None
        assert answer.message.private_to == mia.user.id
        assert await stage.soon(stage.bot.ended()) == 0
        assert not stage.lines("interaction_failed")
        assert not stage.lines("answer_failed")


@pytest.mark.promise(key="stop")
@pytest.mark.parametrize("new_database_url", ["postgresql"], indirect=True)
async def test_who_waits_for_the_database_when_the_process_ends_is_no_error(
    new_database_url: str, tmp_path: Path
) -> None:
    async with open_stage(tmp_path, database_url=new_database_url, fate=HurriedStop()) as stage:
        await stage.person().type_command(stage.sandbox.songs.id, "credits").answered()
        async with (await stage.database()).transaction() as tx:
            await tx.execute(text("LOCK TABLE accounts IN ACCESS EXCLUSIVE MODE"))
            stage.person().type_command(stage.sandbox.songs.id, "credits")
            waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
            while not (await tx.execute(waiting)).scalar_one():  # noqa: ASYNC110 - the server tells nobody
                await asyncio.sleep(0.05)
            os.kill(stage.bot.pid, signal.SIGTERM)
            await stage.soon(stage.sandbox.discord.gone())
        assert await stage.soon(stage.bot.ended()) == 0
        assert "never retrieved" not in stage.log()
        assert "Traceback" not in stage.log()
